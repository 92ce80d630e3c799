import type { CaseData, InvitationData } from '@kraftsamling/contracts';
import type { Case, FollowUp, Meeting, Outcome } from './case.state.ts';
import { membersOf } from './coalition.ts';
import type { Invitation } from './invitation.state.ts';

/** A case as it is published: neither who might be asked next, nor what people have written, why they declined included. */
export function publicCase(kase: Case, id: string): CaseData {
  const { campaignId, origin, originId, ownerId, municipality, county, need, status } = kase;
  return {
    id,
    campaignId,
    origin,
    ...(originId !== undefined && { originId }),
    ...(ownerId !== undefined && { ownerId }),
    municipality,
    county,
    need: {
      demands: need.demands.map((demand) => ({ ...demand })),
      withinKm: need.withinKm,
      days: [...need.days],
      targetGroups: [...need.targetGroups],
      themes: [...need.themes],
      languages: [...need.languages],
    },
    status,
    ...found(kase),
    members: [...membersOf(kase)],
    invitations: 'invitations' in kase ? kase.invitations.map(publicInvitation) : [],
    ...('meeting' in kase && { meeting: publicMeeting(kase.meeting) }),
    ...('activityId' in kase && { activityId: kase.activityId }),
    ...('followUp' in kase && { followUp: publicFollowUp(kase.followUp, outcomeOf(kase)) }),
    ...(kase.status === 'closed' && { closedFrom: kase.closedFrom, closureReason: kase.closureReason }),
    ...instants(kase),
  };
}

export function publicInvitation(invitation: Invitation): InvitationData {
  const { id, organisationId, seat, brings, status, invitedAt, expiresAt, remindedAt } = invitation;
  return {
    id,
    organisationId,
    seat,
    brings: brings.map((share) => ({ ...share })),
    status,
    invitedAt: invitedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ...(remindedAt && { remindedAt: remindedAt.toISOString() }),
    ...('answeredAt' in invitation && { answeredAt: invitation.answeredAt.toISOString() }),
    ...('endedAt' in invitation && { endedAt: invitation.endedAt.toISOString() }),
  };
}

function publicMeeting({ times, answeredBy, proposedAt, chosen, chosenAt }: Meeting): NonNullable<CaseData['meeting']> {
  return {
    times: times.map(({ id, start, end, suits }) => ({
      id,
      start: start.toISOString(),
      end: end.toISOString(),
      suits: [...suits],
    })),
    answeredBy: [...answeredBy],
    ...(chosen !== undefined && { chosen }),
    proposedAt: proposedAt.toISOString(),
    ...(chosenAt && { chosenAt: chosenAt.toISOString() }),
  };
}

function publicFollowUp(
  { dueAt, askedAt, answers }: FollowUp,
  outcome: Outcome | undefined,
): NonNullable<CaseData['followUp']> {
  return {
    dueAt: dueAt.toISOString(),
    ...(askedAt && { askedAt: askedAt.toISOString() }),
    answers: answers.map(({ organisationId, outcome, wouldDoItAgain, answeredAt }) => ({
      organisationId,
      outcome,
      wouldDoItAgain,
      answeredAt: answeredAt.toISOString(),
    })),
    ...(outcome && { outcome }),
  };
}

function outcomeOf(kase: Case): Outcome | undefined {
  return 'outcome' in kase ? kase.outcome : undefined;
}

function found(kase: Case): Pick<CaseData, 'proposals' | 'cannotBeMet'> {
  if (!('inventory' in kase)) return {};
  const { proposals, cannotBeMet } = kase.inventory;
  return {
    proposals: proposals.length,
    ...(cannotBeMet.length > 0 && { cannotBeMet: [...cannotBeMet] }),
  };
}

const steps = [
  'inventoriedAt',
  'contactingSince',
  'matchedAt',
  'collaborationBegunAt',
  'followedUpAt',
  'closedAt',
] as const;

type Instants = Pick<CaseData, 'identifiedAt' | (typeof steps)[number]>;

function instants(kase: Case): Instants {
  const reached = kase as Partial<Record<(typeof steps)[number], Date>>;
  return {
    identifiedAt: kase.identifiedAt.toISOString(),
    ...Object.fromEntries(steps.flatMap((step) => (reached[step] ? [[step, reached[step].toISOString()]] : []))),
  };
}
