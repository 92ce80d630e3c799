import { describe, expect, it } from '@jest/globals';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { days, eventsOf, halfway, network, stateOf, steps, terms } from '../../test/case-samples.ts';
import { beginCollaboration, closeCase } from './case.ts';
import { acceptInvitation, declineInvitation } from './coalition.ts';
import { answerFollowUp, completeFollowUp } from './follow-up.ts';
import { publicCase } from './public-case.ts';
import { forgetTexts, textsSince } from './retention.ts';

const declined = stateOf(declineInvitation(halfway, '2', 'no-staff', terms(days(3)), network));
const closed = stateOf(closeCase(declined, 'no-longer-needed', days(5)));

const collaborating = stateOf(
  beginCollaboration(stateOf(acceptInvitation(halfway, '2', network, days(3))), { now: days(4), followUpDays: 14 }),
);
const answer = {
  organisationId: 'library',
  outcome: 'partly',
  wouldDoItAgain: true,
  lessons: 'Fler affischer.',
  answeredAt: days(60),
} as const;
const answered = stateOf(answerFollowUp(collaborating, answer));
const followedUp = stateOf(completeFollowUp(answered, 'succeeded', days(80)));

describe('what members have written', () => {
  it('is forgotten when the case has ended for so long, and nothing is published of it', () => {
    for (const [kase, end] of [
      [closed, 5],
      [followedUp, 80],
    ] as const) {
      expect(textsSince(kase)).toEqual(days(end));
      expect(forgetTexts(kase, days(end - 1))).toBe(nothingHappens);
      const decision = forgetTexts(kase, days(end));
      expect(JSON.stringify(stateOf(decision))).not.toMatch(/no-staff|affischer/);
      expect(eventsOf(decision)).toEqual([]);
      expect(publicCase(stateOf(decision), 'case')).toEqual(publicCase(kase, 'case'));
    }
  });

  it('is forgotten once', () => {
    const after = stateOf(forgetTexts(closed, days(5)));
    expect(forgetTexts(after, days(5))).toBe(nothingHappens);
    expect(textsSince(after)).toBeUndefined();
  });

  it('is kept as long as the case goes on', () => {
    expect([declined, answered].map(textsSince)).toEqual([undefined, undefined]);
    expect(forgetTexts(declined, days(1_000))).toBe(nothingHappens);
    expect(forgetTexts(answered, days(1_000))).toBe(nothingHappens);
  });

  it('is not kept longer where the case is closed after it has been followed up', () => {
    expect(textsSince(stateOf(closeCase(followedUp, 'over', days(200))))).toEqual(days(80));
  });

  it.each(Object.keys(steps) as (keyof typeof steps)[])(
    'is nothing in a case (%s) in which nobody has written',
    (step) => {
      expect(forgetTexts(steps[step], days(1_000))).toBe(nothingHappens);
    },
  );

  it('is never published, why somebody has declined included', () => {
    for (const kase of [declined, closed, answered, followedUp])
      expect(JSON.stringify(publicCase(kase, 'case'))).not.toMatch(/no-staff|affischer|lessons|declineReason/);
  });
});
