import jstat from 'jstat';
import { sum } from './averages.ts';
import { fraction, toNumber } from './fraction.ts';
import { doubledRanks } from './rank-sum.ts';
import type { ScoreSheet } from './score-sheet.ts';
import { everythingIsScored, isGiven } from './score-sheet.ts';

/** How far the jurors agree on the order. */
export interface Agreement {
  readonly kendallW: number | null;
  readonly chanceProbability: number | null;
  readonly why?: string;
}

/**
 * Kendall's W, from 0 (their orders have nothing in common) to 1 (they are the same), corrected for ranks that a juror shares out
 * (Kendall and Babington Smith 1939; Kendall 1948). Then the probability that jurors who draw their orders by lot agree at least
 * as much: m(n-1)W against chi-square with n-1 degrees of freedom, which is rough for fewer than eight entries. Both to four decimals.
 */
export function agreementOf(sheet: ScoreSheet): Agreement {
  const { entries, jurors, higherIsBetter } = sheet;
  const [m, n] = [jurors.length, entries.length];
  if (m < 2 || n < 2) return unknown('Agreement takes two jurors and two entries.');
  if (!everythingIsScored(sheet)) return unknown('Not every juror has scored every entry.');

  const ranks = jurors.map(({ scores }) => doubledRanks(scores, higherIsBetter).filter(isGiven));
  const sums = entries.map((_, entry) => sum(ranks.map((given) => given[entry] ?? 0)));
  // Of doubled ranks: the mean sum is m(n+1), and squares are four times as large.
  const spread = sum(sums.map((each) => (each - m * (n + 1)) ** 2));
  const ties = sum(ranks.flatMap((given) => tieSizes(given).map((size) => size ** 3 - size)));
  const greatest = m * m * (n ** 3 - n) - m * ties;
  if (greatest === 0) return unknown('No juror puts any entry before another.');

  const w = toNumber(fraction(3 * spread, greatest));
  return {
    kendallW: toFourDecimals(w),
    chanceProbability: toFourDecimals(1 - jstat.jStat.chisquare.cdf(m * (n - 1) * w, n - 1)),
  };
}

function unknown(why: string): Agreement {
  return { kendallW: null, chanceProbability: null, why };
}

function tieSizes(ranks: readonly number[]): readonly number[] {
  return [...new Set(ranks)].map((rank) => ranks.filter((other) => other === rank).length);
}

export function toFourDecimals(number: number): number {
  return Math.round(number * 10_000) / 10_000;
}
