import { describe, expect, it } from '@jest/globals';
import { adjugateOf } from './adjugate.ts';
import { calibrate } from './calibration.ts';
import type { Calibration } from './calibration.ts';
import { toNumber } from './fraction.ts';
import type { Score } from './score-sheet.ts';

describe('calibration', () => {
  it('takes off what is a juror’s own, where the mean punishes who drew the strict one', () => {
    // The third juror gives four points less than the others, and has not scored the first entry.
    const calibration = calibrated([
      [12, 14, 10],
      [12, 14, 10],
      [null, 10, 6],
    ]);
    expect(calibration.values.map((value) => (value === null ? null : toNumber(value)))).toEqual([
      12 - 4 / 3,
      14 - 4 / 3,
      10 - 4 / 3,
    ]);
    expect(calibration.biases.map(({ points }) => points)).toEqual([4 / 3, 4 / 3, -8 / 3]);
  });

  it('states biases with intervals, and draws uncertain ones towards zero', () => {
    const [first] = calibrated([
      [12, 15, 10],
      [11, 14, 10],
      [9, 10, 7],
    ]).biases;
    expect(first).toMatchObject({ juror: 0, points: expect.closeTo(13 / 9) });
    expect(first!.shrunk).toBeLessThan(13 / 9);
    expect(first!.shrunk).toBeGreaterThan(0);
    expect(first!.interval).toEqual([expect.closeTo(0.572, 3), expect.closeTo(2.317, 3)]);
  });

  it('knows no interval where nothing is left to tell remainders by', () => {
    expect(
      calibrated([
        [12, 15],
        [null, 14],
      ]).biases,
    ).toEqual([
      { juror: 0, points: 0.5, shrunk: null, interval: null },
      { juror: 1, points: -0.5, shrunk: null, interval: null },
    ]);
  });

  it('refuses what falls into parts, and names the fewest reviews that would connect it', () => {
    expect(
      calibration([
        [12, null, null, null],
        [null, 14, 13, null],
        [null, null, null, 9],
      ]),
    ).toEqual({
      status: 'refused',
      connecting: [
        { juror: 0, entry: 1 },
        { juror: 1, entry: 3 },
      ],
    });
  });

  it('minds neither a juror nor an entry without scores', () => {
    const { values, biases } = calibrated([
      [12, null, 10],
      [null, null, null],
      [14, null, 10],
    ]);
    expect(values[1]).toBeNull();
    expect(biases.map(({ juror }) => juror)).toEqual([0, 2]);
  });
});

describe('an adjugate', () => {
  it('times its matrix is the determinant, in numbers of any size', () => {
    const large = 10n ** 40n;
    const matrix = [
      [2n * large, 1n, 0n],
      [1n, large, 7n],
      [0n, 7n, large + 1n],
    ];
    const { adjugate, determinant } = adjugateOf(matrix);
    const product = matrix.map((row) =>
      matrix.map((_, column) => row.reduce((total, cell, at) => total + cell * adjugate[at]![column]!, 0n)),
    );
    expect(product).toEqual(matrix.map((_, at) => matrix.map((_, column) => (at === column ? determinant : 0n))));
    expect(() => adjugateOf([[0n]])).toThrow('not positive definite');
  });
});

function calibration(scores: readonly (readonly Score[])[]): Calibration {
  return calibrate({
    entries: scores[0]!.map((_, at) => `E${at}`),
    jurors: scores.map((given, at) => ({ name: `J${at}`, scores: given })),
    scale: { lowest: 0, highest: 20 },
    higherIsBetter: true,
  });
}

function calibrated(scores: readonly (readonly Score[])[]) {
  const answer = calibration(scores);
  if (answer.status === 'refused') throw new Error('It was refused.');
  return answer;
}
