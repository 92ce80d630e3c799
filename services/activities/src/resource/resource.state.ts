import type { Hours } from './hours.ts';

export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Who may book a resource without asking, beside its owner: anyone, or the organisations that its owner has named; others on approval or not at all. */
export const bookableBy = ['anyone', 'on-approval', 'named-organisations'] as const;

/** What its owner may change about a resource, as long as it can be booked. */
export interface Particulars {
  readonly name?: string;
  readonly address?: string;
  readonly position?: Position;
  readonly capacity?: number;
  readonly accessibility: readonly string[];
  readonly languages: readonly string[];
  readonly topics: readonly string[];
  /** When it can be booked; at any time if it does not say. */
  readonly hours?: Hours;
  /** Anyone, if it does not say. */
  readonly bookableBy?: (typeof bookableBy)[number];
  /** Organisations that may book it without asking. */
  readonly bookers?: readonly string[];
  /** How many days before an activity begins what it has booked may still be taken back. A week, if it does not say. */
  readonly noticeDays?: number;
}

export const usualNoticeDays = 7;

export interface ResourceProfile extends Particulars {
  readonly kind: 'venue' | 'coach';
  /** Whose it is. */
  readonly organisationId: string;
  readonly municipality: string;
}

interface Added extends ResourceProfile {
  readonly county: string;
  readonly addedAt: Date;
}

export interface AvailableResource extends Added {
  readonly status: 'available';
}

export interface RetiredResource extends Added {
  readonly status: 'retired';
  readonly retiredAt: Date;
}

/** Something that activities book: a venue or a digital coach. A coach is a person, of whom nothing is kept that gives away who it is. */
export type Resource = AvailableResource | RetiredResource;

export const resourceKinds = ['venue', 'coach'] as const;

export const resourceStatuses = ['available', 'retired'] as const;
