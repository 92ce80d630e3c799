import { describe, expect, it } from '@jest/globals';
import type { Change } from '@kraftsamling/messaging/decision';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { open } from '../../test/award-samples.ts';
import type { OpenAward } from '../award/award.state.ts';
import {
  afterRecomputation,
  beginning,
  closeRound,
  decideList,
  decideTie,
  discussCutLine,
  isFresh,
  isOpen,
  listsOf,
  refuseUnlessOpen,
  withdrawFinalist,
  withdrawScores,
} from './deliberation.ts';
import type { Deliberation, ListBasis } from './deliberation.ts';

const stateOf = (decision: unknown) => (decision as Change<Deliberation>).state;
const refusing = (code: string) => expect.objectContaining({ code });
const may = new Date('2021-05-14T10:00:00+02:00');
const none = { undecided: [], belowQuorum: [], acknowledged: [] };
const said = { text: 'Länge.', salt: '00'.repeat(32), at: may };
const closed = (round: 'long-list' | 'short-list' | 'winner', before = beginning) =>
  stateOf(closeRound(before, round, none, may));
const basis = (inside: readonly string[], change: Partial<ListBasis> = {}): ListBasis => ({
  outcome: { inside, tied: [], seatsLeft: 0 },
  seats: inside.length,
  rankable: 9,
  margin: undefined,
  ...change,
});
const decided = (list: readonly string[], round: 'long-list' | 'short-list' = 'long-list', before = closed(round)) =>
  stateOf(decideList(before, round, open, basis(list), may));

describe('a round', () => {
  const announced = { candidacies: [], announcedAt: may };

  it.each<[string, 'long-list' | 'short-list' | 'winner', OpenAward, string, boolean]>([
    ['the long list before texts are final', 'long-list', open, '2021-05-12T23:59:59+02:00', false],
    ['the long list when they are', 'long-list', open, '2021-05-13T00:00:00+02:00', true],
    ['the short list before the long list is known', 'short-list', open, '2021-07-01T00:00:00+02:00', false],
    [
      'the short list before assessments are in',
      'short-list',
      { ...open, longListed: announced },
      '2021-05-31T23:59:59+02:00',
      false,
    ],
    [
      'the short list when they are',
      'short-list',
      { ...open, longListed: announced },
      '2021-06-01T00:00:00+02:00',
      true,
    ],
    ['the winner before there are finalists', 'winner', open, '2021-10-01T00:00:00+02:00', false],
    ['the winner among finalists', 'winner', { ...open, shortListed: announced }, '2021-10-01T00:00:00+02:00', true],
  ])('is scored: %s', (_what, round, award, at, expected) => {
    expect(isOpen(round, award, beginning, new Date(at))).toBe(expected);
  });

  it('takes no scores once it is closed', () => {
    expect(() => {
      refuseUnlessOpen('long-list', open, closed('long-list'), may);
    }).toThrow(refusing('round-closed'));
    expect(() => {
      refuseUnlessOpen('winner', open, beginning, may);
    }).toThrow(refusing('round-not-open'));
  });

  it('is closed over those without a quorum only when they are named', () => {
    const close = (acknowledged: readonly string[]) => () =>
      closeRound(beginning, 'long-list', { ...none, belowQuorum: ['a', 'b'], acknowledged }, may);
    expect(close(['a'])).toThrow(refusing('below-quorum'));
    expect(stateOf(close(['a', 'b'])()).rounds['long-list'].status).toBe('closed');
    expect(closeRound(closed('long-list'), 'long-list', none, may)).toBe(nothingHappens);
  });

  it('is not closed over a tie that nobody has decided, and says whose it is', () => {
    const undecided = [{ juror: 'j1', candidacy: 'a' }];
    expect(() => closeRound(beginning, 'long-list', { ...none, undecided }, may)).toThrow(
      expect.objectContaining({
        code: 'conflict-undecided',
        errors: [expect.objectContaining({ detail: 'Juror j1, candidacy a.' })],
      }),
    );
    expect(closeRound(closed('long-list'), 'long-list', { ...none, undecided }, may)).toBe(nothingHappens);
  });
});

