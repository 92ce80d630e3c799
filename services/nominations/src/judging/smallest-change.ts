import { changeOfAverages } from './change-of-averages.ts';
import { changeOfCalibration } from './change-of-calibration.ts';
import { changeOfRanks } from './change-of-ranks.ts';
import type { Overtaking, SmallestChange } from './overtaking.ts';
import type { Rule } from './rules.ts';
import type { ScoreSheet } from './score-sheet.ts';

/**
 * The smallest change of scores that are given, in points summed up, by which one of these ways is gone: whole points, within the scale.
 * Nothing where there is no way.
 */
export function smallestChange(sheet: ScoreSheet, rule: Rule, ways: readonly Overtaking[]): SmallestChange | undefined {
  if (ways.length === 0) return undefined;
  switch (rule) {
    case 'mean':
    case 'median':
    case 'trimmed-mean':
      return changeOfAverages(sheet, rule, ways);
    case 'rank-sum':
      return changeOfRanks(sheet, ways);
    case 'calibrated':
      return changeOfCalibration(sheet, ways);
  }
}
