import { meanOf, medianOf, trimmedMeanOf } from './averages.ts';
import { calibrate } from './calibration.ts';
import type { Fraction } from './fraction.ts';
import { duelsWon } from './pairwise.ts';
import { comparableRankSums } from './rank-sum.ts';
import type { Ranks, Values } from './ranking.ts';
import { ranksBy } from './ranking.ts';
import type { ScoreSheet } from './score-sheet.ts';
import { scoresOf } from './score-sheet.ts';

/** What an award may be decided by. The name and the version stand in the award: another definition under a name is another version. */
export const RULES = ['mean', 'median', 'trimmed-mean', 'rank-sum', 'calibrated'] as const;
export type Rule = (typeof RULES)[number];
export const RULES_VERSION = 1;

/** Everything by which entries can be put in an order. */
export const MEASURES = [...RULES, 'pairwise'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Standing {
  readonly values: Values;
  readonly ranks: Ranks;
}

export function standingBy(measure: Measure, sheet: ScoreSheet): Standing {
  const values = valuesBy(measure, sheet);
  return { values, ranks: ranksBy(values, higherIsBetter(measure, sheet)) };
}

function valuesBy(measure: Measure, sheet: ScoreSheet): Values {
  switch (measure) {
    case 'mean':
      return ofEach(sheet, meanOf);
    case 'median':
      return ofEach(sheet, medianOf);
    case 'trimmed-mean':
      return ofEach(sheet, trimmedMeanOf);
    case 'rank-sum':
      return comparableRankSums(sheet);
    case 'pairwise':
      return duelsWon(sheet);
    case 'calibrated': {
      const calibration = calibrate(sheet);
      return calibration.status === 'calibrated' ? calibration.values : sheet.entries.map(() => null);
    }
  }
}

function higherIsBetter(measure: Measure, sheet: ScoreSheet): boolean {
  switch (measure) {
    case 'mean':
    case 'median':
    case 'trimmed-mean':
    case 'calibrated':
      return sheet.higherIsBetter;
    case 'rank-sum':
      return false;
    case 'pairwise':
      return true;
  }
}

function ofEach(sheet: ScoreSheet, valueOf: (scores: readonly number[]) => Fraction | null): Values {
  return sheet.entries.map((_, entry) => valueOf(scoresOf(sheet, entry)));
}
