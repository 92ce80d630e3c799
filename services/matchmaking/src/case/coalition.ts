import {
  caseInvitationExpired,
  caseInvitationSuperseded,
  caseMatched,
  caseMemberAccepted,
  caseMemberDeclined,
  caseMemberInvited,
  caseMemberLeft,
  caseMemberReminded,
  nameOf,
} from '@kraftsamling/contracts';
import type { Contract } from '@kraftsamling/contracts';
import type { Change, Decision } from '@kraftsamling/messaging/decision';
import { becomes, notFound, nothingHappens, Refusal } from '@kraftsamling/messaging/decision';
import { swedishTime } from '@kraftsamling/service/time-in-words';
import { fits, mayBeAsked } from '../organisation/capacity.ts';
import type { Reservation, Standing } from '../organisation/capacity.ts';
import type { Case, LiveCoalition, WithCoalition } from './case.state.ts';
import type { Candidate } from './inventory.ts';
import type {
  DeclinedInvitation,
  EndedInvitation,
  Invitation,
  LeftInvitation,
  OpenInvitation,
  Seat,
} from './invitation.state.ts';

/** What is known of the organisations that a decision is about. */
export type Known = ReadonlyMap<string, Standing>;

/** For how long an invitation is open, and how long before its end it is reminded of. */
export interface Terms {
  readonly now: Date;
  readonly invitationDays: number;
  readonly reminderDays: number;
}

const dayMs = 86_400_000;

export function invitationTo(
  { organisationId, brings }: Candidate,
  id: string,
  seat: number,
  { now, invitationDays, reminderDays }: Terms,
): OpenInvitation {
  const expiresAt = new Date(now.getTime() + invitationDays * dayMs);
  const remindAt = new Date(expiresAt.getTime() - reminderDays * dayMs);
  return { id, seat, organisationId, brings, invitedAt: now, remindAt, expiresAt, status: 'invited' };
}

/** The coalition as it stands: the owner, and those who have accepted. */
export function membersOf(kase: Case): readonly string[] {
  const accepted = invitationsOf(kase).filter(({ status }) => status === 'accepted');
  return [
    ...(kase.ownerId === undefined ? [] : [kase.ownerId]),
    ...accepted.map(({ organisationId }) => organisationId),
  ];
}

/** Organisations that are asked and have not answered yet. */
export function askedIn(kase: Case): readonly string[] {
  return invitationsOf(kase)
    .filter(({ status }) => status === 'invited')
    .map(({ organisationId }) => organisationId);
}

export function invitationsOf(kase: Case): readonly Invitation[] {
  return 'invitations' in kase ? kase.invitations : [];
}

/** Seats that nobody holds, of a coalition that is being made or at work. */
export function openSeatsOf(kase: Case): number[] {
  if (!isLive(kase)) return [];
  return kase.seats.flatMap((_, at) =>
    kase.invitations.some((each) => each.seat === at && holdsSeat(each)) ? [] : [at],
  );
}

/** What somebody who takes this seat is to bring. */
export function placeIn(kase: Case, seat: number): Seat {
  const place = live(kase).seats[seat];
  if (!place) throw new Refusal('unknown-seat', `There is no seat ${seat} in the coalition.`, 'invalid');
  return place;
}

/** Who is not to be asked for a seat: who is in the case already, and who has said no to it. Whoever has not answered may be asked again. */
export function turnedDownOrIn(kase: Case): readonly string[] {
  const others = invitationsOf(kase).filter(({ status }) => status !== 'expired' && status !== 'superseded');
  return [...(kase.ownerId === undefined ? [] : [kase.ownerId]), ...others.map(({ organisationId }) => organisationId)];
}

/** Everybody whom a decision about this case may concern. */
export function organisationsOf(kase: Case): readonly string[] {
  const candidates =
    'seats' in kase
      ? kase.seats.flatMap(({ replacements }) => replacements)
      : 'inventory' in kase
        ? kase.inventory.proposals.flatMap(({ members }) => members)
        : [];
  const named = [...candidates, ...invitationsOf(kase)];
  return [
    ...new Set([
      ...(kase.ownerId === undefined ? [] : [kase.ownerId]),
      ...named.map(({ organisationId }) => organisationId),
    ]),
  ];
}

