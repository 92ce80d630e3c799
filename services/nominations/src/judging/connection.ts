import type { ScoreSheet } from './score-sheet.ts';
import { isGiven } from './score-sheet.ts';

/** A juror's scores of an entry that do not exist yet. */
export interface Review {
  readonly juror: number;
  readonly entry: number;
}

/** Jurors and entries that hang together: who has scored what, and whom else that has been scored by. */
interface Part {
  readonly jurors: readonly number[];
  readonly entries: readonly number[];
}

/**
 * The smallest set of reviews with which all that has been scored would hang together: one less than there are parts. It is empty if it does
 * already. Many sets are as small; this one asks no juror for more than one.
 */
export function connectingReviews(sheet: ScoreSheet): readonly Review[] {
  const parts = partsOf(sheet);
  return parts.slice(1).flatMap((part, at) => {
    const [juror] = parts[at]?.jurors ?? [];
    const [entry] = part.entries;
    return juror === undefined || entry === undefined ? [] : [{ juror, entry }];
  });
}

function partsOf({ jurors }: ScoreSheet): readonly Part[] {
  const parts: Part[] = [];
  jurors.forEach(({ scores }, juror) => {
    const scored = [...scores.keys()].filter((entry) => isGiven(scores[entry]));
    if (scored.length === 0) return;
    const touching = parts.filter(({ entries }) => entries.some((entry) => scored.includes(entry)));
    const united = {
      jurors: [...touching.flatMap((part) => part.jurors), juror],
      entries: [...new Set([...touching.flatMap((part) => part.entries), ...scored])],
    };
    const first = touching[0] === undefined ? parts.length : parts.indexOf(touching[0]);
    parts.splice(first, 1, united);
    for (const part of touching.slice(1)) parts.splice(parts.indexOf(part), 1);
  });
  return parts;
}
