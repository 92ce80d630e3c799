import { sum } from './averages.ts';
import type { Fraction } from './fraction.ts';
import { fraction } from './fraction.ts';
import type { Score, ScoreSheet } from './score-sheet.ts';
import { hasScored, isGiven } from './score-sheet.ts';

/**
 * Each juror's scores as ranks, the best 1; those who share places share their mean (2 and 3 are 2.5 each). Twice the rank, so that it is
 * whole.
 */
export function doubledRanks(scores: readonly Score[], higherIsBetter: boolean): readonly (number | null)[] {
  const bestFirst = scores.filter(isGiven).sort((a, b) => (higherIsBetter ? b - a : a - b));
  return scores.map((score) => (isGiven(score) ? bestFirst.indexOf(score) + bestFirst.lastIndexOf(score) + 2 : null));
}

/** The ranks that jurors gave an entry, summed: low is good. Where scores are missing, sums of different entries cannot be compared. */
export function rankSums(sheet: ScoreSheet): readonly number[] {
  return ranksByEntry(sheet).map((ranks) => sum(ranks.map(({ doubled }) => doubled)) / 2);
}

/**
 * The rank sum, in ranks: low is good. Which points a juror gave counts for nothing but the order, so that strict and generous jurors weigh
 * the same; an entry may rise or fall because a third one was scored otherwise. (Borda 1770; Kendall 1948.)
 *
 * A rank sum is the number of ranks plus how often the entry was placed behind another by somebody who scored both, where
 * a shared place counts half. Where scores are missing, the share of these comparisons that were lost takes the place of their number: it
 * is told as the rank sum of an entry that lost this share with everything scored, and equals the rank sum where everything is.
 */
export function comparableRankSums(sheet: ScoreSheet): readonly (Fraction | null)[] {
  const jurors = sheet.jurors.filter(hasScored).length;
  const others = sheet.entries.length - 1;
  return comparisons(sheet).map(({ lostTwice, made }) => {
    if (made > 0) return fraction(2 * jurors * made + jurors * others * lostTwice, 2 * made);
    return others === 0 && jurors > 0 ? fraction(jurors) : null;
  });
}

/** For each entry: how often it was compared with another, and twice how often it lost. */
export function comparisons(sheet: ScoreSheet): readonly { readonly lostTwice: number; readonly made: number }[] {
  return ranksByEntry(sheet).map((ranks) => ({
    lostTwice: sum(ranks.map(({ doubled }) => doubled - 2)),
    made: sum(ranks.map(({ among }) => among - 1)),
  }));
}

function ranksByEntry({ entries, jurors, higherIsBetter }: ScoreSheet) {
  const byJuror = jurors.map(({ scores }) => ({
    ranks: doubledRanks(scores, higherIsBetter),
    among: scores.filter(isGiven).length,
  }));
  return entries.map((_, entry) =>
    byJuror.flatMap(({ ranks, among }) => {
      const doubled = ranks[entry];
      return isGiven(doubled) ? [{ doubled, among }] : [];
    }),
  );
}
