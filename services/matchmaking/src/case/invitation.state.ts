import type { Share } from '../organisation/capacity.ts';
import type { Candidate } from './inventory.ts';

/** A place in a coalition: what is needed there, and who may be asked next, best first. */
export interface Seat {
  readonly brings: readonly Share[];
  readonly replacements: readonly Candidate[];
}

interface Sent {
  /** Counts the invitations of the case: known in it alone. */
  readonly id: string;
  readonly seat: number;
  readonly organisationId: string;
  readonly brings: readonly Share[];
  readonly invitedAt: Date;
  readonly remindAt: Date;
  readonly expiresAt: Date;
  readonly remindedAt?: Date;
}

export interface OpenInvitation extends Sent {
  readonly status: 'invited';
}

export interface AcceptedInvitation extends Sent {
  readonly status: 'accepted';
  readonly answeredAt: Date;
}

export interface DeclinedInvitation extends Sent {
  readonly status: 'declined';
  readonly answeredAt: Date;
  /** What the organisation has said of itself: it stays here, and not for ever (see retention.ts). */
  readonly declineReason?: string;
}

/** Nobody answered in time; or somebody else was asked instead, or the case was closed. */
export interface EndedInvitation extends Sent {
  readonly status: 'expired' | 'superseded';
  readonly endedAt: Date;
}

export interface LeftInvitation extends Sent {
  readonly status: 'left';
  readonly answeredAt: Date;
  readonly endedAt: Date;
}

export type Invitation = OpenInvitation | AcceptedInvitation | DeclinedInvitation | EndedInvitation | LeftInvitation;
