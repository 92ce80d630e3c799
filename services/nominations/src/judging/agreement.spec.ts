import { describe, expect, it } from '@jest/globals';
import jstat from 'jstat';
import { agreementOf } from './agreement.ts';
import type { Score } from './score-sheet.ts';

describe('agreement', () => {
  it('is 1 where all orders are the same, whatever the points, and 0 where they cancel out', () => {
    expect(
      agreement([
        [1, 2, 3],
        [2, 5, 9],
        [0, 1, 20],
      ]),
    ).toEqual({ kendallW: 1, chanceProbability: 0.0498 });
    expect(
      agreement([
        [1, 2, 3],
        [3, 2, 1],
      ]),
    ).toEqual({ kendallW: 0, chanceProbability: 1 });
  });

  it('is corrected for ranks that a juror shares out', () => {
    // Ranks 1 2.5 2.5 4 twice: the same orders again, where the uncorrected W would be 0.9.
    expect(
      agreement([
        [9, 5, 5, 1],
        [7, 6, 6, 2],
      ]).kendallW,
    ).toBe(1);
  });

  it.each([
    [
      'a score is missing',
      [
        [1, 2],
        [3, null],
      ],
      'Not every juror has scored every entry.',
    ],
    ['there is one juror', [[1, 2]], 'Agreement takes two jurors and two entries.'],
    ['there is one entry', [[1], [2]], 'Agreement takes two jurors and two entries.'],
    [
      'nobody puts anything first',
      [
        [1, 1],
        [2, 2],
      ],
      'No juror puts any entry before another.',
    ],
  ])('is unknown where %s', (_, scores, why) => {
    expect(agreement(scores)).toEqual({ kendallW: null, chanceProbability: null, why });
  });

  it('has its probabilities from a library that agrees with the tables', () => {
    const { chisquare, studentt } = jstat.jStat;
    for (const [x, freedom, probability] of [
      [3.841, 1, 0.05],
      [15.507, 8, 0.05],
      [26.124, 8, 0.001],
      [2.733, 8, 0.95],
      [43.773, 30, 0.05],
    ] as const)
      expect(1 - chisquare.cdf(x, freedom)).toBeCloseTo(probability, 4);
    for (const [freedom, quantile] of [
      [1, 12.706],
      [2, 4.303],
      [10, 2.228],
      [30, 2.042],
      [120, 1.98],
    ] as const)
      expect(studentt.inv(0.975, freedom)).toBeCloseTo(quantile, 3);
  });
});

function agreement(scores: readonly (readonly Score[])[]) {
  return agreementOf({
    entries: scores[0]!.map((_, at) => `E${at}`),
    jurors: scores.map((given, at) => ({ name: `J${at}`, scores: given })),
    scale: { lowest: 0, highest: 20 },
    higherIsBetter: true,
  });
}
