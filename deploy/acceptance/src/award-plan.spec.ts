import { describe, expect, it } from '@jest/globals';
import { municipality } from '@kraftsamling/geography';
import { awardPlan, inOneGo, inOrder } from './award-plan.ts';
import { COMPLEMENT, jury, LEVEL, nominations, scoresOf, SENDS_NO_ASSESSMENT, WITHDRAWS } from './sample-award.ts';

const plan = await awardPlan('digitaliseringskommun-2021');
const now = new Date('2026-11-16T09:00:00Z');

describe('The award that the demo plays', () => {
  it('is that of 2021: until 29 April 23:59:59, complements until 12 May, its winner on 16 November', () => {
    expect(plan.questions).toHaveLength(3);
    expect(plan.deadlines).toMatchObject({
      nominations: { publicAt: '2021-04-29T23:59:59+02:00', closesAt: '2021-04-30T00:00:00+02:00' },
      complements: { publicAt: '2021-05-12T23:59:59+02:00', closesAt: '2021-05-13T00:00:00+02:00' },
      announcement: { closesAt: '2021-11-16T19:00:00+01:00' },
    });
  });

  it('keeps its order when it is played in one go, each phase as long as it takes', () => {
    const played = inOneGo(plan.deadlines, now, (phase) => (phase === 'nominations' ? 6_000 : 1_000));

    expect(inOrder(played)).toEqual(inOrder(plan.deadlines));
    expect(played['nominations']?.closesAt).toBe('2026-11-16T09:00:06.000Z');
    expect(played['announcement']?.closesAt).toBe('2026-11-16T09:00:13.000Z');
  });
});

describe('The sample of an award year', () => {
  const nominated = new Set(nominations.flatMap(({ municipalities }) => municipalities));

  it('names municipalities that there are, and knows all that something befalls', () => {
    for (const code of nominated) expect(municipality(code).name).toMatch(/\p{Lu}/u);
    for (const code of [...LEVEL, ...COMPLEMENT, WITHDRAWS, SENDS_NO_ASSESSMENT]) expect(nominated).toContain(code);
  });

  it('has two that nobody can tell apart, and jurors who differ about the others', () => {
    const criteria = plan.criteria.map(({ id }) => id);
    const given = (code: string) => jury.map((juror) => scoresOf(juror, 'long-list', code, criteria));

    expect(new Set(LEVEL.map((code) => JSON.stringify(given(code)))).size).toBe(1);
    expect(new Set(given('2081').map((each) => JSON.stringify(each))).size).toBeGreaterThan(1);
    for (const scores of [...nominated].flatMap(given).flatMap(Object.values))
      expect(Number.isInteger(scores) && scores >= 0 && scores <= 10).toBe(true);
  });
});
