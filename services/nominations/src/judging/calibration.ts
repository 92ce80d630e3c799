import jstat from 'jstat';
import { adjugateOf } from './adjugate.ts';
import { sum } from './averages.ts';
import type { Review } from './connection.ts';
import { connectingReviews } from './connection.ts';
import type { Fraction } from './fraction.ts';
import { fraction, toNumber } from './fraction.ts';
import type { Values } from './ranking.ts';
import type { ScoreSheet } from './score-sheet.ts';
import { hasScored, isGiven, scoresOf } from './score-sheet.ts';

/**
 * Scores without what is a juror's own: a score is taken for the entry's value, the juror's bias and a remainder, such that the squares of all
 * remainders are least. Biases sum to zero, so that a value is in points, as an average juror of this jury would give them.
 *
 * Only what hangs together can be compared, so that scores in several parts are refused. If every juror has scored every entry, values are the
 * means, and no order changes. A juror who gives everybody some points more changes no difference of values. Biases are
 * not shrunk before they are taken off, since both cannot be had: a bias that is taken off in part leaves the rest of it on those
 * entries which that juror scored. (MacKay et al. 2017, doi 10.1098/rsos.160760, with equal confidence in all scores.)
 */
export type Calibration =
  | { readonly status: 'refused'; readonly connecting: readonly Review[] }
  | { readonly status: 'calibrated'; readonly values: Values; readonly biases: readonly Bias[]; readonly fit: Fit };

/** How many points a juror gives more than the average of the jury. */
export interface Bias {
  readonly juror: number;
  readonly points: number;
  /** Uncertain biases are drawn towards zero: as a guess nearer to the true ones in sum (Efron and Morris 1973; Platt and Burges 2012). */
  readonly shrunk: number | null;
  /** Holds the true bias in 95 of 100 cases, if remainders are independent and normal with one variance. */
  readonly interval: readonly [number, number] | null;
}

export const CONFIDENCE = 0.95;

export function calibrate(sheet: ScoreSheet): Calibration {
  const connecting = connectingReviews(sheet);
  if (connecting.length > 0) return { status: 'refused', connecting };

  const fit = fitOf(sheet);
  const biases = exactBiases(sheet, fit);
  const values = sheet.entries.map((_, entry) => valueOf(sheet, fit, biases, entry));
  return { status: 'calibrated', values, biases: statedBiases(sheet, fit, biases, values), fit };
}

/**
 * The equations that the biases solve once the values have been put in for what they are, a mean of scores less biases. The first juror is
 * left out, against whom the biases of the others are found; everything is multiplied by `common`, and so whole.
 */
export interface Fit {
  /** Those who have scored anything. */
  readonly jurors: readonly number[];
  /** A common multiple of how many scores the entries have. */
  readonly common: bigint;
  /** How often `common` holds the number of scores of an entry. */
  readonly shareOf: readonly bigint[];
  /** Without the first juror. */
  readonly adjugate: readonly (readonly bigint[])[];
  readonly determinant: bigint;
}

function fitOf(sheet: ScoreSheet): Fit {
  const jurors = sheet.jurors.flatMap((juror, at) => (hasScored(juror) ? [at] : []));
  const counts = sheet.entries.map((_, entry) => BigInt(scoresOf(sheet, entry).length));
  const common = counts.filter((count) => count > 0n).reduce(leastCommonMultiple, 1n);
  const shareOf = counts.map((count) => (count === 0n ? 0n : common / count));
  const scoredBy = jurors.map((juror) => entriesOf(sheet, juror));
  const others = scoredBy.slice(1);
  const matrix = others.map((own, at) =>
    others.map((theirs, other) => {
      const shared = own.filter((entry) => theirs.includes(entry));
      const total = shared.reduce((total, entry) => total + (shareOf[entry] ?? 0n), 0n);
      return (at === other ? common * BigInt(own.length) : 0n) - total;
    }),
  );
  return { jurors, common, shareOf, ...adjugateOf(matrix) };
}