describe('a list', () => {
  it('is decided once its round is closed, as the scores say', () => {
    expect(() => decideList(beginning, 'long-list', open, basis(['a', 'b']), may)).toThrow(
      refusing('round-not-closed'),
    );
    const state = decided(['b', 'a']);
    expect(listsOf(state)).toEqual({ 'long-list': ['a', 'b'] });
    expect(decideList(state, 'long-list', open, basis(['a', 'b']), may)).toBe(nothingHappens);
    expect(() => decideList(state, 'long-list', open, basis(['a', 'b', 'c']), may)).toThrow(refusing('list-decided'));
  });

  it('with a tie at the cut waits for the jury to decide between exactly those', () => {
    const outcome = { inside: ['a'], tied: ['b', 'c', 'd'], seatsLeft: 1 };
    const before = closed('long-list');
    const tied = basis(['a'], { outcome, seats: 2 });
    expect(() => decideList(before, 'long-list', open, tied, may)).toThrow(refusing('tie-at-the-cut'));
    for (const chosen of [[], ['b', 'c'], ['a'], ['b', 'b']])
      expect(() => decideTie(before, 'long-list', chosen, outcome)).toThrow(refusing('tie-decided-wrongly'));
    expect(() => decideTie(before, 'long-list', ['a'], { inside: ['a'], tied: [], seatsLeft: 0 })).toThrow(
      refusing('no-tie'),
    );
    const { change, tie } = decideTie(before, 'long-list', ['c'], outcome);
    expect(tie).toEqual({ tied: ['b', 'c', 'd'], chosen: ['c'] });
    expect(listsOf(stateOf(decideList(change.state, 'long-list', open, tied, may)))).toEqual({
      'long-list': ['a', 'c'],
    });
  });

  it('that few points would change is discussed first', () => {
    const award = { ...open, discussBelow: 2 };
    const before = closed('long-list');
    const narrow = basis(['a', 'b'], { margin: 2 });
    expect(() => decideList(before, 'long-list', award, narrow, may)).toThrow(refusing('cut-line-not-discussed'));
    expect(() => decideList(before, 'long-list', award, basis(['a', 'b'], { margin: 3 }), may)).not.toThrow();
    const discussed = discussCutLine(before, 'long-list', said).state;
    expect(discussed.discussions).toEqual([said]);
    expect(() => decideList(discussed, 'long-list', award, narrow, may)).not.toThrow();
  });
});

describe('scores that are withdrawn late', () => {
  const two = decided(['a'], 'short-list', closed('short-list', decided(['a', 'b'])));

  it('make the lists that follow from them stale, and nothing else', () => {
    expect(withdrawScores(two, ['winner'])).toBe(nothingHappens);
    const stale = stateOf(withdrawScores(two, ['long-list', 'winner']));
    expect([isFresh(stale, 'long-list'), isFresh(stale, 'short-list')]).toEqual([false, false]);
    const late = stateOf(withdrawScores(two, ['short-list']));
    expect([isFresh(late, 'long-list'), isFresh(late, 'short-list')]).toEqual([true, false]);
  });

  it('are followed by the lists in their order: none is decided on one that is stale', () => {
    const stale = stateOf(withdrawScores(two, ['long-list', 'short-list']));
    expect(() => decideList(stale, 'short-list', open, basis(['a']), may)).toThrow(refusing('list-to-be-recomputed'));
    const again = stateOf(decideList(stale, 'long-list', open, basis(['a', 'c']), may));
    expect(listsOf(again)).toEqual({ 'long-list': ['a', 'c'], 'short-list': ['a'] });
    expect(isFresh(again, 'long-list')).toBe(true);
  });

  it('ask for a discussion and the decision of ties anew', () => {
    const discussed = discussCutLine(closed('long-list'), 'long-list', said).state;
    const state = stateOf(decideList(discussed, 'long-list', open, basis(['a', 'b']), may));
    const stale = stateOf(withdrawScores(state, ['long-list']));
    expect(stale.rounds['long-list']).not.toHaveProperty('discussedAt');
    expect(stale.rounds['long-list']).toMatchObject({ ties: [], stale: true });
  });

  it('make the next list stale too where the list has become another', () => {
    expect(isFresh(afterRecomputation(two, 'long-list'), 'short-list')).toBe(false);
    expect(afterRecomputation(two, 'short-list')).toBe(two);
  });

  it('make what was decided and discussed of a closed round void before there is a list', () => {
    const one = closed('long-list');
    const tie = { inside: ['a'], tied: ['b', 'c'], seatsLeft: 1 };
    const tied = decideTie(discussCutLine(one, 'long-list', said).state, 'long-list', ['b'], tie).change.state;
    expect(stateOf(withdrawScores(tied, ['long-list'])).rounds).toEqual(one.rounds);
  });

  it('or a finalist who leaves, whether or not it was the winner, make the jury decide again', () => {
    const finalists = decided(['a', 'b'], 'short-list', closed('short-list', decided(['a', 'b', 'c'])));
    const winner = stateOf(decideList(closed('winner', finalists), 'winner', open, basis(['a']), may));
    expect(withdrawFinalist(winner, 'c')).toBe(nothingHappens);
    expect(withdrawFinalist(finalists, 'b')).toBe(nothingHappens);
    for (const leaving of ['a', 'b']) expect(isFresh(stateOf(withdrawFinalist(winner, leaving)), 'winner')).toBe(false);
  });
});