/** What is reserved for a case, by organisation: what its members bring, from the day they are members until the work is over. */
export function reservationsOf(kase: Case, caseId: string): ReadonlyMap<string, Reservation> {
  switch (kase.status) {
    case 'identified':
    case 'inventoried':
    case 'followed-up':
    case 'closed':
      return new Map();
    case 'contacting':
    case 'matched':
    case 'collaborating': {
      const owner = kase.ownerId === undefined ? [] : [{ organisationId: kase.ownerId, brings: kase.ownerBrings }];
      const accepted = kase.invitations.filter(({ status }) => status === 'accepted');
      return new Map(
        [...owner, ...accepted]
          .filter(({ brings }) => brings.length > 0)
          .map(({ organisationId, brings }) => [organisationId, { caseId, brings, days: kase.need.days }]),
      );
    }
  }
}

/** Accepting twice changes nothing. What the organisation brings is reserved in the same write (see CasesService). */
export function acceptInvitation(kase: Case, id: string, known: Known, now: Date): Decision<Case> {
  const coalition = live(kase);
  const invitation = invitationIn(coalition, id);
  switch (invitation.status) {
    case 'accepted':
      return nothingHappens;
    case 'declined':
    case 'expired':
    case 'superseded':
    case 'left':
      throw hasEnded(invitation);
    case 'invited': {
      if (isOverdue(invitation, now)) throw hasExpired(invitation);
      refuseUnlessAskable(invitation, coalition.need.days, known);
      const accepted = { ...invitation, status: 'accepted', answeredAt: now } as const;
      return changed(coalition, replaced(coalition, accepted), now, caseMemberAccepted);
    }
  }
}

/** Who declines is replaced in the same write by the next who can, if there is somebody. */
export function declineInvitation(
  kase: Case,
  id: string,
  declineReason: string,
  terms: Terms,
  known: Known,
): Decision<Case> {
  const coalition = live(kase);
  const invitation = invitationIn(coalition, id);
  switch (invitation.status) {
    case 'declined':
      return nothingHappens;
    case 'accepted':
      throw new Refusal('invitation-accepted', 'The invitation has been accepted. A member may leave the coalition.');
    case 'expired':
    case 'superseded':
    case 'left':
      throw hasEnded(invitation);
    case 'invited': {
      if (isOverdue(invitation, terms.now)) throw hasExpired(invitation);
      const declined = { ...invitation, status: 'declined', answeredAt: terms.now, declineReason } as const;
      return refilled(coalition, replaced(coalition, declined), terms, known, caseMemberDeclined);
    }
  }
}

/** A member may leave until the work is over. Its seat is offered to the next who can. */
export function leaveCoalition(kase: Case, id: string, terms: Terms, known: Known): Decision<Case> {
  const coalition = live(kase);
  const invitation = invitationIn(coalition, id);
  switch (invitation.status) {
    case 'left':
      return nothingHappens;
    case 'invited':
    case 'declined':
    case 'expired':
    case 'superseded':
      throw new Refusal('not-a-member', 'Only who has accepted can leave.');
    case 'accepted': {
      const left = { ...invitation, status: 'left', endedAt: terms.now } as const;
      return refilled(coalition, replaced(coalition, left), terms, known, caseMemberLeft);
    }
  }
}

/** Somebody is asked by hand, in the place of whoever has not answered yet. */
export function inviteByHand(
  kase: Case,
  { seat, organisationId }: { readonly seat: number; readonly organisationId: string },
  terms: Terms,
  known: Known,
): Decision<Case> {
  const coalition = live(kase);
  const place = placeIn(kase, seat);

  const holder = coalition.invitations.find((each) => each.seat === seat && holdsSeat(each));
  if (holder?.organisationId === organisationId) return nothingHappens;
  if (holder?.status === 'accepted') throw new Refusal('seat-taken', 'Somebody has accepted that seat.');
  if (membersOf(kase).includes(organisationId) || askedIn(kase).includes(organisationId))
    throw new Refusal('already-asked', 'The organisation is a member, or has been asked for another seat.');
  const candidate = { organisationId, brings: place.brings };
  refuseUnlessAskable(candidate, coalition.need.days, known);

  const invitations =
    holder?.status === 'invited'
      ? replaced(coalition, { ...holder, status: 'superseded', endedAt: terms.now })
      : coalition.invitations;
  return changed(
    coalition,
    [...invitations, invitationTo(candidate, String(invitations.length + 1), seat, terms)],
    terms.now,
    ...(holder ? [caseInvitationSuperseded] : []),
  );
}

