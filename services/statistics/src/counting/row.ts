/**
 * The sums are kept in rows: one for each value of a figure (a county, a day), with a number for each measure (a step).
 * A row belongs to a scope, the whole of which is read together: a campaign, an award, or the network (the empty scope).
 * The series of each are a scope of their own, because they are read by themselves and grow with the years.
 */
export interface Row {
  readonly scope: string;
  readonly figure: string;
  /** Empty where a figure is one number and not split by anything. */
  readonly value: string;
}

/** The numbers of a row by measure. */
export type Measures = Readonly<Record<string, number>>;

/** A row as it is kept: its id, and its measures that have ever been other than zero. */
export interface StoredRow {
  readonly _id: string;
  readonly sums: Measures;
}

export const NETWORK = '';

/** Awards are no campaigns, and may be called what a campaign is called. */
export function awardScope(award: string): string {
  return `award:${award}`;
}

/** The award that a scope is of, if it is of one. */
export function awardOf(scope: string): string | undefined {
  return /^award:(.*)$/.exec(scope)?.[1];
}

export function seriesOf(scope: string): string {
  return `series:${scope}`;
}

/** The campaign, award or network that a scope belongs to: its own, or that of its series. */
export function scopeOfFigures(scope: string): string {
  return scope.replace(/^series:/, '');
}

/** Scope first, so that a scope is one range of ids. */
export function rowId(scope: string, figure: string, value: string): string {
  return `${scope}/${figure}/${value}`;
}

/** `rowId` for the figures of one subject, so that none is misspelt. */
export type RowIdOf<Figure extends string> = (scope: string, figure: Figure, value: string) => string;

/**
 * Holds the version sum: the versions of all facts added up. Versions only grow, so of two generations that subscribe to the same events the
 * one with the larger version sum has projected more. It is stored under its old name, because rows outlive a deployment.
 */
export const versionSumId = rowId(NETWORK, 'knowledge', '');

/** The row that says when a scope last changed. */
export function headId(scope: string): string {
  return `${scope}/`;
}

/** The ids of all rows of a scope, its head included: from `from`, up to and without `to`. '0' comes right after '/', which no scope contains. */
export function rangeOf(scope: string): { readonly from: string; readonly to: string } {
  return { from: `${scope}/`, to: `${scope}0` };
}

export function scopeOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

/** The row with an id, or undefined for a head. */
export function rowOf(id: string): Row | undefined {
  const scope = scopeOf(id);
  const afterFigure = id.indexOf('/', scope.length + 1);
  if (afterFigure === -1) return undefined;
  return { scope, figure: id.slice(scope.length + 1, afterFigure), value: id.slice(afterFigure + 1) };
}
