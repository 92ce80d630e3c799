import type { InputError } from '@kraftsamling/messaging/decision';
import { CsvError, parse } from 'csv-parse/sync';
import { decode, lineAt, lineBreaksIn } from './encoding.ts';
import type { Encoding, Misfit } from './encoding.ts';
import { tidied } from './tidy-text.ts';

/** An error in a CSV file: where it is, as a person with an editor finds it. The first line is line 1. */
export interface CsvInputError extends InputError {
  readonly line: number;
  readonly column?: string;
}

export interface CsvRow {
  readonly line: number;
  /** The cells by column, tidied. Empty cells are left out. */
  readonly cells: ReadonlyMap<string, string>;
}

export type { Encoding } from './encoding.ts';

export interface Csv {
  readonly encoding: Encoding;
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly inputErrors: readonly CsvInputError[];
}

/** A file as it was sent: what its bytes mean was declared or must be found out. */
export interface CsvFile {
  readonly bytes: Uint8Array;
  readonly charset?: string | undefined;
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

const mostRows = 5_000;
const mostColumns = 100;
const longestRow = 64 * 1024;
const separators = [';', ',', '\t'];

/**
 * Reads a table with a header, as spreadsheets and people write it: in any encoding that says or shows what it is, with `;`, `,` or tabs, whichever the
 * header has most of, or what a first line `sep=` says; with any line ends, and with or without empty cells at the end of a line.
 * Columns that are known are found in whatever case and with whatever spaces they are written.
 */
export function readCsv({ bytes, charset }: CsvFile, known: readonly string[] = []): Csv {
  const decoded = decode(bytes, charset);
  if ('code' in decoded) return faulty('utf-8', [misfitError(decoded)]);
  const { text, encoding } = decoded;

  let records: readonly CsvRecord[];
  try {
    records = recordsOf(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return faulty(encoding, [brokenCsv(error, text)]);
  }

  const [header, ...body] = records;
  if (!header) return faulty(encoding, [csvInputError(1, undefined, 'file-empty', 'There is nothing in the file.')]);
  const columns = namesIn(header, known);
  const inputErrors = sizeErrors(header.line, columns, body);
  const named = columns.filter((column) => column !== '');
  return { encoding, columns: named, inputErrors, rows: inputErrors.length > 0 ? [] : rowsOf(body, columns) };
}

function faulty(encoding: Encoding, inputErrors: readonly CsvInputError[]): Csv {
  return { encoding, columns: [], rows: [], inputErrors };
}

/** Empty ones at the end are none. */
function namesIn({ cells }: CsvRecord, known: readonly string[]): string[] {
  const byLetters = new Map(known.map((column) => [lettersOf(column), column]));
  return cells
    .slice(0, 1 + cells.findLastIndex((cell) => cell !== ''))
    .map((name) => byLetters.get(lettersOf(name)) ?? name);
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function sizeErrors(line: number, columns: readonly string[], body: readonly CsvRecord[]): CsvInputError[] {
  if (columns.length > mostColumns)
    return [csvInputError(line, undefined, 'too-many-columns', `A file may have ${mostColumns} columns.`)];
  if (body.length > mostRows)
    return [csvInputError(body.at(-1)?.line ?? 1, undefined, 'too-many-rows', `A file may have ${mostRows} rows.`)];

  return body.flatMap(({ cells, line }) => {
    const nameless = cells.findIndex((cell, at) => cell !== '' && (columns[at] ?? '') === '');
    if (nameless === -1) return [];
    const detail = `Cell ${nameless + 1}, "${shortened(cells[nameless] ?? '')}", stands in no column: the header has ${columns.length}.`;
    return [csvInputError(line, undefined, 'cells-and-columns-differ', detail)];
  });
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function rowsOf(body: readonly CsvRecord[], columns: readonly string[]): CsvRow[] {
  return body.map(({ cells, line }) => {
    const named = columns.map((column, at): [string, string] => [column, cells[at] ?? '']);
    return { line, cells: new Map(named.filter(([, cell]) => cell !== '')) };
  });
}

const quotes = {
  never: 'A quotation mark that stands here is never closed, or the line is too long.',
  outOfPlace: 'A quotation mark is out of place: a cell that holds one stands in quotation marks, and it is doubled.',
};

function brokenCsv({ code, ...context }: CsvError, text: string): CsvInputError {
  // The last cell that was whole ends here.
  const end = typeof context['bytes'] === 'number' ? context['bytes'] : 0;
  const [said = ''] = separatorLine.exec(text) ?? [];
  const before = said + Buffer.from(text.slice(said.length)).subarray(0, end).toString();
  const blank = /^[\r\n]*/.exec(text.slice(before.length))?.[0] ?? '';
  const line = lineAt(text, before.length + blank.length);
  const neverClosed = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';
  return csvInputError(line, undefined, 'csv-broken', neverClosed ? quotes.never : quotes.outOfPlace);
}

const marker = '\uE000';

/** What cannot be read, with its line and, where the rest is a table, its column. */
function misfitError({ text, index, code, detail }: Misfit): CsvInputError {
  return csvInputError(lineAt(text, index), columnAt(text, index), code, detail);
}

function columnAt(text: string, index: number): string | undefined {
  const marked = `${text.slice(0, index)}${marker}${text.slice(index + 1)}`.replaceAll('\0', '');
  try {
    const [header, ...body] = recordsOf(marked);
    const place = body.flatMap(({ cells }) => cells.findIndex((cell) => cell.includes(marker))).find((at) => at !== -1);
    return place === undefined ? undefined : header?.cells[place];
  } catch {
    return undefined;
  }
}

export function csvInputError(line: number, column: string | undefined, code: string, detail: string): CsvInputError {
  const where = column === undefined ? `Line ${line}` : `Line ${line}, ${column}`;
  return { pointer: '', line, ...(column !== undefined && { column }), code, detail: `${where}: ${detail}` };
}

/** What Excel reads of a first line that says how the cells are separated. */
const separatorLine = /^"?sep=([^\r\n])"?\1*[ \t]*(?:\r\n|\r|\n|$)/i;

function recordsOf(text: string): CsvRecord[] {
  const [said = '', separator] = separatorLine.exec(text) ?? [];
  const bytes = Buffer.from(text.slice(said.length));
  const parsed = parse(bytes, {
    delimiter: separator ?? separatorIn(text),
    info: true,
    max_record_size: longestRow,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    // The header, and one row more than is taken.
    to: mostRows + 2,
  }) as unknown as { record: string[]; info: { bytes: number } }[];

  // The parser says where a record ends. One with line breaks in its cells begins further up.
  let line = 1 + lineBreaksIn(said);
  let read = 0;
  const records = parsed.map(({ record, info }) => {
    const breaksIn = record.reduce((breaks, cell) => breaks + lineBreaksIn(cell), 0);
    const taken = bytes.subarray(read, info.bytes).toString();
    const ended = lineBreaksIn(taken);
    const endsWithBreak = /[\r\n]$/.test(taken);
    const begins = line + ended - breaksIn - (endsWithBreak ? 1 : 0);
    line += ended;
    read = info.bytes;
    return { cells: record.map(tidied), line: begins };
  });
  return records.filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** Of those that it can be, the one that the first line with words on it has most of. */
function separatorIn(text: string): string {
  const header = (/^.*\p{L}.*$/mu.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const [most = ';'] = separators.toSorted((one, other) => count(header, other) - count(header, one));
  return most;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
