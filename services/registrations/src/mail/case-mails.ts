import type { CaseData, InvitationData } from '@kraftsamling/contracts';
import type { AboutCase, CaseTemplate } from './mail.ts';

/** A mail that a case calls for as it is now, and for how long it is worth sending. */
export interface CaseMail extends AboutCase {
  readonly id: string;
  /** When what it is about happened. */
  readonly at: Date;
  /** From then on it would come too late. */
  readonly until: Date;
}

const dayMs = 86_400_000;
/** For how long it is of use to hear that something has ended. */
const endingDays = 14;
const followUpDays = 60;

/**
 * All mails that a case calls for in this state. Each has a name that follows from case, invitation and kind alone: however often, and in
 * whatever order, events of the case come, each is put in once; and what the newest state calls for no more is not sent.
 */
export function mailsOf(kase: CaseData): readonly CaseMail[] {
  return [...kase.invitations.flatMap((invitation) => toInvited(kase, invitation)), ...toMembers(kase)];
}

function toInvited(kase: CaseData, invitation: InvitationData): readonly CaseMail[] {
  const { id: invitationId, organisationId, status, invitedAt, remindedAt, expiresAt } = invitation;
  const to = { invitationId, organisationId };
  switch (status) {
    case 'invited':
      // Whoever had not answered when the work was followed up is asked no longer.
      if (kase.followedUpAt !== undefined) return [endedMail(kase, to, kase.followedUpAt)];
      if (!isLive(kase)) return [];
      return [
        mail(kase, to, isReplacement(kase, invitation) ? 'replacement' : 'invitation', invitedAt, expiresAt),
        ...(remindedAt === undefined ? [] : [mail(kase, to, 'reminder', remindedAt, expiresAt)]),
      ];
    case 'expired':
    case 'superseded':
      return invitation.endedAt === undefined || isAskedAgain(kase, invitation)
        ? []
        : [endedMail(kase, to, invitation.endedAt)];
    case 'accepted':
    case 'declined':
    case 'left':
      return [];
  }
}

function toMembers(kase: CaseData): readonly CaseMail[] {
  const { meeting, followUp, closedAt } = kase;
  const members = membersOf(kase);
  if (closedAt !== undefined)
    return kase.closedFrom === 'contacting' || kase.closedFrom === 'matched' || kase.closedFrom === 'collaborating'
      ? members.map((member) => mail(kase, member, 'case-closed', closedAt, daysAfter(closedAt, endingDays)))
      : [];
  if (!isLive(kase)) return [];

  const asked = followUp?.askedAt;
  const answered = new Set(followUp?.answers.map(({ organisationId }) => organisationId));
  return [
    ...(meeting ? members.flatMap((member) => aboutMeeting(kase, meeting, member)) : []),
    ...(asked === undefined
      ? []
      : members
          .filter(({ organisationId }) => !answered.has(organisationId))
          .map((member) => mail(kase, member, 'follow-up', asked, daysAfter(asked, followUpDays)))),
  ];
}

/** Times that are proposed anew, or a time that is chosen anew, are a mail of their own. */
function aboutMeeting(kase: CaseData, meeting: NonNullable<CaseData['meeting']>, member: Receiver): CaseMail[] {
  const { times, answeredBy, proposedAt, chosen, chosenAt } = meeting;
  const time = times.find(({ id }) => id === chosen);
  if (time && chosenAt !== undefined) return [mail(kase, member, 'meeting-chosen', chosenAt, time.start, chosenAt)];
  // The coalition meets when it stands.
  if (kase.status === 'contacting' || answeredBy.includes(member.organisationId)) return [];
  const last = times.map(({ start }) => start).sort().at(-1); // prettier-ignore
  return last === undefined ? [] : [mail(kase, member, 'meeting-proposed', proposedAt, last, proposedAt)];
}

/** Who takes part beside an organisation: those who belong to it, and those who have been asked and not answered. */
export function othersIn(kase: CaseData, organisationId: string): { members: string[]; asked: string[] } {
  const others = (ids: readonly string[]) => ids.filter((id) => id !== organisationId);
  const asked = kase.invitations.filter(({ status }) => status === 'invited').map((each) => each.organisationId);
  return { members: others(kase.members), asked: others(asked) };
}

interface Receiver {
  readonly organisationId: string;
  readonly invitationId?: string;
}

function membersOf({ ownerId, invitations }: CaseData): readonly Receiver[] {
  return [
    ...(ownerId === undefined ? [] : [{ organisationId: ownerId }]),
    ...invitations
      .filter(({ status }) => status === 'accepted')
      .map(({ id, organisationId }) => ({ organisationId, invitationId: id })),
  ];
}

function endedMail(kase: CaseData, to: Receiver, endedAt: string): CaseMail {
  return mail(kase, to, 'invitation-ended', endedAt, daysAfter(endedAt, endingDays));
}

function mail(
  { id: caseId }: CaseData,
  { organisationId, invitationId }: Receiver,
  template: CaseTemplate,
  at: string,
  until: string,
  occasion?: string,
): CaseMail {
  const name = [caseId, invitationId ?? 'owner', template, ...(occasion === undefined ? [] : [Date.parse(occasion)])];
  return {
    id: name.join('.'),
    caseId,
    organisationId,
    ...(invitationId !== undefined && { invitationId }),
    template,
    at: new Date(at),
    until: new Date(until),
  };
}

function isLive({ status }: CaseData): boolean {
  return status === 'contacting' || status === 'matched' || status === 'collaborating';
}

/** Somebody else was asked for the same seat before. */
function isReplacement({ invitations }: CaseData, { id, seat }: InvitationData): boolean {
  return invitations.slice(0, placeOf(invitations, id)).some((earlier) => earlier.seat === seat);
}

/** Hearing that one invitation has ended would say the wrong thing to whoever has another. */
function isAskedAgain({ invitations }: CaseData, { id, organisationId }: InvitationData): boolean {
  return invitations.slice(placeOf(invitations, id) + 1).some((later) => later.organisationId === organisationId);
}

function placeOf(invitations: readonly InvitationData[], id: string): number {
  return invitations.findIndex((each) => each.id === id);
}

function daysAfter(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * dayMs).toISOString();
}
