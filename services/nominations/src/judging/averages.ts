import type { Fraction } from './fraction.ts';
import { fraction } from './fraction.ts';

/** Rules that look at the scores of one entry alone. An entry without scores has no value. */

/**
 * The sum of the scores over their number, in points. Every score weighs the same, so that a single juror can lift or sink an
 * entry by the width of the scale over the number of scores.
 */
export function meanOf(scores: readonly number[]): Fraction | null {
  return scores.length === 0 ? null : fraction(sum(scores), scores.length);
}

/**
 * The middle score, or the mean of the two in the middle, in points. No minority of the jurors can move it far; many entries tie, and all
 * that is said beside the middle is lost. (Galton 1907, on juries; Balinski and Laraki 2011.)
 */
export function medianOf(scores: readonly number[]): Fraction | null {
  const sorted = scores.toSorted(ascending);
  const [low, high] = middleOf(sorted);
  return low === undefined || high === undefined ? null : fraction(low + high, 2);
}

/**
 * The mean after one highest and one lowest score have been left out, in points; with fewer than three scores the mean. No single juror can
 * lift or sink an entry beyond what others gave; two who agree can. (As in judged sports; Tukey and McLaughlin 1963.)
 */
export function trimmedMeanOf(scores: readonly number[]): Fraction | null {
  return meanOf(scores.length < 3 ? scores : scores.toSorted(ascending).slice(1, -1));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The places of the two scores in the middle of so many, which are one and the same if the number is odd. */
export function middlePlaces(count: number): readonly [number, number] {
  return [Math.floor((count - 1) / 2), Math.floor(count / 2)];
}

function middleOf(sorted: readonly number[]): readonly [number | undefined, number | undefined] {
  const [low, high] = middlePlaces(sorted.length);
  return [sorted[low], sorted[high]];
}

function ascending(a: number, b: number): number {
  return a - b;
}
