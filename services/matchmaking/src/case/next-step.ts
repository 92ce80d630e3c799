import type { Case, ContactingCase, MatchedCase } from './case.state.ts';
import { membersOf, openSeatsOf } from './coalition.ts';

export const actions = [
  'search',
  'reconsider',
  'contact',
  'invite',
  'await-answers',
  'propose-meeting',
  'await-times',
  'choose-time',
  'collaborate',
  'follow-up',
] as const;

/** What comes next in a case, and when. What could have been done already has been due since then. */
export interface NextStep {
  readonly action: (typeof actions)[number];
  readonly dueAt: Date;
}

/** The one thing to do about a case, or to wait for. */
export function nextStepOf(kase: Case): NextStep | undefined {
  switch (kase.status) {
    case 'identified':
      return { action: 'search', dueAt: kase.identifiedAt };
    case 'inventoried':
      return { action: kase.inventory.proposals.length > 0 ? 'contact' : 'reconsider', dueAt: kase.inventoriedAt };
    case 'contacting':
      return untilComplete(kase);
    case 'matched':
      return untilCollaboration(kase);
    case 'collaborating':
      return { action: 'follow-up', dueAt: kase.followUp.dueAt };
    case 'followed-up':
    case 'closed':
      return undefined;
  }
}

/** When a case calls for attention; one that is over, when it ended. Never depends on what time it is: lists are sorted by it. */
export function nextStepAt(kase: Case): Date {
  switch (kase.status) {
    case 'followed-up':
      return kase.followedUpAt;
    case 'closed':
      return kase.closedAt;
    case 'identified':
    case 'inventoried':
    case 'contacting':
    case 'matched':
    case 'collaborating':
      return nextStepOf(kase)?.dueAt ?? kase.identifiedAt;
  }
}

/** Since when a case is where it is. */
export function reachedAt(kase: Case): Date {
  switch (kase.status) {
    case 'identified':
      return kase.identifiedAt;
    case 'inventoried':
      return kase.inventoriedAt;
    case 'contacting':
      return kase.contactingSince ?? kase.identifiedAt;
    case 'matched':
      return kase.matchedAt;
    case 'collaborating':
      return kase.collaborationBegunAt;
    case 'followed-up':
      return kase.followedUpAt;
    case 'closed':
      return kase.closedAt;
  }
}

/** A seat that nobody can be asked for by itself waits for a person; else those who have been asked are waited for. */
function untilComplete(kase: ContactingCase): NextStep {
  const open = openSeatsOf(kase).map((seat) => openSince(kase, seat));
  if (open.length > 0) return { action: 'invite', dueAt: earliest(open) };
  const expiries = kase.invitations.filter(({ status }) => status === 'invited').map(({ expiresAt }) => expiresAt);
  return { action: 'await-answers', dueAt: earliest(expiries) };
}

/** Everybody meets before the work begins; somebody alone has nobody to meet. */
function untilCollaboration(kase: MatchedCase): NextStep {
  const { meeting, matchedAt } = kase;
  if (membersOf(kase).length < 2) return { action: 'collaborate', dueAt: matchedAt };
  if (!meeting) return { action: 'propose-meeting', dueAt: matchedAt };

  const chosen = meeting.times.find(({ id }) => id === meeting.chosen);
  if (chosen) return { action: 'collaborate', dueAt: chosen.end };
  const allAnswered = membersOf(kase).every((member) => meeting.answeredBy.includes(member));
  return allAnswered
    ? { action: 'choose-time', dueAt: meeting.proposedAt }
    : { action: 'await-times', dueAt: earliest(meeting.times.map(({ start }) => start)) };
}

function openSince({ invitations, identifiedAt }: ContactingCase, seat: number): Date {
  const last = invitations.findLast((invitation) => invitation.seat === seat);
  if (!last) return identifiedAt;
  if ('endedAt' in last) return last.endedAt;
  return 'answeredAt' in last ? last.answeredAt : last.invitedAt;
}

function earliest(instants: readonly Date[]): Date {
  return new Date(Math.min(...instants.map((instant) => instant.getTime())));
}
