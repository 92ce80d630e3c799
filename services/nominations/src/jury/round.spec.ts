import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { open } from '../../test/award-samples.ts';
import type { Competitor, Scores } from './round.ts';
import { contenders, inOrder, listOf, outcomeOf, refuseSeats, sheetOf } from './round.ts';

const competitor = (id: string, change: Partial<Competitor> = {}): Competitor => ({
  id,
  withdrawn: false,
  assessed: true,
  met: true,
  ...change,
});

const given = (scores: Readonly<Record<string, Readonly<Record<string, number>>>>): Scores =>
  new Map(
    Object.entries(scores).map(([juror, effects]) => [
      juror,
      new Map(Object.entries(effects).map(([candidacy, effect]) => [candidacy, { effect, leap: 0 }])),
    ]),
  );

describe('who is in a round', () => {
  const all = [
    competitor('d'),
    competitor('a'),
    competitor('b', { assessed: false }),
    competitor('c', { met: false }),
    competitor('e', { withdrawn: true }),
  ];

  it('all who are nominated, then those on the long list with an assessment, then those the jury has met', () => {
    const lists = { 'long-list': ['a', 'b', 'c', 'd', 'e'], 'short-list': ['a', 'c', 'e'] };
    expect(contenders('long-list', all, {})).toEqual(['a', 'b', 'c', 'd']);
    expect(contenders('short-list', all, lists)).toEqual(['a', 'c', 'd']);
    expect(contenders('winner', all, lists)).toEqual(['a']);
  });
});

describe('a list', () => {
  it('weighs criteria, leaves missing scores missing, and ranks nobody below the quorum', () => {
    const scores = given({ j1: { a: 5, b: 9 }, j2: { a: 5 }, j3: { c: 10 } });
    const sheet = sheetOf(open, ['a', 'b', 'c'], scores);
    expect(sheet).toMatchObject({ entries: ['a'], scale: { lowest: 0, highest: 30 } });
    expect(sheet.jurors.map((juror) => juror.scores)).toEqual([[10], [10], [null]]);
  });

  it('asks the tie rules in turn, and leaves level what they leave level', () => {
    const scores = given({ j1: { a: 3, b: 2, c: 2 }, j2: { a: 3, b: 2, c: 2 }, j3: { a: 0, b: 2, c: 2 } });
    const sheet = sheetOf(open, ['a', 'b', 'c'], scores);
    expect(inOrder(sheet, ['mean'])).toEqual([['a', 'b', 'c']]);
    expect(inOrder(sheet, ['mean', 'median'])).toEqual([['a'], ['b', 'c']]);
  });

  it('says who is inside in any case, and who shares the last seats', () => {
    const groups = [['d'], ['b', 'a', 'c'], ['e']];
    expect(outcomeOf(groups, 1)).toEqual({ inside: ['d'], tied: [], seatsLeft: 0 });
    expect(outcomeOf(groups, 2)).toEqual({ inside: ['d'], tied: ['a', 'b', 'c'], seatsLeft: 1 });
    expect(outcomeOf(groups, 4)).toEqual({ inside: ['d', 'b', 'a', 'c'], tied: [], seatsLeft: 0 });
    expect(outcomeOf(groups, 9).inside).toHaveLength(5);
  });

  it('needs the decision of exactly this tie', () => {
    const outcome = outcomeOf([['d'], ['b', 'a', 'c']], 2);
    expect(listOf(outcome, [{ tied: ['c', 'b', 'a'], chosen: ['b'] }])).toEqual(['b', 'd']);
    for (const ties of [[], [{ tied: ['a', 'b'], chosen: ['b'] }], [{ tied: ['a', 'b', 'c'], chosen: ['a', 'b'] }]])
      expect(() => listOf(outcome, ties)).toThrow(expect.objectContaining({ code: 'tie-at-the-cut' }));
  });

  it('has no fewer than the award asks for, unless no more can be ranked', () => {
    const refused = (seats: number, rankable: number) => () => {
      refuseSeats(open, 'long-list', seats, rankable);
    };
    expect(refused(2, 9)).not.toThrow();
    expect(refused(1, 1)).not.toThrow();
    expect(refused(1, 9)).toThrow(expect.objectContaining({ code: 'seats-outside-size' }));
    expect(refused(4, 9)).toThrow(expect.objectContaining({ code: 'seats-outside-size' }));
    expect(refused(1, 0)).toThrow(expect.objectContaining({ code: 'nobody-to-rank' }));
  });

  it('does not depend on the order in which candidacies, jurors or scores are known', () => {
    const table = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 5 }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(table, fc.constantFrom('mean', 'median', 'trimmed-mean', 'rank-sum'), (points, rule) => {
        const ids = ['a', 'b', 'c', 'd', 'e'];
        const scores = given(
          Object.fromEntries(
            points.map((row, at) => [`j${at + 1}`, Object.fromEntries(row.map((effect, nth) => [ids[nth], effect]))]),
          ),
        );
        const sets = (order: readonly string[]) =>
          inOrder(sheetOf(open, order, scores), [rule]).map((group) => group.toSorted());
        expect(sets(ids.toReversed())).toEqual(sets(ids));
      }),
    );
  });
});
