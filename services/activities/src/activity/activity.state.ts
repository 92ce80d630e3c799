import type { Report, Sure } from './report.ts';
import type { Session, StatedSession } from './session.ts';
import type { Mode } from './mode.ts';

/** Swedish, and as wanted English and the national minority languages. */
export interface Localised {
  readonly sv: string;
  readonly en?: string;
  readonly fi?: string;
  readonly fit?: string;
  readonly rom?: string;
  readonly se?: string;
  readonly sma?: string;
  readonly smj?: string;
  readonly yi?: string;
}

export interface Venue {
  /** Where it is a venue that is booked here. */
  readonly resourceId?: string;
  readonly name: string;
  readonly address?: string;
  readonly position?: { readonly latitude: number; readonly longitude: number };
  readonly accessibility: readonly string[];
}

/** What organisers say of an activity. */
export interface Plan {
  readonly title: Localised;
  readonly description?: Localised;
  readonly form: string;
  readonly topics: readonly string[];
  readonly targetGroups: readonly string[];
  readonly languages: readonly string[];
  readonly mode: Mode;
  readonly municipality: string;
  readonly venue?: Venue;
  readonly onlineAddress?: string;
  /** In order of time, and never over each other. */
  readonly sessions: readonly Session[];
  readonly capacity?: number;
  readonly freeOfCharge: boolean;
  /** Organisations that have agreed to it, the one that planned it first. */
  readonly organisers: readonly string[];
  /** Organisations that others have named as organisers, and that have not agreed yet. */
  readonly invited?: readonly string[];
  readonly campaigns: readonly string[];
  readonly caseId?: string;
  /** Help that is on offer all year. */
  readonly yearRoundHelp?: Localised;
}

/** A plan with its sessions as people write them. */
export interface Proposal extends Omit<Plan, 'sessions'>, Sure {
  readonly sessions: readonly StatedSession[];
}

export interface RecalledBooking {
  readonly bookingId: string;
  readonly resourceIds: readonly string[];
  readonly reason: string;
  readonly recalledAt: Date;
}

interface Planned extends Plan {
  readonly county: string;
  readonly plannedAt: Date;
  /** Those of its campaigns on none of whose days it takes place: it is year-round work there. */
  readonly yearRoundIn: readonly string[];
  /** Of iCalendar: grows with everything that a calendar shows. */
  readonly sequence: number;
  /** Sessions that have been in the programme and are no more: calendars that have them must be sent the cancellation. */
  readonly removedSessions: readonly Session[];
  /** Ids of the bookings that are held or confirmed for it. */
  readonly bookings: readonly string[];
  /** Bookings that the owners of their resources have refused or taken back. */
  readonly recalled?: readonly RecalledBooking[];
}

export interface PlannedActivity extends Planned {
  readonly status: 'planned';
}

export interface PublishedActivity extends Planned {
  readonly status: 'published';
  readonly publishedAt: Date;
}

export interface ReportedActivity extends Planned {
  readonly status: 'reported';
  readonly publishedAt: Date;
  readonly reportedAt: Date;
  readonly report: Report;
  /** Those of its numbers that the secretariat has still to confirm, as JSON pointers. */
  readonly unusual?: readonly string[];
  readonly correctedAt?: Date;
}

export interface CancelledActivity extends Planned {
  readonly status: 'cancelled';
  readonly publishedAt?: Date;
  readonly cancelledAt: Date;
  readonly cancellationReason: string;
}

export type Activity = PlannedActivity | PublishedActivity | ReportedActivity | CancelledActivity;

export const liveStatuses = ['planned', 'published', 'reported'] as const;

export const statuses = [...liveStatuses, 'cancelled'] as const;

/** Whether it has been published: it is, or has been, in the programme. */
export function isPublic(activity: Activity): boolean {
  return activity.status !== 'planned' && activity.publishedAt !== undefined;
}
