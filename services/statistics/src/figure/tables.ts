import { county, isCounty, isMunicipality, municipality } from '@kraftsamling/geography';
import type { SummedFigure } from './dimensions.ts';
import { rowOf } from './row.ts';
import type { RowFigure } from './row.ts';

/** A row as it is kept: its id, and its measures that have ever been other than zero. */
export interface StoredRow {
  readonly _id: string;
  readonly sums: Sums;
}
export type Sums = Readonly<Record<string, number>>;

export interface Total {
  readonly total: number;
}

export type Named<Counts> = Counts & { readonly name?: string };
export type Table<Counts> = Readonly<Record<string, Counts>>;

/** The sums of a figure by value. */
export type Values = ReadonlyMap<string, Sums>;
export type Tables = (figure: SummedFigure) => Values;

export function tablesOf(rows: readonly StoredRow[]): Tables {
  const tables = new Map<RowFigure, Map<string, Sums>>();
  for (const { _id, sums } of rows) {
    const row = rowOf(_id);
    if (!row) continue;
    const table = tables.get(row.figure) ?? new Map<string, Sums>();
    tables.set(row.figure, table.set(row.value, sums));
  }
  return (figure) => tables.get(figure) ?? new Map<string, Sums>();
}

/** A value that has been counted but is no longer, such as the day an organisation changed its mind about, is left out. */
export function tableOf<Counts extends object>(
  values: Values,
  countsOf: (sums: Sums) => Counts,
  nameOf?: (code: string) => string | undefined,
): Table<Named<Counts>> {
  const table: Record<string, Named<Counts>> = {};
  for (const [value, sums] of values) {
    const counts = countsOf(sums);
    const name = nameOf?.(value);
    if (isZero(counts)) continue;
    table[value] = name === undefined ? counts : { name, ...counts };
  }
  return table;
}

export function total(sums: Sums = {}): Total {
  return { total: sums['total'] ?? 0 };
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
