import { county, isCounty, isMunicipality, municipality } from '@kraftsamling/geography';
import { rowOf } from './row.ts';
import type { Measures, StoredRow } from './row.ts';

export interface Total {
  readonly total: number;
}

export type Named<Counts> = Counts & { readonly name?: string };
export type Table<Counts> = Readonly<Record<string, Counts>>;

/** The rows of a figure by value. */
export type Values = ReadonlyMap<string, Measures>;
export type Tables<Figure extends string = string> = (figure: Figure) => Values;

export function tablesOf(rows: readonly StoredRow[]): Tables {
  const tables = new Map<string, Map<string, Measures>>();
  for (const { _id, sums } of rows) {
    const row = rowOf(_id);
    if (!row) continue;
    const table = tables.get(row.figure) ?? new Map<string, Measures>();
    tables.set(row.figure, table.set(row.value, sums));
  }
  return (figure) => tables.get(figure) ?? new Map<string, Measures>();
}

/** A value that has been counted but is no longer, such as the day an organisation changed its mind about, is left out. */
export function tableOf<Counts extends object>(
  values: Values,
  countsOf: (measures: Measures) => Counts,
  nameOf?: (code: string) => string | undefined,
): Table<Named<Counts>> {
  const table: Record<string, Named<Counts>> = {};
  for (const [value, measures] of values) {
    const counts = countsOf(measures);
    const name = nameOf?.(value);
    if (isZero(counts)) continue;
    table[value] = name === undefined ? counts : { name, ...counts };
  }
  return table;
}

/** How many took each step, by day. Days on which nobody did are left out. */
export function stepsByDay<Step extends string>(
  days: Values,
  steps: readonly Step[],
): Table<Readonly<Record<Step, number>>> {
  return tableOf(
    days,
    (measures) => Object.fromEntries(steps.map((step) => [step, measures[step] ?? 0])) as Record<Step, number>,
  );
}

export function total(measures: Measures = {}): Total {
  return { total: measures['total'] ?? 0 };
}

/** A fact is never rejected: what geography does not know is counted under its code, without a name. */
export function countyName(code: string): string | undefined {
  return isCounty(code) ? county(code).name : undefined;
}

export function municipalityName(code: string): string | undefined {
  return isMunicipality(code) ? municipality(code).name : undefined;
}

function isZero(counts: object): boolean {
  return Object.values(counts).every((count) => count === 0);
}