/**
 * An organisation has changed what it offers, or whether it wants to be matched. Whoever may no longer be asked is asked no longer; a
 * member stays, whom nobody has to match any more, unless it has taken back what it was to bring.
 */
export function reconsiderMember(kase: Case, organisationId: string, terms: Terms, known: Known): Decision<Case> {
  const standing = known.get(organisationId);
  if (!standing || !isLive(kase)) return nothingHappens;
  const invitation = kase.invitations.find((each) => each.organisationId === organisationId && holdsSeat(each));

  if (invitation?.status === 'invited' && !mayBeAsked(standing, { brings: invitation.brings, days: kase.need.days })) {
    const superseded = { ...invitation, status: 'superseded', endedAt: terms.now } as const;
    return refilled(kase, replaced(kase, superseded), terms, known, caseInvitationSuperseded);
  }
  if (invitation?.status === 'accepted' && !fits(standing.offers, standing.reserved)) {
    const left = { ...invitation, status: 'left', endedAt: terms.now } as const;
    return refilled(kase, replaced(kase, left), terms, known, caseMemberLeft);
  }
  return nothingHappens;
}

/** What comes by itself when time passes: invitations are reminded of, and expire. */
export function passTime(kase: Case, terms: Terms, known: Known): Decision<Case> {
  if (!isLive(kase)) return nothingHappens;
  const { now } = terms;
  const overdue = (each: Invitation) => each.status === 'invited' && isOverdue(each, now);
  const toBeReminded = (each: Invitation) =>
    each.status === 'invited' && !each.remindedAt && each.remindAt <= now && !isOverdue(each, now);
  const expires = kase.invitations.some(overdue);
  const reminds = kase.invitations.some(toBeReminded);
  if (!expires && !reminds) return nothingHappens;

  const invitations = kase.invitations.map((each): Invitation => {
    if (each.status === 'invited' && overdue(each)) return { ...each, status: 'expired', endedAt: now };
    return toBeReminded(each) ? { ...each, remindedAt: now } : each;
  });
  return refilled(
    kase,
    invitations,
    terms,
    known,
    ...(reminds ? [caseMemberReminded] : []),
    ...(expires ? [caseInvitationExpired] : []),
  );
}

/** When time next changes something about its invitations. */
export function nextDeadline(kase: Case): Date | undefined {
  const instants = isLive(kase)
    ? kase.invitations
        .filter(({ status }) => status === 'invited')
        .map(({ remindedAt, remindAt, expiresAt }) => (!remindedAt && remindAt < expiresAt ? remindAt : expiresAt))
    : [];
  return instants.length === 0 ? undefined : new Date(Math.min(...instants.map((instant) => instant.getTime())));
}

/** Whether everybody who is needed has accepted. */
export function isComplete({ seats, invitations }: Pick<WithCoalition, 'seats' | 'invitations'>): boolean {
  return seats.every((_, seat) => invitations.some((each) => each.seat === seat && each.status === 'accepted'));
}

export function isLive(kase: Case): kase is LiveCoalition {
  return kase.status === 'contacting' || kase.status === 'matched' || kase.status === 'collaborating';
}

/** @throws Refusal when there is no coalition, or no longer. */
export function live(kase: Case): LiveCoalition {
  switch (kase.status) {
    case 'identified':
    case 'inventoried':
      throw new Refusal('nobody-asked', 'Nobody has been asked yet.');
    case 'followed-up':
      throw isFollowedUp();
    case 'closed':
      throw isClosed(kase.closureReason);
    case 'contacting':
    case 'matched':
    case 'collaborating':
      return kase;
  }
}

