import { caseFollowedUp, caseFollowUpAnswered, caseFollowUpDue } from '@kraftsamling/contracts';
import type { Decision } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, Refusal } from '@kraftsamling/messaging/decision';
import type { Case, CollaboratingCase, FollowedUpCase, FollowUpAnswer, Outcome } from './case.state.ts';
import { live, membersOf } from './coalition.ts';

/** It is time to ask, once. */
export function askForFollowUp(kase: Case, now: Date): Decision<Case> {
  if (kase.status !== 'collaborating' || kase.followUp.askedAt || now < kase.followUp.dueAt) return nothingHappens;
  return becomes({ ...kase, followUp: { ...kase.followUp, askedAt: now } }, caseFollowUpDue);
}

export function nextFollowUp(kase: Case): Date | undefined {
  return kase.status === 'collaborating' && !kase.followUp.askedAt ? kase.followUp.dueAt : undefined;
}

/** A member says what came of it, asked or not; a later answer replaces an earlier one. When all have answered, the case is followed up. */
export function answerFollowUp(kase: Case, answer: FollowUpAnswer): Decision<Case> {
  const collaborating = atWork(kase);
  const { answers } = collaborating.followUp;
  if (answers.some((earlier) => says(earlier, answer))) return nothingHappens;

  const others = answers.filter(({ organisationId }) => organisationId !== answer.organisationId);
  const followUp = { ...collaborating.followUp, answers: [...others, answer] };
  const answered = new Set(followUp.answers.map(({ organisationId }) => organisationId));
  if (!membersOf(kase).every((member) => answered.has(member)))
    return becomes({ ...collaborating, followUp }, caseFollowUpAnswered);

  const outcome = outcomeOf(followUp.answers);
  return becomes(
    { ...collaborating, followUp, status: 'followed-up', outcome, followedUpAt: answer.answeredAt },
    caseFollowUpAnswered,
    caseFollowedUp,
  );
}

/** Whoever looks after the case has found out what came of it, also from those who never answer. */
export function completeFollowUp(kase: Case, outcome: Outcome, now: Date): Decision<Case> {
  if (kase.status === 'followed-up' && kase.outcome === outcome) return nothingHappens;
  return becomes({ ...atWork(kase), status: 'followed-up', outcome, followedUpAt: now }, caseFollowedUp);
}

function atWork(kase: Case): CollaboratingCase {
  const coalition = live(kase);
  if (coalition.status !== 'collaborating')
    throw new Refusal('not-collaborating', 'The coalition has not begun to work.');
  return coalition;
}

/** What all say, or something in between. */
function outcomeOf([first, ...others]: readonly FollowUpAnswer[]): Outcome {
  return first && others.every(({ outcome }) => outcome === first.outcome) ? first.outcome : 'partly';
}

function says(earlier: FollowUpAnswer, { organisationId, outcome, wouldDoItAgain, lessons }: FollowUpAnswer): boolean {
  return (
    earlier.organisationId === organisationId &&
    earlier.outcome === outcome &&
    earlier.wouldDoItAgain === wouldDoItAgain &&
    earlier.lessons === lessons
  );
}

/** Whether a collaboration that has been followed up was a good one: most who have answered would do it again. */
export function wasGood({ followUp: { answers }, outcome }: FollowedUpCase): boolean {
  if (answers.length === 0) return outcome === 'succeeded';
  return 2 * answers.filter(({ wouldDoItAgain }) => wouldDoItAgain).length > answers.length;
}
