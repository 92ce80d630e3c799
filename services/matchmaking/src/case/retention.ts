import { becomes, nothingHappens } from '@kraftsamling/messaging/decision';
import type { Decision } from '@kraftsamling/messaging/decision';
import type { Case, ClosedCase, FollowedUpCase } from './case.state.ts';
import type { Invitation } from './invitation.state.ts';

/**
 * So long after a case has ended, what its members have written is forgotten: why they declined, and what they have learnt. Who was
 * asked, what they answered and what came of it stays. None of it was ever published, so nothing is published now.
 */
export function forgetTexts(kase: Case, endedBefore: Date): Decision<Case> {
  if (!isOver(kase) || !hasTexts(kase) || endOf(kase) > endedBefore) return nothingHappens;
  const { invitations, followUp } = kase;
  return becomes({
    ...kase,
    ...(invitations && { invitations: invitations.map(withoutReason) }),
    ...(followUp && {
      followUp: { ...followUp, answers: followUp.answers.map(({ lessons: _, ...answer }) => answer) },
    }),
  });
}

/** Since when a case has kept texts that it no longer needs. */
export function textsSince(kase: Case): Date | undefined {
  return isOver(kase) && hasTexts(kase) ? endOf(kase) : undefined;
}

type Over = FollowedUpCase | ClosedCase;

function isOver(kase: Case): kase is Over {
  return kase.status === 'followed-up' || kase.status === 'closed';
}

/** What has been followed up may be closed later. */
function endOf(kase: Over): Date {
  return kase.status === 'closed' ? (kase.followedUpAt ?? kase.closedAt) : kase.followedUpAt;
}

function hasTexts({ invitations = [], followUp }: Over): boolean {
  return (
    invitations.some((invitation) => 'declineReason' in invitation) ||
    (followUp?.answers ?? []).some(({ lessons }) => lessons !== undefined)
  );
}

function withoutReason(invitation: Invitation): Invitation {
  if (invitation.status !== 'declined') return invitation;
  const { declineReason: _, ...declined } = invitation;
  return declined;
}