export function isClosed(reason: string): Refusal {
  return new Refusal('case-closed', `The case has been closed: ${nameOf(reason, 'en')}.`);
}

export function isFollowedUp(): Refusal {
  return new Refusal('case-followed-up', 'The collaboration is over, and has been followed up.');
}

function invitationIn({ invitations }: LiveCoalition, id: string): Invitation {
  const invitation = invitations.find((each) => each.id === id);
  if (!invitation) throw notFound();
  return invitation;
}

function holdsSeat({ status }: Invitation): boolean {
  return status === 'invited' || status === 'accepted';
}

function isOverdue({ expiresAt }: OpenInvitation, now: Date): boolean {
  return expiresAt <= now;
}

function refuseUnlessAskable({ organisationId, brings }: Candidate, days: readonly string[], known: Known): void {
  const standing = known.get(organisationId);
  if (!standing) throw new Refusal('unknown-organisation', `There is no organisation ${organisationId}.`, 'invalid');
  if (!standing.consents) throw new Refusal('no-consent', 'The organisation does not want to be matched.');
  if (!mayBeAsked(standing, { brings, days }))
    throw new Refusal('over-capacity', 'The organisation has promised to others what it offers.');
}

function replaced({ invitations }: LiveCoalition, invitation: Invitation): readonly Invitation[] {
  return invitations.map((each) => (each.id === invitation.id ? invitation : each));
}

/** Each seat that nobody holds is offered to the first of its replacements that can be asked. */
function refilled(
  kase: LiveCoalition,
  invitations: readonly Invitation[],
  terms: Terms,
  known: Known,
  ...events: readonly Contract[]
): Change<Case> {
  let after = invitations;
  for (const [at, seat] of kase.seats.entries()) {
    if (after.some((each) => each.seat === at && holdsSeat(each))) continue;
    const next = nextFor(seat, kase, after, known);
    if (next) after = [...after, invitationTo(next, String(after.length + 1), at, terms)];
  }
  return changed(kase, after, terms.now, ...events);
}

/** Nobody is asked twice in a case, unless by hand. */
function nextFor(
  { replacements }: Seat,
  { ownerId, need: { days } }: LiveCoalition,
  invitations: readonly Invitation[],
  known: Known,
): Candidate | undefined {
  return replacements.find(({ organisationId, brings }) => {
    const standing = known.get(organisationId);
    return (
      organisationId !== ownerId &&
      !invitations.some((each) => each.organisationId === organisationId) &&
      standing !== undefined &&
      mayBeAsked(standing, { brings, days })
    );
  });
}

/** The coalition stands when its last member accepts, and no longer when one leaves; once it works, it works. */
function changed(
  kase: LiveCoalition,
  invitations: readonly Invitation[],
  now: Date,
  ...events: readonly Contract[]
): Change<Case> {
  const invites = invitations.length > kase.invitations.length;
  const happened = [...events, ...(invites ? [caseMemberInvited] : [])];
  const after = { ...kase, invitations };
  switch (after.status) {
    case 'collaborating':
      return becomes(after, ...happened);
    case 'contacting':
      return isComplete(after)
        ? becomes({ ...after, status: 'matched', matchedAt: now }, ...happened, caseMatched)
        : becomes(after, ...happened);
    case 'matched': {
      if (isComplete(after)) return becomes(after, ...happened);
      const { matchedAt: _, ...rest } = after;
      return becomes({ ...rest, status: 'contacting' }, ...happened);
    }
  }
}

/** Why an invitation can no longer be answered. */
function hasEnded(invitation: DeclinedInvitation | EndedInvitation | LeftInvitation): Refusal {
  switch (invitation.status) {
    case 'declined':
      return new Refusal('invitation-declined', 'The invitation has been declined.');
    case 'expired':
      return hasExpired(invitation);
    case 'superseded':
      return new Refusal('invitation-superseded', 'Somebody else has been asked in the meantime.');
    case 'left':
      return new Refusal('member-left', 'The organisation has left the coalition.');
  }
}

function hasExpired({ expiresAt }: Invitation): Refusal {
  return new Refusal('invitation-expired', `The invitation was open until ${swedishTime(expiresAt)}.`);
}
