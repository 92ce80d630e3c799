import { setImmediate } from 'node:timers/promises';
import { AlreadyExists } from '@kraftsamling/messaging';
import { Refusal } from '@kraftsamling/messaging/decision';
import { ApiProperty } from '@nestjs/swagger';
import { Representation } from '../http/representation.ts';
import { csvInputError, readCsv } from './csv.ts';
import type { Csv, CsvFile, CsvInputError, CsvRow } from './csv.ts';
import { encodings } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { headerErrors } from './csv-columns.ts';
import type { Columns } from './csv-columns.ts';

const atOnce = 16;
/** Whoever has mended so many knows what is wrong with the others, and a small file does not make an answer of many megabytes. */
const mostErrors = 1_000;
const byteOrderMark = '\uFEFF';

export class ImportResult {
  @ApiProperty({ enum: [...encodings], description: 'How the file was read' })
  readonly encoding: Encoding;

  @ApiProperty({ example: 12 })
  readonly rows: number;

  @ApiProperty({ example: 10 })
  readonly created: number;

  @ApiProperty({ example: 2, description: 'Rows of what was there already; it stays as it is' })
  readonly unchanged: number;
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
