import { Refusal } from '@kraftsamling/messaging/decision';
import { ApiProperty } from '@nestjs/swagger';
import { csvInputError } from './csv.ts';
import type { CsvInputError, Encoding } from './csv.ts';

const atOnce = 16;
const byteOrderMark = '\uFEFF';

export class ImportResult {
  @ApiProperty({ enum: ['utf-8', 'windows-1252'], description: 'How the file was read' })
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
  const sentence = inputErrors.length === 1 ? 'The file has a fault' : `The file has ${inputErrors.length} faults`;
  throw new Refusal('import-faulty', `${sentence}. Nothing has been imported.`, 'invalid', byLine);
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

function* oneByOne<Row>(rows: readonly Row[]): Generator<Row> {
  yield* rows;
}

/** A file with the columns and nothing else, as Swedish Excel opens it. */
export function templateOf(columns: Readonly<Record<string, unknown>>): string {
  return `${byteOrderMark}${Object.keys(columns).join(';')}\r\n`;
}
