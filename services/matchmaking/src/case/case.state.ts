import type { Share } from '../organisation/capacity.ts';
import type { Inventory } from './inventory.ts';
import type { Invitation, Seat } from './invitation.state.ts';
import type { Need } from './need.ts';

export const origins = ['registration', 'coverage-gap', 'survey', 'secretariat', 'self-organised'] as const;

export type Origin = (typeof origins)[number];

/** Where a case comes from. */
export interface Beginning {
  readonly campaignId: string;
  readonly origin: Origin;
  /** The registration or the survey that it comes from. */
  readonly originId?: string;
  /** Whose need it is: that organisation belongs to the coalition. */
  readonly ownerId?: string;
  readonly municipality: string;
  readonly county: string;
  readonly need: Need;
  /** What was asked for at first, where it has been changed here since: so that what it comes from is compared with that. */
  readonly statedNeed?: Need;
}

interface Identified extends Beginning {
  readonly identifiedAt: Date;
}

export interface IdentifiedCase extends Identified {
  readonly status: 'identified';
}

export interface InventoriedCase extends Identified {
  readonly status: 'inventoried';
  readonly inventory: Inventory;
  readonly inventoriedAt: Date;
}

/** Those who are asked, or were. Organisations that have found each other were never looked for. */
export interface WithCoalition extends Identified {
  readonly inventory?: Inventory;
  readonly inventoriedAt?: Date;
  readonly contactingSince?: Date;
  readonly ownerBrings: readonly Share[];
  readonly seats: readonly Seat[];
  readonly invitations: readonly Invitation[];
  readonly meeting?: Meeting;
}

export interface ContactingCase extends WithCoalition {
  readonly status: 'contacting';
}

export interface MatchedCase extends WithCoalition {
  readonly status: 'matched';
  readonly matchedAt: Date;
}

export interface CollaboratingCase extends WithCoalition {
  readonly status: 'collaborating';
  readonly matchedAt?: Date;
  readonly collaborationBegunAt: Date;
  readonly activityId?: string;
  readonly followUp: FollowUp;
}

export interface FollowedUpCase extends WithCoalition {
  readonly status: 'followed-up';
  readonly matchedAt?: Date;
  readonly collaborationBegunAt: Date;
  readonly activityId?: string;
  readonly followUp: FollowUp;
  readonly outcome: Outcome;
  readonly followedUpAt: Date;
}

/** Closed from any step, with all that was known then. */
export interface ClosedCase extends Identified, Partial<Omit<FollowedUpCase, 'status' | keyof Identified>> {
  readonly status: 'closed';
  readonly closedFrom: Exclude<Case['status'], 'closed'>;
  readonly closureReason: string;
  readonly closedAt: Date;
}

/** The case of a coalition that is being made, or at work: what its members bring is reserved. */
export type LiveCoalition = ContactingCase | MatchedCase | CollaboratingCase;

export type Case = IdentifiedCase | InventoriedCase | LiveCoalition | FollowedUpCase | ClosedCase;

/** Where nobody has yet begun to work: of these a municipality has one case at most that fills its gap. */
export const openStatuses = ['identified', 'inventoried', 'contacting', 'matched', 'collaborating'] as const;

export function isOpen(status: Case['status']): boolean {
  return status !== 'followed-up' && status !== 'closed';
}

export const statuses = [...openStatuses, 'followed-up', 'closed'] as const;

/** When the coalition could meet, and who can come when. */
export interface Meeting {
  readonly times: readonly MeetingTime[];
  readonly answeredBy: readonly string[];
  readonly proposedAt: Date;
  readonly chosen?: string;
  readonly chosenAt?: Date;
}

export interface MeetingTime {
  readonly id: string;
  readonly start: Date;
  readonly end: Date;
  readonly suits: readonly string[];
}

export const outcomes = ['succeeded', 'partly', 'failed'] as const;

export type Outcome = (typeof outcomes)[number];

export interface FollowUp {
  readonly dueAt: Date;
  readonly askedAt?: Date;
  readonly answers: readonly FollowUpAnswer[];
}

/** What one member says came of it. Lessons are texts of people: they stay here, and not for ever (see retention.ts). */
export interface FollowUpAnswer {
  readonly organisationId: string;
  readonly outcome: Outcome;
  readonly wouldDoItAgain: boolean;
  readonly lessons?: string;
  readonly answeredAt: Date;
}
