import type { InputError } from '@kraftsamling/messaging/decision';
import { CsvError, parse } from 'csv-parse/sync';

/** An error in a CSV file: where it is, as a person with a spreadsheet finds it. The first line is line 1. */
export interface CsvInputError extends InputError {
  readonly line: number;
  readonly column?: string;
}

export interface CsvRow {
  readonly line: number;
  /** The cells by column, trimmed. Empty cells are left out. */
  readonly cells: ReadonlyMap<string, string>;
}

export type Encoding = 'utf-8' | 'windows-1252';

export interface Csv {
  readonly encoding: Encoding;
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly inputErrors: readonly CsvInputError[];
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

const mostRows = 5_000;
const mostColumns = 100;
const longestRow = 64 * 1024;

/**
 * Reads a table with a header. The bytes are UTF-8 (with a byte order mark or without) or else what Swedish Excel writes:
 * Windows-1252, of which Latin-1 is a part. The separator is `;` or `,`, whichever the header has more of.
 */
export function readCsv(bytes: Uint8Array): Csv {
  const { text, encoding } = decoded(bytes);

  let records: readonly CsvRecord[];
  try {
    records = recordsOf(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { encoding, columns: [], rows: [], inputErrors: [brokenCsv(error)] };
  }

  const [header, ...body] = records;
  const columns = header?.cells.map((name) => name.trim()) ?? [];
  const inputErrors = sizeErrors(columns, body);
  return {
    encoding,
    columns,
    inputErrors,
    rows: inputErrors.length > 0 ? [] : body.map((record) => rowOf(record, columns)),
  };
}

function sizeErrors(columns: readonly string[], body: readonly CsvRecord[]): CsvInputError[] {
  if (columns.length > mostColumns)
    return [csvInputError(1, undefined, 'too-many-columns', `A file may have ${mostColumns} columns.`)];
  if (body.length > mostRows)
    return [csvInputError(body.at(-1)?.line ?? 1, undefined, 'too-many-rows', `A file may have ${mostRows} rows.`)];

  return body
    .filter(({ cells }) => cells.length !== columns.length)
    .map(({ cells, line }) =>
      csvInputError(
        line,
        undefined,
        'cells-and-columns-differ',
        `The line has ${cells.length} cells, the header ${columns.length}.`,
      ),
    );
}

function rowOf({ cells, line }: CsvRecord, columns: readonly string[]): CsvRow {
  const named = columns.map((column, at): [string, string] => [column, cells[at]?.trim() ?? '']);
  return { line, cells: new Map(named.filter(([, cell]) => cell !== '')) };
}

function brokenCsv({ code, ...context }: CsvError): CsvInputError {
  const line = typeof context['lines'] === 'number' ? context['lines'] : 1;
  const detail =
    code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE'
      ? 'A quotation mark before this is never closed, or the line is too long.'
      : 'A quotation mark is out of place.';
  return csvInputError(line, undefined, 'csv-broken', detail);
}

export function csvInputError(line: number, column: string | undefined, code: string, detail: string): CsvInputError {
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

function recordsOf(text: string): CsvRecord[] {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const parsed = parse(text, {
    delimiter: count(header, ';') >= count(header, ',') ? ';' : ',',
    info: true,
    max_record_size: longestRow,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    // The header, and one row more than is taken.
    to: mostRows + 2,
  }) as unknown as { record: string[]; info: { lines: number } }[];

  // The parser counts the line a record ends on. A cell with line breaks in it begins further up.
  return parsed.map(({ record, info }) => ({
    cells: record,
    line: info.lines - record.reduce((breaks, cell) => breaks + count(cell, '\n'), 0),
  }));
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
