import type { Fraction } from './fraction.ts';
import { compare } from './fraction.ts';

/** One for each entry; `null` where a rule has nothing to go by. */
export type Values = readonly (Fraction | null)[];
/** 1, 2, 2, 4: as many as are before it, and one. An entry without a value has no rank. */
export type Ranks = readonly (number | null)[];

export function ranksBy(values: Values, higherIsBetter: boolean): Ranks {
  const sign = higherIsBetter ? -1 : 1;
  const bestFirst = values
    .flatMap((value, entry) => (value === null ? [] : [{ value, entry }]))
    .sort((a, b) => sign * compare(a.value, b.value));
  const ranks = values.map((): number | null => null);
  let rank = 0;
  bestFirst.forEach(({ value, entry }, at) => {
    const before = bestFirst[at - 1];
    if (before === undefined || compare(before.value, value) !== 0) rank = at + 1;
    ranks[entry] = rank;
  });
  return ranks;
}

/** Which entries are inside a list of so many. Entries are known by their places. */
export interface CutLine {
  /** Whatever becomes of a tie. */
  readonly inside: readonly number[];
  /** They share the last seats, and are more than these: the rule does not say who is inside. */
  readonly tied: readonly number[];
  readonly outside: readonly number[];
}

export function cutLine(ranks: Ranks, seats: number): CutLine {
  const line: Record<keyof CutLine, number[]> = { inside: [], tied: [], outside: [] };
  ranks.forEach((rank, entry) => {
    if (rank === null) return;
    const sharing = ranks.filter((other) => other === rank).length;
    line[rank + sharing - 1 <= seats ? 'inside' : rank <= seats ? 'tied' : 'outside'].push(entry);
  });
  return line;
}

/** An entry that has lost its rank leaves the inside like any other; outside it is no loss. */
export function isSameList(a: CutLine, b: CutLine): boolean {
  return String(a.inside) === String(b.inside) && String(a.tied) === String(b.tied);
}
