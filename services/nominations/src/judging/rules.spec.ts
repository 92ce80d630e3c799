import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toNumber } from './fraction.ts';
import { cutLine } from './ranking.ts';
import { rankSums } from './rank-sum.ts';
import type { Measure } from './rules.ts';
import { MEASURES, RULES, standingBy } from './rules.ts';
import type { Score, ScoreSheet } from './score-sheet.ts';

const scale = { lowest: 0, highest: 20 };

describe('the rules', () => {
  it.each<[Measure, readonly number[], readonly number[]]>([
    ['mean', [10, 12.5, 8.75], [2, 1, 3]],
    ['median', [11, 10.5, 8.5], [1, 2, 3]],
    ['trimmed-mean', [11, 10.5, 8.5], [1, 2, 3]],
    ['rank-sum', [8, 7, 9], [2, 1, 3]],
    ['calibrated', [10, 12.5, 8.75], [2, 1, 3]],
    ['pairwise', [1, 1.5, 0.5], [2, 1, 3]],
  ])('%s has its own value and order', (measure, values, ranks) => {
    const sheet = sheetOf([
      [12, 20, 9],
      [10, 9, 11],
      [6, 12, 7],
      [12, 9, 8],
    ]);
    expect({ values: valuesOf(measure, sheet), ranks: standingBy(measure, sheet).ranks }).toEqual({ values, ranks });
  });

  it.each(RULES)('%s shares ranks as in sport: 1, 2, 2, 4', (rule) => {
    expect(standingBy(rule, sheetOf([[5, 9, 5, 3]])).ranks).toEqual([2, 1, 2, 4]);
  });

  it.each(RULES)('%s puts the lowest first where low is good', (rule) => {
    expect(standingBy(rule, { ...sheetOf([[5, 9, 5, 3]]), higherIsBetter: false }).ranks).toEqual([2, 4, 2, 1]);
  });

  it.each(MEASURES)('%s has no value and no rank for an entry without scores', (measure) => {
    const { values, ranks } = standingBy(measure, sheetOf([[5, null, 4]]));
    expect([values[1], ranks]).toEqual([null, [1, null, 2]]);
  });

  it('thirds are compared as thirds', () => {
    // As doubles, 0.1 + 0.2 and its like would decide.
    const sheet = sheetOf([
      [1, 2],
      [1, 2],
      [2, null],
      [4, 2],
      [null, 2],
      [2, 2],
    ]);
    expect(standingBy('mean', sheet).ranks).toEqual([1, 1]);
  });

  it('a missing score is neither a zero nor a half', () => {
    const sheet = sheetOf([
      [20, 19],
      [null, 19],
    ]);
    expect(standingBy('mean', sheet).ranks).toEqual([1, 2]);
    expect(standingBy('calibrated', sheet).ranks).toEqual([1, 2]);
  });

  it('one juror can sink an entry by the mean, and not by the median or the trimmed mean', () => {
    const sheet = sheetOf([
      [18, 14],
      [17, 14],
      [18, 14],
      [0, 14],
    ]);
    expect(RULES.map((rule) => standingBy(rule, sheet).ranks[0])).toEqual([2, 1, 1, 1, 2]);
  });

  it('rank sums share places, and are compared by the share of comparisons that were lost where scores are missing', () => {
    const sheet = sheetOf([
      [9, 9, 1],
      [8, null, 4],
    ]);
    expect(rankSums(sheet)).toEqual([2.5, 1.5, 5]);
    // 0.5 of 3, 0.5 of 2, 3 of 3: of two rank sums, 2 and twice two comparisons.
    expect(valuesOf('rank-sum', sheet)).toEqual([2 + 4 / 6, 3, 6]);
  });

  it('an entry alone is the first', () => {
    expect(RULES.map((rule) => standingBy(rule, sheetOf([[5], [3]])).ranks)).toEqual(RULES.map(() => [1]));
  });

  it('nobody has scored anything, and nobody has a rank', () => {
    expect(MEASURES.flatMap((measure) => standingBy(measure, sheetOf([[null, null]])).ranks)).toEqual(
      Array.from({ length: 12 }, () => null),
    );
  });

  it('the order of jurors and entries changes nothing', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const turned: ScoreSheet = {
          ...sheet,
          entries: sheet.entries.toReversed(),
          jurors: sheet.jurors.map((juror) => ({ ...juror, scores: juror.scores.toReversed() })).reverse(),
        };
        for (const measure of MEASURES)
          expect(standingBy(measure, turned).ranks.toReversed()).toEqual(standingBy(measure, sheet).ranks);
      }),
    );
  });

  it('a better score makes no entry worse', () => {
    fc.assert(
      fc.property(sheets, fc.nat(), fc.nat(), (sheet, someJuror, someEntry) => {
        const [juror, entry] = [someJuror % sheet.jurors.length, someEntry % sheet.entries.length];
        const better = sheet.jurors.map((each, at) => ({
          ...each,
          scores: each.scores.map((score, on) => (at === juror && on === entry && score !== null ? 20 : score)),
        }));
        for (const measure of MEASURES) {
          const [before, after] = [sheet, { ...sheet, jurors: better }].map(
            (each) => standingBy(measure, each).ranks[entry]!,
          );
          expect(after ?? 0).toBeLessThanOrEqual(before ?? 0);
        }
      }),
    );
  });
});

describe('a cut line', () => {
  it('has those inside who are so whatever becomes of a tie', () => {
    expect(cutLine([1, 2, 2, 4, null], 1)).toEqual({ inside: [0], tied: [], outside: [1, 2, 3] });
    expect(cutLine([1, 2, 2, 4, null], 2)).toEqual({ inside: [0], tied: [1, 2], outside: [3] });
    expect(cutLine([1, 2, 2, 4, null], 3)).toEqual({ inside: [0, 1, 2], tied: [], outside: [3] });
    expect(cutLine([1, 2, 2, 4, null], 9)).toEqual({ inside: [0, 1, 2, 3], tied: [], outside: [] });
  });
});

const sheets = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([jurors, entries]) =>
    fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 20 })), { minLength: entries, maxLength: entries }), {
      minLength: jurors,
      maxLength: jurors,
    }),
  )
  .map(sheetOf);

function sheetOf(scores: readonly (readonly Score[])[]): ScoreSheet {
  return {
    entries: scores[0]!.map((_, at) => `E${at}`),
    jurors: scores.map((given, at) => ({ name: `J${at}`, scores: given })),
    scale,
    higherIsBetter: true,
  };
}

function valuesOf(measure: Measure, sheet: ScoreSheet) {
  return standingBy(measure, sheet).values.map((value) => (value === null ? null : toNumber(value)));
}
