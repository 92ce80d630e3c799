import { bookingConfirmed, bookingExpired, bookingHeld, bookingReleased } from '@kraftsamling/contracts';
import type { Change, Decision, InputError } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { swedishTime } from '@kraftsamling/service/time-in-words';
import { unusualNumber } from '@kraftsamling/service/unusual-number';
import { isCancelled } from '../activity/activity.ts';
import type { Activity } from '../activity/activity.state.ts';
import type { Sure } from '../activity/report.ts';
import { areOpen } from '../resource/hours.ts';
import { isRetired } from '../resource/resource.ts';
import { usualNoticeDays } from '../resource/resource.state.ts';
import type { Resource } from '../resource/resource.state.ts';
import type { Interval } from './calendar.ts';

/** Resources that one activity has, all of them or none, during all of its sessions. */
interface Bundle {
  readonly activityId: string;
  readonly resourceIds: readonly string[];
  readonly sessions: readonly Interval[];
  readonly heldAt: Date;
  readonly heldUntil: Date;
}

export interface HeldBooking extends Bundle {
  readonly status: 'held';
  /** Those of its resources whose owners have still to approve. */
  readonly awaiting?: readonly string[];
}

export interface ConfirmedBooking extends Bundle {
  readonly status: 'confirmed';
  readonly confirmedAt: Date;
}

export interface ReleasedBooking extends Bundle {
  readonly status: 'released';
  readonly confirmedAt?: Date;
  readonly endedAt: Date;
  /** Why the owner of one of its resources has refused it or taken it back. */
  readonly reason?: string;
}

export interface ExpiredBooking extends Bundle {
  readonly status: 'expired';
  readonly endedAt: Date;
}

export type Booking = HeldBooking | ConfirmedBooking | ReleasedBooking | ExpiredBooking;

const dayMs = 24 * 60 * 60_000;

export const bookingStatuses = ['held', 'confirmed', 'released', 'expired'] as const;

/** What somebody asks for: that one activity gets these resources. */
export interface Request extends Sure {
  readonly activityId: string;
  readonly resourceIds: readonly string[];
}

/**
 * Whether nobody else has them is for their calendars to say. `own` are those that whoever asks may decide about. What must be approved
 * is held for longer.
 */
export function holdResources(
  { activityId, resourceIds, confirmUnusual }: Request,
  activity: Activity,
  resources: ReadonlyMap<string, Resource>,
  { now, until, untilApproved, own }: { now: Date; until: Date; untilApproved: Date; own: ReadonlySet<string> },
): Change<Booking> {
  refuseUnlessToCome(activity);
  refuseAny(inputErrorsIn(resourceIds, resources));

  for (const resource of resources.values()) {
    if (resource.status === 'retired') throw isRetired();
    if (!activity.sessions.every((session) => isOpen(resource, session)))
      throw new Refusal('outside-hours', 'One of these resources cannot be had at this time of day.');
  }

  if (!confirmUnusual) refuseAny(roomErrors(activity, [...resources.values()]));

  const others = [...resources].filter(([id]) => !own.has(id));
  if (others.some(([, resource]) => bookingOf(resource, activity) === 'refused'))
    throw new Refusal('booking-not-allowed', 'The owner of one of these resources has not let its organisers book it.');
  const awaiting = others.flatMap(([id, resource]) => (bookingOf(resource, activity) === 'on-approval' ? [id] : []));

  const sessions = activity.sessions.map(({ start, end }) => ({ start, end }));
  const held = { activityId, resourceIds, sessions, status: 'held', heldAt: now } as const;
  return becomes(
    awaiting.length > 0 ? { ...held, heldUntil: untilApproved, awaiting } : { ...held, heldUntil: until },
    bookingHeld,
  );
}

/** Whether an activity gets a resource without asking. Only organisers who have agreed to organise it count. */
export function bookingOf(
  { organisationId, bookableBy = 'anyone', bookers = [] }: Resource,
  { organisers }: Pick<Activity, 'organisers'>,
): 'free' | 'on-approval' | 'refused' {
  if (organisers.some((id) => id === organisationId || bookers.includes(id))) return 'free';
  switch (bookableBy) {
    case 'anyone':
      return 'free';
    case 'on-approval':
      return 'on-approval';
    case 'named-organisations':
      return 'refused';
  }
}

/** The owners of these resources let it have them. Approving twice changes nothing. */
export function approveBooking(booking: Booking, own: ReadonlySet<string>, now: Date): Decision<Booking> {
  switch (booking.status) {
    case 'confirmed':
      return nothingHappens;
    case 'released':
      throw hasBeenReleased();
    case 'expired':
      throw hasExpired(booking);
    case 'held': {
      if (isOverdue(booking, now)) throw hasExpired(booking);
      const { awaiting = [] } = booking;
      const left = awaiting.filter((id) => !own.has(id));
      return left.length === awaiting.length ? nothingHappens : becomes({ ...booking, awaiting: left }, bookingHeld);
    }
  }
}

/**
 * The owner of one of its resources refuses it or takes it back: all of the bundle is free again, and its organisers see why. What is
 * confirmed can be relied on, so that it takes notice: as many days as the resource says, or the shortest notice of several.
 */
