import { isDeepStrictEqual } from 'node:util';

/** What a file says otherwise than what is there. */
export interface Difference {
  readonly column: string;
  readonly there: string;
  readonly file: string;
}

/** What differs, and the amendment by which it would not. */
export interface Compared<Thing> {
  readonly differences: readonly Difference[];
  readonly amendment: Partial<Thing>;
}

/** Cell by cell: what differs is named, and its change belongs to the amendment. */
export type Compare<Thing> = (column: string, there: unknown, file: unknown, change: Partial<Thing>) => void;

/** @param cells compares them one after another, and sees the amendment so far */
export function compared<Thing>(
  cells: (compare: Compare<Thing>, amendment: Readonly<Partial<Thing>>) => void,
): Compared<Thing> {
  const differences: Difference[] = [];
  const amendment: Partial<Thing> = {};
  cells((column, there, file, change) => {
    if (isDeepStrictEqual(there, file)) return;
    differences.push({ column, there: shown(there), file: shown(file) });
    Object.assign(amendment, change);
  }, amendment);
  return { differences, amendment };
}

const mostValues = 5;
const mostLetters = 200;

/** As people read it, and no longer than they would. */
function shown(value: unknown): string {
  if (Array.isArray(value)) {
    const more = value.length - mostValues;
    return `${value.slice(0, mostValues).join(', ')}${more > 0 ? ` +${more}` : ''}`;
  }
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  return text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text;
}
