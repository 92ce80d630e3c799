import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, notFound, nothingHappens, Refusal, refuseUnlessVersion } from '@kraftsamling/messaging';
import type { Decision, Stored } from '@kraftsamling/messaging';
import { attemptEach, Audit, Clock, notYours, Problem } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import type { ClientSession, Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { mayChange, refuseUnlessMayChange } from '../access.ts';
import { ActivitiesSettings } from '../activities.settings.ts';
import { isPublic } from '../activity/activity.state.ts';
import type { Activity } from '../activity/activity.state.ts';
import { Activities } from '../activity/activity.store.ts';
import type { Resource } from '../resource/resource.state.ts';
import { Resources } from '../resource/resource.store.ts';
import { belongingOf } from '../resource/resources.service.ts';
import { AlternativesService } from './alternatives.service.ts';
import {
  approveBooking,
  bookedBy,
  confirmBooking,
  expireHold,
  freedFrom,
  holdResources,
  recallBooking,
  releaseBooking,
} from './booking.ts';
import type { Booking, Request } from './booking.ts';
import { Bookings } from './booking.store.ts';
import { calendarsOf, enter, keep, leave } from './calendar.ts';
import { Calendars } from './calendar.store.ts';
import { shownAlternative } from './public-booking.ts';

/**
 * A booking stands in several documents: in the calendar of each resource and day, by itself, and in its activity. They change in one
 * transaction, in this order, so that those who wait for each other never do so in a circle.
 */
@Injectable()
export class BookingsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly bookings: Bookings,
    private readonly calendars: Calendars,
    private readonly activities: Activities,
    private readonly resources: Resources,
    private readonly alternatives: AlternativesService,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly settings: ActivitiesSettings,
  ) {}

  async hold(caller: Principal, request: Request): Promise<Stored<Booking>> {
    const id = uuid();

    const booking = await inTransaction(this.connection, (session) => this.enter(caller, id, request, session)).catch(
      (error: unknown) => this.refuseWithAlternatives(error, request),
    );

    await this.audit.note(caller, 'held', 'booking', id);
    return booking;
  }

  async confirm(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Booking>> {
    const booking = await inTransaction(this.connection, async (session) => {
      const { booking, activity } = await this.found(id, session);
      await this.refuseUnlessBookers(caller, booking.state, activity.state);
      refuseUnlessVersion(booking, ifVersion);
      const decision = confirmBooking(booking.state, activity.state, this.clock.now());
      if (decision === nothingHappens) return booking;

      const { resourceIds, sessions } = booking.state;
      await this.calendars.change(
        calendarsOf(resourceIds, sessions),
        (calendar, { length }) => keep(calendar, id, length),
        session,
      );
      return this.bookings.update(id, () => decision, { session, loaded: booking });
    });

    await this.audit.note(caller, 'confirmed', 'booking', id);
    return booking;
  }

  async release(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Booking>> {
    const booking = await this.end(
      id,
      async (booking, activity) => {
        await this.refuseUnlessBookers(caller, booking, activity);
        return releaseBooking(booking, activity, this.clock.now());
      },
      ifVersion,
    );

    await this.audit.note(caller, 'released', 'booking', id);
    return booking;
  }

  /** By the owner of any of its resources that wait for it. */
  async approve(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Booking>> {
    const booking = await this.bookings.updateWith(
      id,
      ({ state }) => this.refuseUnlessOwners(caller, state),
      (state, own) => approveBooking(state, new Set(own.keys()), this.clock.now()),
      { ifVersion },
    );

    await this.audit.note(caller, 'approved', 'booking', id);
    return booking;
  }

  async recall(caller: Principal, id: string, reason: string, ifVersion?: number): Promise<Stored<Booking>> {
    const booking = await this.end(
      id,
      async (booking) => {
        const own = await this.refuseUnlessOwners(caller, booking);
        return recallBooking(booking, { reason, now: this.clock.now(), own: [...own.values()] });
      },
      ifVersion,
    );

    await this.audit.note(caller, 'recalled', 'booking', id);
    return booking;
  }

  /** What does not take place needs no venue. Whether it does the activity itself says, whoever says that it has been cancelled. */
  async releaseAllOf(activityId: string): Promise<void> {
    const activity = await this.activities.get(activityId);
    if (activity?.state.status !== 'cancelled') return;

    for (const id of activity.state.bookings)
      await this.end(id, (booking, activity) => releaseBooking(booking, activity, this.clock.now()));
  }

  /** Ends so many holds that were not confirmed in time. One that cannot be ended keeps none of the others. */
  async expireOverdue(most: number): Promise<void> {
    const overdue = await this.bookings.overdue(this.clock.now(), most);
    await attemptEach(overdue, (id) => this.end(id, (booking) => expireHold(booking, this.clock.now())));
  }

  /** Those who booked, those whose resources it has, and those who look after either. */
  async seenBy(caller: Principal, id: string): Promise<Stored<Booking>> {
    const booking = await this.bookings.require(id);
    const { state: activity } = await this.activities.require(booking.state.activityId);
    if (!mayChange(caller, activity) && (await this.ownOf(caller, booking.state)).size === 0) throw notFound();
    return booking;
  }

  /** For others than those who see it, a booking is not there. */
  private async refuseUnlessBookers(caller: Principal, booking: Booking, activity: Activity): Promise<void> {
    if (mayChange(caller, activity)) return;
    throw (await this.ownOf(caller, booking)).size > 0 ? notYours() : notFound();
  }

  /** @returns the resources of it that the caller may decide about */
  private async refuseUnlessOwners(caller: Principal, booking: Booking): Promise<ReadonlyMap<string, Resource>> {
    const own = await this.ownOf(caller, booking);
    if (own.size > 0) return own;
    const { state: activity } = await this.activities.require(booking.activityId);
    throw mayChange(caller, activity) ? notYours() : notFound();
  }

  private async ownOf(caller: Principal, { resourceIds }: Booking): Promise<ReadonlyMap<string, Resource>> {
    return ownAmong(caller, await this.resources.known(resourceIds));
  }

  private async enter(
    caller: Principal,
    id: string,
    request: Request,
    session: ClientSession,
  ): Promise<Stored<Booking>> {
    const { activity, resources } = await this.activities.withResources(
      request.activityId,
      request.resourceIds,
      session,
    );
    if (!activity || !(isPublic(activity.state) || mayChange(caller, activity.state)))
      throw unknownActivity(request.activityId);
    refuseUnlessMayChange(caller, activity.state);

    const now = this.clock.now();
    const until = new Date(now.getTime() + this.settings.holdSeconds * 1000);
    const untilApproved = new Date(now.getTime() + this.settings.approvalSeconds * 1000);
    const own = new Set(ownAmong(caller, resources).keys());
    const held = holdResources(request, activity.state, resources, { now, until, untilApproved, own });
    const { heldUntil } = held.state;

    await this.calendars.change(
      calendarsOf(request.resourceIds, held.state.sessions),
      (calendar, sessions) =>
        sessions.reduce(
          (before, { start, end }) => enter(before, { booking: id, start, end, until: heldUntil }, now),
          calendar,
        ),
      session,
    );
    const booking = await this.bookings.create(id, held, { session });
    await this.activities.update(activity.id, (state) => bookedBy(state, id), { session, loaded: activity });
    return booking;
  }

  private async end(
    id: string,
    decide: (booking: Booking, activity: Activity) => Decision<Booking> | Promise<Decision<Booking>>,
    ifVersion?: number,
  ): Promise<Stored<Booking>> {
    return inTransaction(this.connection, async (session) => {
      const { booking, activity } = await this.found(id, session);
      const decision = await decide(booking.state, activity.state);
      refuseUnlessVersion(booking, ifVersion);
      if (decision === nothingHappens) return booking;

      const { resourceIds, sessions } = booking.state;
      await this.calendars.change(calendarsOf(resourceIds, sessions), (calendar) => leave(calendar, id), session);
      const ended = await this.bookings.update(id, () => decision, { session, loaded: booking });
      await this.activities.update(activity.id, (state) => freedFrom(state, id, ended.state), {
        session,
        loaded: activity,
      });
      return ended;
    });
  }

  private async found(
    id: string,
    session: ClientSession,
  ): Promise<{ booking: Stored<Booking>; activity: Stored<Activity> }> {
    const booking = await this.bookings.require(id, session);
    const activity = await this.activities.require(booking.state.activityId, session);
    return { booking, activity };
  }

  private async refuseWithAlternatives(error: unknown, request: Request): Promise<never> {
    if (!(error instanceof Refusal) || !['resource-taken', 'outside-hours'].includes(error.code)) throw error;
    const found = await this.alternatives.to(request);
    throw new Problem(409, error.code, error.message, { members: { alternatives: found.map(shownAlternative) } });
  }
}

function ownAmong(caller: Principal, resources: ReadonlyMap<string, Resource>): ReadonlyMap<string, Resource> {
  return new Map([...resources].filter(([, resource]) => mayChange(caller, belongingOf(resource))));
}

function unknownActivity(id: string): Refusal {
  const detail = `There is no activity ${id}.`;
  return new Refusal('unknown-activity', detail, 'invalid', [
    { pointer: '/activityId', code: 'unknown-activity', detail },
  ]);
}
