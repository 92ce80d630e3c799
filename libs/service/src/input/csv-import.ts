import { setImmediate } from 'node:timers/promises';
import { AlreadyExists } from '@kraftsamling/messaging';
import { Refusal } from '@kraftsamling/messaging/decision';
import { ApiProperty } from '@nestjs/swagger';
import { Representation } from '../http/representation.ts';
import { csvInputError, readCsv } from './csv.ts';
import type { Csv, CsvFile, CsvInputError, CsvRow } from './csv.ts';
import { encodings } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { OneOf } from './fields.ts';
import { headerErrors } from './csv-columns.ts';
import type { Columns } from './csv-columns.ts';

const atOnce = 16;
/** Whoever has mended so many knows what is wrong with the others, and a small file does not make an answer of many megabytes. */
const mostErrors = 1_000;
const byteOrderMark = '\uFEFF';

/** What is asked of an import besides what it imports. */
export class ImportQuery {
  @OneOf(['true', 'false'], {
    optional: true,
    example: 'false',
    description: 'Leave out the rows that are refused, name them in the answer, and import the others',
  })
  skipRefused?: 'true' | 'false';

  @OneOf(['true', 'false'], {
    optional: true,
    example: 'false',
    description: 'That unusual numbers in the file (`unusual-number`) are right',
  })
  confirmUnusual?: 'true' | 'false';
}

class RefusedCell {
  @ApiProperty({ example: 7 })
  readonly line: number;

  @ApiProperty({ required: false, example: 'title' })
  readonly column?: string;

  @ApiProperty({ example: 'contact-in-title' })
  readonly code: string;

  @ApiProperty({ example: 'Line 7, title: An e-mail address does not belong in what everybody may read.' })
  readonly detail: string;
}

export class ImportResult {
  @ApiProperty({ enum: [...encodings], description: 'How the file was read' })
  readonly encoding: Encoding;

  @ApiProperty({ example: 12 })
  readonly rows: number;

  @ApiProperty({ example: 10 })
  readonly created: number;

  @ApiProperty({ example: 2, description: 'Rows of what was there already; it stays as it is' })
  readonly unchanged: number;

  @ApiProperty({ example: 0, description: 'Rows that were left out, with skipRefused=true' })
  readonly refused: number;

  @ApiProperty({ type: [RefusedCell], description: 'What is wrong with them: the first thousand' })
  readonly errors: readonly RefusedCell[];
}

/** What became of a row. What is there already, or has been, stays as it is. */
export type RowOutcome = 'created' | 'unchanged';

/** @throws Refusal with every error in the file, by line. A file with errors is not imported at all. */
export function refuseInvalidCsv(inputErrors: readonly CsvInputError[]): void {
  if (inputErrors.length === 0) return;
  const byLine = [...inputErrors].sort((a, b) => a.line - b.line);
  const sentence = inputErrors.length === 1 ? 'The file has an error' : `The file has ${inputErrors.length} errors`;
  throw new Refusal('import-faulty', `${sentence}. Nothing has been imported.`, 'invalid', byLine.slice(0, mostErrors));
}

/** The rows that are imported, and what is wrong with those that are not. */
export interface Admitted<Row> {
  readonly rows: readonly Row[];
  readonly refused: Pick<ImportResult, 'refused' | 'errors'>;
}

/**
 * One refused title does not sink a file where that is asked for: its line is left out and named.
 * @throws Refusal with every error in the file where it is not
 */
export function admit<Row extends { readonly line: number }>(
  rows: readonly Row[],
  inputErrors: readonly CsvInputError[],
  { skipRefused }: ImportQuery,
): Admitted<Row> {
  if (skipRefused !== 'true') refuseInvalidCsv(inputErrors);
  const lines = new Set(inputErrors.map(({ line }) => line));
  const errors = [...inputErrors]
    .sort((a, b) => a.line - b.line)
    .slice(0, mostErrors)
    .map(({ pointer: _, ...error }) => error);
  return { rows: rows.filter(({ line }) => !lines.has(line)), refused: { refused: lines.size, errors } };
}

/** @throws Refusal when it is no CSV, or its header is not that of what is imported */
export function openCsv(file: CsvFile, columns: Columns, required: readonly string[]): Csv {
  const csv = readCsv(file, Object.keys(columns));
  refuseInvalidCsv(csv.inputErrors);
  refuseInvalidCsv(headerErrors(csv.columns, columns, required));
  return csv;
}

export interface InvalidRow {
  readonly inputErrors: readonly CsvInputError[];
}

/** Every row as what it describes, and everything that is wrong with the others. */
export async function readRows<Row extends object>(
  rows: readonly CsvRow[],
  read: (row: CsvRow) => Row | InvalidRow,
): Promise<{ readonly sound: readonly Row[]; readonly inputErrors: readonly CsvInputError[] }> {
  const sound: Row[] = [];
  const inputErrors: CsvInputError[] = [];
  for (const row of rows) {
    // Others are answered while a long file is looked through: a row may stand for hundreds of sessions.
    await setImmediate();
    const outcome = read(row);
    if ('inputErrors' in outcome) inputErrors.push(...outcome.inputErrors);
    else sound.push(outcome);
  }
  return { sound, inputErrors };
}

/** What stands on two lines is an error of the second. `identityOf` says by what it is known. */
export function repeatedRows<Row extends { readonly line: number }>(
  rows: readonly Row[],
  identityOf: (row: Row) => string,
  { column, code, subject }: { readonly column: string; readonly code: string; readonly subject: string },
): CsvInputError[] {
  const firstLines = new Map<string, number>();
  return rows.flatMap((row) => {
    const identity = identityOf(row);
    const first = firstLines.get(identity);
    firstLines.set(identity, first ?? row.line);
    return first === undefined ? [] : [csvInputError(row.line, column, code, `${subject} is on line ${first} too.`)];
  });
}

/** Writes the rows, a few at a time. When one fails no others are begun, and nothing is still under way when that is said. */
export async function writeRows<Row>(
  rows: readonly Row[],
  write: (row: Row) => Promise<RowOutcome>,
): Promise<Pick<ImportResult, 'rows' | 'created' | 'unchanged'>> {
  let created = 0;
  // All workers take from the same generator, which ends for all of them when the loop of one is left by an error.
  const queue = oneByOne(rows);
  const worker = async () => {
    for (const row of queue) if ((await write(row)) === 'created') created++;
  };
  const workers = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const failed = workers.find((ended) => ended.status === 'rejected');
  if (failed) throw failed.reason;
  return { rows: rows.length, created, unchanged: rows.length - created };
}

/** For ids that follow from the row: a file that is imported again finds what it has made. */
export async function createdOnce(creation: Promise<unknown>): Promise<RowOutcome> {
  try {
    await creation;
    return 'created';
  } catch (error) {
    if (error instanceof AlreadyExists) return 'unchanged';
    throw error;
  }
}

function* oneByOne<Row>(rows: readonly Row[]): Generator<Row> {
  yield* rows;
}

/** A file with the columns and nothing else, as Swedish Excel opens it. */
export function templateOf(columns: Columns, fileName: string): Representation<string> {
  return new Representation(
    { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${fileName}"` },
    `${byteOrderMark}${Object.keys(columns).join(';')}\r\n`,
  );
}