/** By juror of the fit, over one denominator: their sum is zero. */
interface ExactBiases {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

function exactBiases(sheet: ScoreSheet, fit: Fit): ExactBiases {
  const totals = sheet.entries.map((_, entry) => BigInt(sum(scoresOf(sheet, entry))));
  const surpluses = fit.jurors.slice(1).map((juror) =>
    entriesOf(sheet, juror).reduce((total, entry) => {
      const score = BigInt(sheet.jurors[juror]?.scores[entry] ?? 0);
      return total + fit.common * score - (fit.shareOf[entry] ?? 0n) * (totals[entry] ?? 0n);
    }, 0n),
  );
  // Where nobody has scored anything there is no first one either.
  const againstFirst = [0n, ...fit.adjugate.map((row) => product(row, surpluses))].slice(0, fit.jurors.length);
  const total = againstFirst.reduce((total, bias) => total + bias, 0n);
  const count = BigInt(fit.jurors.length);
  return {
    numerators: againstFirst.map((bias) => count * bias - total),
    denominator: count * fit.determinant,
  };
}

function valueOf(sheet: ScoreSheet, fit: Fit, biases: ExactBiases, entry: number): Fraction | null {
  const scores = scoresOf(sheet, entry);
  if (scores.length === 0) return null;
  const taken = fit.jurors.reduce(
    (total, juror, at) => total + (isGiven(sheet.jurors[juror]?.scores[entry]) ? (biases.numerators[at] ?? 0n) : 0n),
    0n,
  );
  return fraction(BigInt(sum(scores)) * biases.denominator - taken, BigInt(scores.length) * biases.denominator);
}

/** By how much a point more in this score moves the value of one entry above that of another. */
export interface Leverage {
  readonly juror: number;
  readonly entry: number;
  /** Over a denominator that all scores have in common. */
  readonly weight: bigint;
}

export function leverages(sheet: ScoreSheet, fit: Fit, entry: number, other: number): readonly Leverage[] {
  const shareIf = (scored: number, juror: number) =>
    isGiven(sheet.jurors[juror]?.scores[scored]) ? (fit.shareOf[scored] ?? 0n) : 0n;
  const taken = fit.jurors.slice(1).map((juror) => shareIf(other, juror) - shareIf(entry, juror));
  const pull = [0n, ...fit.adjugate.map((row) => product(row, taken))];
  const pullOn = sheet.entries.map((_, scored) =>
    fit.jurors.reduce(
      (total, juror, at) => total + (isGiven(sheet.jurors[juror]?.scores[scored]) ? (pull[at] ?? 0n) : 0n),
      0n,
    ),
  );
  return fit.jurors.flatMap((juror, at) =>
    entriesOf(sheet, juror).map((scored) => {
      const share = fit.shareOf[scored] ?? 0n;
      const own = scored === entry ? 1n : scored === other ? -1n : 0n;
      const weight = own * fit.determinant * share + fit.common * (pull[at] ?? 0n) - share * (pullOn[scored] ?? 0n);
      return { juror, entry: scored, weight };
    }),
  );
}

function statedBiases(sheet: ScoreSheet, fit: Fit, exact: ExactBiases, values: Values): readonly Bias[] {
  const points = exact.numerators.map((numerator) => toNumber(fraction(numerator, exact.denominator)));
  const estimates = values.map((value) => (value === null ? 0 : toNumber(value)));
  const remainders = fit.jurors.flatMap((juror, at) =>
    entriesOf(sheet, juror).map(
      (entry) => (sheet.jurors[juror]?.scores[entry] ?? 0) - (estimates[entry] ?? 0) - (points[at] ?? 0),
    ),
  );
  const scored = values.filter((value) => value !== null).length;
  const freedom = remainders.length - scored - fit.jurors.length + 1;
  if (freedom <= 0)
    return points.map((bias, at) => ({ juror: fit.jurors[at] ?? 0, points: bias, shrunk: null, interval: null }));

  const variance = sum(remainders.map((remainder) => remainder ** 2)) / freedom;
  const variances = unitVariances(fit).map((unit) => unit * variance);
  const spread = Math.max(0, (sum(points.map((bias) => bias ** 2)) - sum(variances)) / Math.max(1, points.length - 1));
  const reach = jstat.jStat.studentt.inv((1 + CONFIDENCE) / 2, freedom);
  return points.map((bias, at) => {
    const error = variances[at] ?? 0;
    const margin = reach * Math.sqrt(error);
    return {
      juror: fit.jurors[at] ?? 0,
      points: bias,
      shrunk: spread + error === 0 ? bias : (bias * spread) / (spread + error),
      interval: [bias - margin, bias + margin],
    };
  });
}

/** The variance of each bias, as a multiple of that of a remainder. */
function unitVariances({ jurors, adjugate, determinant, common }: Fit): readonly number[] {
  const inverse = adjugate.map((row) => row.map((cell) => toNumber(fraction(common * cell, determinant))));
  const covariance = jurors.map((_, at) => jurors.map((_, other) => inverse[at - 1]?.[other - 1] ?? 0));
  const means = covariance.map((row) => sum(row) / row.length);
  const mean = sum(means) / means.length;
  return covariance.map((row, at) => (row[at] ?? 0) - 2 * (means[at] ?? 0) + mean);
}

function entriesOf({ jurors }: ScoreSheet, juror: number): readonly number[] {
  return (jurors[juror]?.scores ?? []).flatMap((score, entry) => (isGiven(score) ? [entry] : []));
}

function product(row: readonly bigint[], column: readonly bigint[]): bigint {
  return row.reduce((total, cell, at) => total + cell * (column[at] ?? 0n), 0n);
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
