import { rowId } from './row.ts';
import { fieldIs } from './selection.ts';
import type { Selection } from './selection.ts';

/**
 * A figure, and the field of the fact it is split by; one number where there is none. A table of dimensions is read in both directions: from
 * a fact to the rows it counts in, and from a figure back to the facts it came from.
 */
export interface Dimension<Figure extends string = string, Field extends string = string> {
  readonly figure: Figure;
  /** A field with several values counts the fact once under each of them. */
  readonly by?: Field;
}

/** The rows that a fact counts in. */
export function rowsOf<Field extends string>(
  fact: Readonly<Record<Field, string | readonly string[]>>,
  dimensions: readonly Dimension<string, Field>[],
  scope: string,
): string[] {
  return dimensions.flatMap(({ figure, by }) =>
    (by === undefined ? [''] : valuesOf(fact[by])).map((value) => rowId(scope, figure, value)),
  );
}

/** The facts that count under a value of a figure. */
export function valueIs(dimensions: readonly Dimension[], figure: string, value: string | undefined): Selection {
  const field = dimensions.find((each) => each.figure === figure)?.by;
  return field === undefined ? {} : fieldIs(field, value);
}

function valuesOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
