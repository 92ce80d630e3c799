import { describe, expect, it } from '@jest/globals';
import { surveyCounted } from '@kraftsamling/contracts';
import type { SurveyData } from '@kraftsamling/contracts';
import { refusalOf, stateOf } from '../../test/case-samples.ts';
import { amendPolicy, noWishes, wishesIn } from './survey-policy.ts';
import type { Wish } from './survey-policy.ts';

const today = '2024-11-01';
const need = {
  demands: [{ capability: 'coaches', amount: 2 }],
  withinKm: 30,
  days: [],
  targetGroups: [],
  themes: [],
  languages: [],
} as const;
const wish: Wish = { question: 'wanted-services', option: 'health-care', atLeast: 10, need };
const counted = (answers: number | undefined, option = 'health-care'): SurveyData => ({
  ...surveyCounted.example,
  results: [{ question: 'wanted-services', option, ...(answers !== undefined && { answers }) }],
});

describe('what a campaign makes of a survey', () => {
  it('is nothing as long as it has said nothing', () => {
    expect(wishesIn(counted(1_000), noWishes, today)).toEqual([]);
  });

  it('is a need where so many have given the answer, and none where fewer have, or so few that it is not said', () => {
    const wishes = [wish];
    expect(wishesIn(counted(10), { wishes }, today)).toEqual([wish]);
    expect(wishesIn(counted(9), { wishes }, today)).toEqual([]);
    expect(wishesIn(counted(undefined), { wishes }, today)).toEqual([]);
    expect(wishesIn(counted(10, 'school'), { wishes }, today)).toEqual([]);
  });

  it('is nothing when the last day that it could be for has passed', () => {
    const on = (...days: string[]) => wishesIn(counted(10), { wishes: [{ ...wish, need: { ...need, days } }] }, today);
    expect(on('2024-10-31')).toEqual([]);
    expect(on('2024-10-31', '2024-11-01')).toHaveLength(1);
  });

  it('may be said anew, and saying the same changes nothing', () => {
    const policy = stateOf(amendPolicy(noWishes, [wish], today));
    expect(policy).toEqual({ wishes: [wish] });
    expect(() => stateOf(amendPolicy(policy, [{ ...wish }], today))).toThrow('Nothing happened');
    expect(stateOf(amendPolicy(policy, [], today))).toEqual(noWishes);
  });

  it('is refused where an answer is there twice, or a need is none', () => {
    expect(refusalOf(() => amendPolicy(noWishes, [wish, { ...wish, atLeast: 20 }], today))).toBe('wish-repeated');
    const nothing = { ...wish, need: { ...need, demands: [] } };
    expect(refusalOf(() => amendPolicy(noWishes, [nothing], today))).toBe('need-without-capability');
  });
});
