import { describe, expect, it } from '@jest/globals';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { days, eventsOf, refusalOf, stateOf, steps } from '../../test/case-samples.ts';
import type { Case, Outcome } from './case.state.ts';
import { answerFollowUp, askForFollowUp, completeFollowUp, nextFollowUp } from './follow-up.ts';
import { publicCase } from './public-case.ts';

const due = new Date('2024-11-29T00:00:00Z');
const answerOf = (organisationId: string, outcome: Outcome = 'succeeded') =>
  ({ organisationId, outcome, wouldDoItAgain: true, lessons: 'Fler affischer.', answeredAt: days(70) }) as const;
const members = ['library', 'students', 'seniors'];
const answeredBy = (outcomes: readonly Outcome[]) =>
  members.reduce<Case>(
    (kase, id, at) => stateOf(answerFollowUp(kase, answerOf(id, outcomes[at]))),
    steps.collaborating,
  );

describe('a follow-up', () => {
  it('falls due some days after the last day that the work was for, once', () => {
    expect(nextFollowUp(steps.collaborating)).toEqual(due);
    expect(askForFollowUp(steps.collaborating, days(10))).toBe(nothingHappens);
    const asked = askForFollowUp(steps.collaborating, due);
    expect(eventsOf(asked)).toEqual(['follow-up-due']);
    expect(askForFollowUp(stateOf(asked), days(99))).toBe(nothingHappens);
    expect(nextFollowUp(stateOf(asked))).toBeUndefined();
    expect(askForFollowUp(steps.matched, days(99))).toBe(nothingHappens);
  });

  it('is complete when every member has answered, with what all say or something in between', () => {
    const half = answerFollowUp(steps.collaborating, answerOf('library'));
    expect(eventsOf(half)).toEqual(['follow-up-answered']);
    expect(answeredBy(['succeeded', 'succeeded', 'succeeded'])).toMatchObject({
      status: 'followed-up',
      outcome: 'succeeded',
    });
    expect(answeredBy(['succeeded', 'failed', 'succeeded'])).toMatchObject({ outcome: 'partly' });
  });

  it('takes a later answer for an earlier one, and the same one once', () => {
    const once = stateOf(answerFollowUp(steps.collaborating, answerOf('library')));
    expect(answerFollowUp(once, { ...answerOf('library'), answeredAt: days(71) })).toBe(nothingHappens);
    expect(stateOf(answerFollowUp(once, answerOf('library', 'failed')))).toMatchObject({
      followUp: { answers: [{ outcome: 'failed' }] },
    });
  });

  it('is completed by hand where members do not answer', () => {
    expect(eventsOf(completeFollowUp(steps.collaborating, 'failed', days(90)))).toEqual(['followed-up']);
    expect(completeFollowUp(steps.followedUp, 'succeeded', days(91))).toBe(nothingHappens);
    expect(refusalOf(() => completeFollowUp(steps.followedUp, 'failed', days(91)))).toBe('case-followed-up');
    expect(refusalOf(() => completeFollowUp(steps.matched, 'failed', days(91)))).toBe('not-collaborating');
  });

  it('keeps here what people have written', () => {
    expect(JSON.stringify(publicCase(answeredBy(['partly', 'partly', 'partly']), 'case'))).not.toContain('affischer');
  });
});
