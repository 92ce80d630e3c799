import type { InputError } from '@kraftsamling/messaging/decision';
import { validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { csvInputError } from './csv.ts';
import type { CsvInputError, CsvRow } from './csv.ts';
import { daysWithoutMidnight } from './written-time.ts';

/** The columns a file may have, and which field of a row's JSON each of them fills, as a JSON pointer. */
export type Columns = Readonly<Record<string, string>>;

/** Everything that is wrong with the header, as errors of line 1. */
export function headerErrors(
  header: readonly string[],
  columns: Columns,
  required: readonly string[],
): CsvInputError[] {
  const missing = required.filter((column) => !header.includes(column));
  if (!header.some((column) => Object.hasOwn(columns, column))) {
    const detail = `The first line must name the columns, such as ${required.join(', ')}. It says "${header.join(' ').slice(0, 80)}".`;
    return [csvInputError(1, undefined, 'header-missing', detail)];
  }
  const unknown = header.filter((column) => !Object.hasOwn(columns, column));
  const repeated = header.filter((column, at) => header.indexOf(column) !== at);
  return [
    ...missing.map((column) => csvInputError(1, column, 'column-missing', 'This column must be there.')),
    ...unknown.map((column) =>
      csvInputError(1, column, 'column-unknown', `The columns are ${Object.keys(columns).join(', ')}.`),
    ),
    ...repeated.map((column) => csvInputError(1, column, 'column-repeated', 'This column is there more than once.')),
  ];
}

export function missingCells({ line, cells }: CsvRow, required: readonly string[]): CsvInputError[] {
  return required
    .filter((column) => !cells.has(column))
    .map((column) => csvInputError(line, column, 'cell-missing', 'The cell is empty.'));
}

/** What the class of a JSON body says against what a row describes. */
export function fieldErrors(body: object): InputError[] {
  return validateSync(body).flatMap((error) => invalidFields(error, ''));
}

/** Errors in fields, as errors in the columns that fill them. */
export function inColumns(line: number, columns: Columns, inputErrors: readonly InputError[]): CsvInputError[] {
  return inputErrors.map(({ pointer, code, detail }) => csvInputError(line, columnOf(pointer, columns), code, detail));
}

/** What is wrong with a cell is often seen in several ways: the first says enough. */
export function oneForEachColumn(inputErrors: readonly CsvInputError[]): CsvInputError[] {
  return inputErrors.filter(({ column }, at) => inputErrors.findIndex((other) => other.column === column) === at);
}

/** Several values in a cell have spaces, commas, semicolons or bars between them. */
export function words(cell = ''): string[] {
  return cell.split(/[\s,;|]+/).filter((word) => word !== '');
}

/** Words that programs know; spreadsheets like to begin them with a capital letter. */
export function wordsInSmall(cell = ''): string[] {
  return words(cell.toLowerCase());
}

export function daysIn(cell = ''): string[] {
  return words(daysWithoutMidnight(cell));
}

/** `1 000` and `12,0` are whole numbers too. Not a number: what the rules refuse. */
export function wholeNumberIn(cell: string): number {
  const [, digits] = /^(\d+|\d{1,3}(?: \d{3})+)(?:[.,]0+)?$/.exec(cell) ?? [];
  return digits === undefined ? NaN : Number(digits.replaceAll(' ', ''));
}

const yes = ['ja', 'yes', 'sant', 'true', '1'];
const no = ['nej', 'no', 'falskt', 'false', '0'];

export function yesOrNo(cell: string | undefined): boolean | undefined {
  const lowerCase = cell?.toLowerCase() ?? '';
  if (lowerCase === '') return undefined;
  // Neither: a text where a truth value is asked for, which the rules refuse.
  return yes.includes(lowerCase) ? true : no.includes(lowerCase) ? false : (cell as unknown as boolean);
}

function invalidFields({ property, constraints = {}, children = [] }: ValidationError, above: string): InputError[] {
  const pointer = `${above}/${property}`;
  return [
    ...Object.values(constraints).map((detail) => ({ pointer, code: 'cell-invalid', detail })),
    ...children.flatMap((child) => invalidFields(child, pointer)),
  ];
}

/** Where one column fills a part of what another one stands for, the part's own column is meant. */
function columnOf(pointer: string, columns: Columns): string | undefined {
  const filled = Object.entries(columns).filter(([, field]) => pointer === field || pointer.startsWith(`${field}/`));
  return filled.sort(([, one], [, other]) => other.length - one.length)[0]?.[0];
}
