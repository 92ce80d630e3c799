import type { Fault } from '@kraftsamling/messaging/decision';
import { CsvError, parse } from 'csv-parse/sync';

/** A fault in a CSV file: where it is, as a person with a spreadsheet finds it. The first line is line 1. */
export interface CsvFault extends Fault {
  readonly line: number;
  readonly column?: string;
}

export interface CsvRow {
  readonly line: number;
  /** The cells by column, trimmed. Empty cells are left out. */
  readonly cells: ReadonlyMap<string, string>;
}

export type Encoding = 'utf-8' | 'windows-1252';

export type Csv = {
  readonly encoding: Encoding;
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly faults: readonly CsvFault[];
};

/**
 * Reads a table with a header. The bytes are UTF-8 (with a byte order mark or without) or else what Swedish Excel writes:
 * Windows-1252, of which Latin-1 is a part. The separator is `;` or `,`, whichever the header has more of.
 */
export function readCsv(bytes: Uint8Array): Csv {
  const { text, encoding } = decoded(bytes);
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = count(header, ';') >= count(header, ',') ? ';' : ',';

  let records: readonly { record: readonly string[]; line: number }[];
  try {
    records = recordsOf(text, delimiter);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return {
      encoding,
      columns: [],
      rows: [],
      faults: [
        csvFault(
          line,
          undefined,
          'csv-broken',
          error.code === 'CSV_QUOTE_NOT_CLOSED'
            ? 'A quotation mark before this is never closed.'
            : 'A quotation mark is out of place.',
        ),
      ],
    };
  }

  const [head, ...body] = records;
  const columns = head?.record.map((name) => name.trim()) ?? [];
  const faults = body
    .filter(({ record }) => record.length !== columns.length)
    .map(({ record, line }) =>
      csvFault(
        line,
        undefined,
        'cells-and-columns-differ',
        `The line has ${record.length} cells, the header ${columns.length}.`,
      ),
    );
  const rows = body.map(({ record, line }) => ({
    line,
    cells: new Map(
      columns
        .map((column, at): [string, string] => [column, record[at]?.trim() ?? ''])
        .filter(([, cell]) => cell !== ''),
    ),
  }));
  return { encoding, columns, rows, faults };
}

export function csvFault(line: number, column: string | undefined, code: string, detail: string): CsvFault {
  const where = column === undefined ? `Line ${line}` : `Line ${line}, ${column}`;
  return { pointer: '', line, ...(column !== undefined && { column }), code, detail: `${where}: ${detail}` };
}

function decoded(bytes: Uint8Array): { text: string; encoding: Encoding } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

function recordsOf(text: string, delimiter: string): { record: string[]; line: number }[] {
  const parsed = parse(text, {
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];

  // The parser counts the line a record ends on. A cell with line breaks in it begins further up.
  return parsed.map(({ record, info }) => ({
    record,
    line: info.lines - record.reduce((breaks, cell) => breaks + count(cell, '\n'), 0),
  }));
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
