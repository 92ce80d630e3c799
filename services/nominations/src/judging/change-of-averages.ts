import { meanOf, medianOf, middlePlaces, sum, trimmedMeanOf } from './averages.ts';
import type { Fraction } from './fraction.ts';
import { compare } from './fraction.ts';
import type { ScoreSheet } from './score-sheet.ts';
import { isGiven, meritOf, mostMerit, scoreOf } from './score-sheet.ts';
import type { Overtaking, SmallestChange } from './overtaking.ts';

/** Whoever is this far from another is far. */
const farthest = 2_000;

/**
 * The merits with which the value of an entry is greatest after so many points have been added, none above `most`. They are given in
 * ascending order, and each stays in its place.
 */
type Raise = (merits: readonly number[], points: number, most: number) => readonly number[];

const averages = {
  mean: { valueOf: meanOf, raise: raiseForMean },
  median: { valueOf: medianOf, raise: raiseForMedian },
  'trimmed-mean': { valueOf: trimmedMeanOf, raise: raiseForTrimmedMean },
} satisfies Record<string, { valueOf: (scores: readonly number[]) => Fraction | null; raise: Raise }>;

/**
 * Where a value follows from the scores of its entry alone, the best that can be done with so many points is to give some of them to one
 * entry that rises, and to take the others from one that falls; with each number it is known how far any of them can come.
 */
export function changeOfAverages(
  sheet: ScoreSheet,
  rule: keyof typeof averages,
  ways: readonly Overtaking[],
): SmallestChange {
  const { valueOf, raise } = averages[rule];
  const most = mostMerit(sheet);
  const merits = sheet.entries.map((_, entry) => meritsOf(sheet, entry));
  const moved = (entry: number, move: (before: readonly number[]) => readonly number[]) => {
    const given = merits[entry] ?? [];
    const after = move(given.map(({ merit }) => merit));
    const changes = given.map(({ juror, merit }, at) => ({ juror, entry, from: merit, to: after[at] ?? merit }));
    return { value: valueOf(after), changes };
  };
  const raised = (points: number) => (entry: number) => moved(entry, (before) => raise(before, points, most));
  const lowered = (points: number) => (entry: number) =>
    moved(entry, (before) => reflected(raise(reflected(before, most), points, most), most));

  const searches = ways.map((way) => ({
    ...way,
    risen: [] as ReturnType<typeof moved>[],
    fallen: [] as ReturnType<typeof moved>[],
  }));
  for (let points = 0; points <= farthest; points += 1)
    for (const { rising, falling, strictly, risen, fallen } of searches) {
      risen.push(
        rising.map(raised(points)).reduce((best, other) => (isBefore(other.value, best.value) ? other : best)),
      );
      fallen.push(
        falling.map(lowered(points)).reduce((worst, other) => (isBefore(worst.value, other.value) ? other : worst)),
      );
      for (const [up, one] of risen.entries()) {
        const other = fallen[points - up];
        if (other === undefined) continue;
        if (strictly ? !isBefore(one.value, other.value) : isBefore(other.value, one.value)) continue;
        const changes = [...one.changes, ...other.changes].filter(({ from, to }) => from !== to);
        return {
          points,
          changes: changes.map(({ juror, entry, from, to }) => ({
            juror,
            entry,
            from: scoreOf(sheet, from),
            to: scoreOf(sheet, to),
          })),
        };
      }
    }
  return { moreThan: farthest };
}

function meritsOf(sheet: ScoreSheet, entry: number) {
  return sheet.jurors
    .flatMap(({ scores }, juror) => {
      const score = scores[entry];
      return isGiven(score) ? [{ juror, merit: meritOf(sheet, score) }] : [];
    })
    .sort((a, b) => a.merit - b.merit);
}

function isBefore(a: Fraction | null, b: Fraction | null): boolean {
  return a !== null && b !== null && compare(a, b) > 0;
}

/** To lower merits is to raise what they are short of, in the other order. */
function reflected(merits: readonly number[], most: number): readonly number[] {
  return merits.map((merit) => most - merit).reverse();
}

/** Any point is as good as any other: the lowest first, so that few scores change. */
function raiseForMean(merits: readonly number[], points: number, most: number): readonly number[] {
  let left = points;
  return merits.map((merit) => {
    const added = Math.min(left, most - merit);
    left -= added;
    return merit + added;
  });
}

/**
 * From the middle on, everybody is raised to the same level; of two in the middle, the lower one as far as the rest of the points goes. The
 * highest level is not always the best one then.
 */
function raiseForMedian(merits: readonly number[], points: number, most: number): readonly number[] {
  const [low, high] = middlePlaces(merits.length);
  const middle = (candidate: readonly number[]) => (candidate[low] ?? 0) + (candidate[high] ?? 0);
  let best = merits;
  for (let level = merits[high] ?? most; level <= most; level += 1) {
    const lifted = merits.map((merit, at) => (at >= high ? Math.max(merit, level) : merit));
    const left = points - sum(lifted) + sum(merits);
    if (left < 0) break;
    const after = lifted.map((merit, at) => (at === low ? Math.min(level, merit + left) : merit));
    if (middle(after) > middle(best)) best = after;
  }
  return best;
}

/**
 * The lowest is left out, and raising it is of no use. What is raised above the highest is left out in its place: that one must be
 * raised beforehand, in vain, to a level up to which the others count.
 */
function raiseForTrimmedMean(merits: readonly number[], points: number, most: number): readonly number[] {
  if (merits.length < 3) return raiseForMean(merits, points, most);
  const [lowest = 0, ...rest] = merits;
  const highest = rest.pop() ?? lowest;
  let best = { gain: -1, level: highest };
  for (let level = highest; level <= Math.min(most, highest + points); level += 1) {
    const gain = Math.min(points - (level - highest), level * rest.length - sum(rest));
    if (gain > best.gain) best = { gain, level };
  }
  return [lowest, ...raiseForMean(rest, best.gain, best.level), best.level];
}