export function recallBooking(
  booking: Booking,
  { reason, now, own }: { reason: string; now: Date; own: readonly Pick<Resource, 'noticeDays'>[] },
): Decision<Booking> {
  switch (booking.status) {
    case 'released':
    case 'expired':
      return nothingHappens;
    case 'confirmed':
      refuseShortNotice(booking, Math.min(...own.map(({ noticeDays = usualNoticeDays }) => noticeDays)), now);
      return becomes({ ...booking, status: 'released', endedAt: now, reason }, bookingReleased);
    case 'held':
      return becomes({ ...booking, status: 'released', endedAt: now, reason }, bookingReleased);
  }
}

/** A hold can be confirmed as long as it lasts. Confirming twice changes nothing. */
export function confirmBooking(booking: Booking, activity: Activity, now: Date): Decision<Booking> {
  switch (booking.status) {
    case 'confirmed':
      return nothingHappens;
    case 'released':
      throw hasBeenReleased();
    case 'expired':
      throw hasExpired(booking);
    case 'held':
      refuseUnlessToCome(activity);
      if (isOverdue(booking, now)) throw hasExpired(booking);
      if (booking.awaiting && booking.awaiting.length > 0)
        throw new Refusal('approval-pending', 'The owner of one of its resources has still to approve.');
      return becomes({ ...booking, status: 'confirmed', confirmedAt: now }, bookingConfirmed);
  }
}

/** What is over is over: releasing it changes nothing. The venue of an activity that people are invited to stays. */
export function releaseBooking(booking: Booking, activity: Activity, now: Date): Decision<Booking> {
  switch (booking.status) {
    case 'released':
    case 'expired':
      return nothingHappens;
    case 'held':
    case 'confirmed': {
      const venue = activity.venue?.resourceId;
      if (activity.status === 'published' && venue !== undefined && booking.resourceIds.includes(venue))
        throw new Refusal(
          'activity-published',
          'People have been invited to this venue. Cancel the activity first, or move it to another venue.',
        );
      return becomes({ ...booking, status: 'released', endedAt: now }, bookingReleased);
    }
  }
}

/** A hold that was not confirmed in time. Anything else stays as it is. */
export function expireHold(booking: Booking, now: Date): Decision<Booking> {
  if (booking.status !== 'held' || !isOverdue(booking, now)) return nothingHappens;
  return becomes({ ...booking, status: 'expired', endedAt: now }, bookingExpired);
}

/** While an activity has bookings, its sessions stay. */
export function bookedBy(activity: Activity, booking: string): Decision<Activity> {
  return becomes({ ...activity, bookings: [...activity.bookings, booking] });
}

/** What its owner has taken back, the activity's organisers see with the activity. */
export function freedFrom(activity: Activity, bookingId: string, booking: Booking): Decision<Activity> {
  const freed = { ...activity, bookings: activity.bookings.filter((id) => id !== bookingId) };
  if (booking.status !== 'released' || booking.reason === undefined) return becomes(freed);
  const { resourceIds, reason, endedAt: recalledAt } = booking;
  return becomes({ ...freed, recalled: [...(freed.recalled ?? []), { bookingId, resourceIds, reason, recalledAt }] });
}

/** Whether a resource that says its hours can be had then. */
export function isOpen({ hours }: Resource, session: Interval): boolean {
  return hours === undefined || areOpen(hours, session);
}

function refuseShortNotice({ sessions }: Booking, days: number, now: Date): void {
  const begins = Math.min(...sessions.map(({ start }) => start.getTime()));
  if (now.getTime() + days * dayMs > begins)
    throw new Refusal(
      'notice-too-short',
      `A booking of this resource is taken back ${days} days before the activity begins at the latest. Ask its organisers to release it.`,
    );
}

function isOverdue({ heldUntil }: HeldBooking, now: Date): boolean {
  return heldUntil <= now;
}

function refuseUnlessToCome(activity: Activity): void {
  switch (activity.status) {
    case 'cancelled':
      throw isCancelled();
    case 'reported':
      throw new Refusal('activity-reported', 'The activity has taken place.');
    case 'planned':
    case 'published':
  }
}

function inputErrorsIn(resourceIds: readonly string[], resources: ReadonlyMap<string, Resource>): InputError[] {
  return resourceIds.flatMap((id, at) =>
    resources.has(id)
      ? []
      : [{ pointer: `/resourceIds/${at}`, code: 'unknown-resource', detail: `There is no resource ${id}.` }],
  );
}

/** Asks back where an activity takes more than its venues do, as far as they say how many that is. */
function roomErrors({ capacity, mode }: Activity, resources: readonly Resource[]): InputError[] {
  const venues = resources.filter(({ kind }) => kind === 'venue');
  const rooms = venues.flatMap(({ capacity }) => capacity ?? []);
  if (capacity === undefined || mode === 'online' || venues.length === 0 || rooms.length < venues.length) return [];

  const inAll = rooms.reduce((sum, room) => sum + room, 0);
  return capacity > inAll
    ? [unusualNumber('/resourceIds', capacity, `So many does the activity take, and what is booked takes ${inAll}.`)]
    : [];
}

function hasBeenReleased(): Refusal {
  return new Refusal('booking-released', 'The booking has been released.');
}

function hasExpired({ heldUntil }: Booking): Refusal {
  return new Refusal('hold-expired', `It was held until ${swedishTime(heldUntil)}, and not confirmed in time.`);
}
