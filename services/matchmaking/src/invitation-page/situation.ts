import type { CaseData, InvitationData } from '@kraftsamling/contracts';

/** Whom a link speaks for: the organisation that was invited, or, without an invitation, the one whose need it is. */
export interface LinkHolder {
  readonly caseId: string;
  readonly organisationId: string;
  readonly invitationId?: string;
}

type Invited = InvitationData['status'] | 'owner';
type Share = InvitationData['brings'][number];

/** What the page behind a link is about, from the first question to what came of it. */
export interface Situation {
  /** An invitation that cannot be answered any more has expired, whether that has been noted or not. */
  readonly own: Invited;
  readonly step: CaseData['status'];
  readonly brings: readonly Share[];
  readonly expiresAt?: Date;
  /** When the invitation was answered, or ended. */
  readonly at?: Date;
  /** When the same organisation was invited again, since its way back in is by that invitation. */
  readonly invitedAgainAt?: Date;
  readonly mayLeave: boolean;
  readonly meeting?: MeetingQuestion;
  readonly chosenTime?: Time;
  readonly followUp?: FollowUpQuestion;
}

export interface Time {
  readonly id: string;
  readonly start: Date;
  readonly end: Date;
}

/** Which of the times that are still to come suit. */
export interface MeetingQuestion {
  readonly times: readonly (Time & { readonly suits: boolean })[];
  readonly answered: boolean;
}

export interface FollowUpQuestion {
  readonly answer?: {
    readonly outcome: 'succeeded' | 'partly' | 'failed';
    readonly wouldDoItAgain: boolean;
    readonly lessons?: string;
  };
}

type FollowUpAnswer = NonNullable<CaseData['followUp']>['answers'][number] & { readonly lessons?: string };

/** A case as its organisation sees it (see shown-case.ts). */
export interface OwnCase extends Pick<CaseData, 'ownerId' | 'status' | 'invitations' | 'meeting'> {
  readonly followUp?: { readonly askedAt?: string; readonly answers: readonly FollowUpAnswer[] };
}

/** Nothing when there is no such invitation in the case, or it is somebody else's. */
export function situationOf(kase: OwnCase, holder: LinkHolder, now: Date): Situation | undefined {
  const { organisationId, invitationId } = holder;
  if (invitationId === undefined)
    return kase.ownerId === organisationId
      ? asMember('owner', kase, holder, { brings: [], mayLeave: false }, now)
      : undefined;

  const invitation = kase.invitations.find(
    (each) => each.id === invitationId && each.organisationId === organisationId,
  );
  if (!invitation) return undefined;
  const { brings, expiresAt, answeredAt, endedAt } = invitation;
  const own = statusOf(invitation, kase, now);
  const at = endedAt ?? answeredAt;
  const said = { brings, expiresAt: new Date(expiresAt), ...(at !== undefined && { at: new Date(at) }) };
  switch (own) {
    case 'accepted':
      return asMember(own, kase, holder, { ...said, mayLeave: isLive(kase) }, now);
    case 'invited':
      return { ...said, own, step: kase.status, mayLeave: false };
    case 'declined':
    case 'expired':
    case 'superseded':
    case 'left':
      return { ...said, own, step: kase.status, mayLeave: false, ...invitedAgain(kase, invitation) };
  }
}

function statusOf({ status, expiresAt }: InvitationData, kase: OwnCase, now: Date): InvitationData['status'] {
  if (status !== 'invited') return status;
  return isLive(kase) && new Date(expiresAt) > now ? 'invited' : 'expired';
}

type Said = Pick<Situation, 'brings' | 'expiresAt' | 'at' | 'mayLeave'>;

function asMember(
  own: 'owner' | 'accepted',
  kase: OwnCase,
  { organisationId }: LinkHolder,
  said: Said,
  now: Date,
): Situation {
  return {
    ...said,
    own,
    step: kase.status,
    ...(isLive(kase) && kase.meeting && meetingFor(kase.meeting, kase.status, organisationId, now)),
    ...(kase.status === 'collaborating' &&
      kase.followUp?.askedAt !== undefined && { followUp: followUpFor(kase.followUp.answers, organisationId) }),
  };
}

function meetingFor(
  { times, chosen, answeredBy }: NonNullable<CaseData['meeting']>,
  step: CaseData['status'],
  organisationId: string,
  now: Date,
): Pick<Situation, 'meeting' | 'chosenTime'> {
  const proposed = times.map(({ id, start, end, suits }) => ({
    id,
    start: new Date(start),
    end: new Date(end),
    suits: suits.includes(organisationId),
  }));
  const time = proposed.find(({ id }) => id === chosen);
  if (time) return { chosenTime: { id: time.id, start: time.start, end: time.end } };

  const toCome = proposed.filter(({ start }) => start > now);
  // The coalition meets when it stands.
  if (toCome.length === 0 || step === 'contacting') return {};
  return { meeting: { times: toCome, answered: answeredBy.includes(organisationId) } };
}

function followUpFor(answers: readonly FollowUpAnswer[], organisationId: string): FollowUpQuestion {
  const given = answers.find((each) => each.organisationId === organisationId);
  if (!given) return {};
  const { outcome, wouldDoItAgain, lessons } = given;
  return { answer: { outcome, wouldDoItAgain, ...(lessons !== undefined && { lessons }) } };
}

function invitedAgain(
  { invitations }: OwnCase,
  { id, organisationId }: InvitationData,
): Pick<Situation, 'invitedAgainAt'> {
  const place = invitations.findIndex((each) => each.id === id);
  const again = invitations.slice(place + 1).filter((each) => each.organisationId === organisationId).at(-1); // prettier-ignore
  return again ? { invitedAgainAt: new Date(again.invitedAt) } : {};
}

function isLive({ status }: OwnCase): boolean {
  return status === 'contacting' || status === 'matched' || status === 'collaborating';
}
