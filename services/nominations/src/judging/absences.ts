import { cutLine, isSameList } from './ranking.ts';
import type { CutLine } from './ranking.ts';
import type { Rule } from './rules.ts';
import { standingBy } from './rules.ts';
import type { ScoreSheet } from './score-sheet.ts';
import { hasScored, isGiven, withoutJurors } from './score-sheet.ts';

/** How many scores are looked at before the search ends. */
const mostWork = 3_000_000;

/** The smallest sets of jurors without whom the list would be another: all sets of this size that alter it, and of a smaller size there is none. */
export interface Absences {
  readonly size: number;
  readonly sets: readonly Absence[];
}

export interface Absence {
  readonly jurors: readonly number[];
  readonly line: CutLine;
}

/**
 * All single jurors, then all pairs, and so on up to all but one, until the list is another. A size for which there are too many sets is not begun:
 * the sets are empty then, and up to this size nothing alters the list.
 */
export function decisiveAbsences(sheet: ScoreSheet, rule: Rule, seats: number): Absences {
  const line = cutLine(standingBy(rule, sheet).ranks, seats);
  const jurors = sheet.jurors.flatMap((juror, at) => (hasScored(juror) ? [at] : []));
  const effort = effortOf(sheet, rule, jurors.length);

  let size = 0;
  let left = mostWork / effort;
  while (size < jurors.length - 1) {
    const subsets = [...subsetsOf(jurors, size + 1, left)];
    left -= subsets.length;
    if (left < 0) break;
    size += 1;
    const sets = subsets
      .map((absent) => {
        const ranks = standingBy(rule, withoutJurors(sheet, new Set(absent))).ranks;
        return { jurors: absent, line: cutLine(ranks, seats) };
      })
      .filter((absence) => !isSameList(absence.line, line));
    if (sets.length > 0) return { size, sets };
  }
  return { size, sets: [] };
}

/** A list costs about as much as there are scores; to calibrate costs the cube of the jury beside that. */
function effortOf({ jurors }: ScoreSheet, rule: Rule, count: number): number {
  const scores = jurors.reduce((total, juror) => total + juror.scores.filter(isGiven).length, 0);
  return 100 + scores + (rule === 'calibrated' ? count ** 3 : 0);
}

/** In the order of the items, and no more than one above `most`. */
function* subsetsOf(items: readonly number[], size: number, most: number): Generator<readonly number[]> {
  let count = 0;
  const places = Array.from({ length: size }, (_, at) => at);
  while (count <= most) {
    yield places.map((place) => items[place] ?? 0);
    count += 1;
    const last = places.findLastIndex((place, at) => place < items.length - size + at);
    if (last < 0) return;
    const next = (places[last] ?? 0) + 1;
    for (let at = last; at < size; at += 1) places[at] = next + at - last;
  }
}
