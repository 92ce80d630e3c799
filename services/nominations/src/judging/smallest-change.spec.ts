import { describe, expect, it } from '@jest/globals';
import { decisiveAbsences } from './absences.ts';
import { anotherList, otherList } from './overtaking.ts';
import { cutLine } from './ranking.ts';
import type { Rule } from './rules.ts';
import { standingBy } from './rules.ts';
import type { Score, ScoreSheet } from './score-sheet.ts';
import { smallestChange } from './smallest-change.ts';

describe('the smallest change of a cut line', () => {
  it('brings a tie first, and then another list', () => {
    const sheet = sheetOf([
      [10, 8],
      [10, 9],
    ]);
    expect(change(sheet, 'mean')).toEqual({ points: 3, changes: [{ juror: 1, entry: 0, from: 10, to: 7 }] });
    expect(swap(sheet, 'mean')).toEqual({ points: 4, changes: [{ juror: 1, entry: 0, from: 10, to: 6 }] });
  });

  it('breaks a tie by one point, and knows no swap then', () => {
    const sheet = sheetOf([[10, 10, 4]]);
    expect(change(sheet, 'mean')).toMatchObject({ points: 1 });
    expect(swap(sheet, 'mean')).toBeUndefined();
  });

  it('stays within the scale, though it takes two scores then', () => {
    const sheet = {
      ...sheetOf([
        [20, 20],
        [20, 18],
      ]),
      scale: { lowest: 18, highest: 20 },
    };
    expect(swap(sheet, 'median')).toEqual({
      points: 3,
      changes: [
        { juror: 0, entry: 0, from: 20, to: 18 },
        { juror: 1, entry: 0, from: 20, to: 19 },
      ],
    });
  });

  it('by the median raises no score in vain', () => {
    const sheet = sheetOf([
      [10, 2],
      [11, 9],
      [12, 9],
    ]);
    expect(change(sheet, 'median')).toEqual({
      points: 3,
      changes: [
        { juror: 0, entry: 0, from: 10, to: 9 },
        { juror: 1, entry: 0, from: 11, to: 9 },
      ],
    });
  });

  it('by the trimmed mean changes a score in vain, so that others count', () => {
    const sheet = sheetOf(
      [
        [12, 0],
        [12, 11],
        [12, 11],
        [12, 11],
      ],
      { lowest: 0, highest: 20 },
    );
    expect(change(sheet, 'trimmed-mean')).toEqual({
      points: 3,
      changes: [
        { juror: 0, entry: 0, from: 12, to: 11 },
        { juror: 1, entry: 0, from: 12, to: 11 },
        { juror: 2, entry: 0, from: 12, to: 11 },
      ],
    });
  });

  it('by rank sums moves a third entry where that is cheaper than the two', () => {
    const sheet = sheetOf([
      [10, 20, 9],
      [10, 0, 5],
    ]);
    // The first loses a rank, and comes level with the second.
    expect(change(sheet, 'rank-sum')).toEqual({ points: 2, changes: [{ juror: 0, entry: 2, from: 9, to: 11 }] });
  });

  it.each<Rule>(['mean', 'median', 'trimmed-mean', 'rank-sum', 'calibrated'])(
    'by %s is nothing where nobody is outside',
    (rule) => {
      const sheet = sheetOf([[3, 5]]);
      expect([change(sheet, rule, 2), swap(sheet, rule, 2), change(sheet, rule, 7)]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    },
  );

  it('ends its search where it would take too long, and says how far it has come', () => {
    const column = (from: number) => Array.from({ length: 60 }, (_, at): Score => from + (at % 3));
    const rows = Array.from({ length: 60 }, (_, juror) => [column(990)[juror]!, column(0)[juror]!]);
    expect(change(sheetOf(rows, { lowest: 0, highest: 1_000 }), 'mean')).toEqual({ moreThan: 2_000 });
    const apart = (juror: number) => Array.from({ length: 60 }, (_, entry) => entry * 16 + (juror % 3));
    const many = Array.from({ length: 12 }, (_, juror) => apart(juror));
    expect(change(sheetOf(many, { lowest: 0, highest: 1_000 }), 'rank-sum', 30)).toEqual({
      moreThan: expect.any(Number),
    });
  });
});

describe('absences', () => {
  it('are all single jurors who decide the list', () => {
    const sheet = sheetOf([
      [9, 0],
      [5, 6],
      [5, 6],
    ]);
    expect(decisiveAbsences(sheet, 'mean', 1)).toEqual({
      size: 1,
      sets: [{ jurors: [0], line: { inside: [1], tied: [], outside: [0] } }],
    });
  });

  it('are pairs where no single juror does', () => {
    const sheet = sheetOf([
      [9, 1],
      [9, 1],
      [1, 6],
    ]);
    expect(decisiveAbsences(sheet, 'mean', 1)).toMatchObject({ size: 2, sets: [{ jurors: [0, 1] }] });
  });

  it('are none where every juror says the same alone', () => {
    expect(
      decisiveAbsences(
        sheetOf([
          [9, 1],
          [8, 1],
          [7, 6],
        ]),
        'rank-sum',
        1,
      ),
    ).toEqual({ size: 2, sets: [] });
  });

  it('are not sought among more sets than can be tried', () => {
    const rows = Array.from({ length: 40 }, () => [9, 1]);
    expect(decisiveAbsences(sheetOf(rows), 'mean', 1)).toEqual({ size: 3, sets: [] });
  });

  it('may leave nothing to calibrate', () => {
    const sheet = sheetOf([
      [9, 1, null],
      [null, 1, 3],
      [null, 1, 3],
    ]);
    expect(decisiveAbsences(sheet, 'calibrated', 1).sets).toContainEqual({
      jurors: [0],
      line: { inside: [2], tied: [], outside: [1] },
    });
  });
});

function lineOf(sheet: ScoreSheet, rule: Rule, seats: number) {
  return cutLine(standingBy(rule, sheet).ranks, seats);
}

function change(sheet: ScoreSheet, rule: Rule, seats = 1) {
  return smallestChange(sheet, rule, anotherList(lineOf(sheet, rule, seats)));
}

function swap(sheet: ScoreSheet, rule: Rule, seats = 1) {
  return smallestChange(sheet, rule, otherList(lineOf(sheet, rule, seats)));
}

function sheetOf(scores: readonly (readonly Score[])[], scale = { lowest: 0, highest: 20 }): ScoreSheet {
  return {
    entries: scores[0]!.map((_, at) => `E${at}`),
    jurors: scores.map((given, at) => ({ name: `J${at}`, scores: given })),
    scale,
    higherIsBetter: true,
  };
}
