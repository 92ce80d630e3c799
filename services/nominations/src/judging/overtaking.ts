import type { CutLine } from './ranking.ts';
import type { ScoreChange } from './score-sheet.ts';

/** Of two entries, one of `rising` and one of `falling`, the first is to come level with the second, or before it. */
export interface Overtaking {
  readonly rising: readonly number[];
  readonly falling: readonly number[];
  /** Before it, and not level. */
  readonly strictly: boolean;
}

/** Points are the amounts of all changes, summed up. */
export interface Change {
  readonly points: number;
  readonly changes: readonly ScoreChange[];
}

/** A search that would take too long ends, and says up to how many points there is nothing. */
export type SmallestChange = Change | { readonly moreThan: number };

/** Every way in which the list can become another: somebody comes level with a better one, or a tie at the line is broken. */
export function anotherList({ inside, tied, outside }: CutLine): readonly Overtaking[] {
  return [
    { rising: [...tied, ...outside], falling: inside, strictly: false },
    { rising: outside, falling: tied, strictly: false },
    { rising: tied, falling: tied, strictly: true },
  ].filter(isPossible);
}

/** Every way in which a list without a tie is no longer right, whatever becomes of a tie: a place goes to another. */
export function otherList({ inside, tied, outside }: CutLine): readonly Overtaking[] {
  return tied.length > 0 ? [] : [{ rising: outside, falling: inside, strictly: true }].filter(isPossible);
}

function isPossible({ rising, falling }: Overtaking): boolean {
  return rising.length > 0 && falling.length > 0;
}
