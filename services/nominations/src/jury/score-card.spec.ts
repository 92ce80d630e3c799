import { describe, expect, it } from '@jest/globals';
import type { Change } from '@kraftsamling/messaging/decision';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { open } from '../../test/award-samples.ts';
import type { ScoreCard } from './score-card.ts';
import { giveScores, scoresThatCount } from './score-card.ts';

const card: ScoreCard = { awardId: 'award', round: 'long-list', juror: 'j1', scores: {} };
const give = (scores: Readonly<Record<string, number>>, on = card) => giveScores(on, open, 'c', scores);

describe('scores', () => {
  it('are one set for each candidacy: the last that was given', () => {
    const first = (give({ effect: 3, leap: 10 }) as Change<ScoreCard>).state;
    expect(first.scores).toEqual({ c: { effect: 3, leap: 10 } });
    expect(give({ effect: 3, leap: 10 }, first)).toBe(nothingHappens);
    expect((give({ effect: 4, leap: 0 }, first) as Change<ScoreCard>).state.scores).toEqual({
      c: { effect: 4, leap: 0 },
    });
  });

  it.each<[string, Record<string, number>, string, string]>([
    ['with a criterion missing', { effect: 3 }, '/scores/leap', 'score-missing'],
    ['above the scale', { effect: 11, leap: 0 }, '/scores/effect', 'score-off-scale'],
    ['below the scale', { effect: -1, leap: 0 }, '/scores/effect', 'score-off-scale'],
    ['of half a point', { effect: 3.5, leap: 0 }, '/scores/effect', 'score-off-scale'],
    ['that are no number', { effect: '3' as never, leap: 0 }, '/scores/effect', 'score-off-scale'],
    ['of a criterion that the award does not have', { effect: 3, leap: 0, style: 9 }, '/scores', 'unknown-criterion'],
    ['of what every object has', { effect: 3, leap: 0, constructor: 9 }, '/scores', 'unknown-criterion'],
  ])('%s are refused', (_what, scores, pointer, code) => {
    expect(() => give(scores)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer, code })] }),
    );
  });

  it('of a juror who is blocked do not count, nor does any other of theirs change', () => {
    const given: ScoreCard = { ...card, scores: { a: { effect: 1, leap: 1 }, b: { effect: 2, leap: 2 } } };
    const counted = scoresThatCount([given], (juror, candidacy) => juror === 'j1' && candidacy === 'a');
    expect([...(counted.get('j1')?.keys() ?? [])]).toEqual(['b']);
  });
});
