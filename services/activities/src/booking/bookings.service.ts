import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, nothingHappens, Refusal, refuseUnlessVersion } from '@kraftsamling/messaging';
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
import { Resources } from '../resource/resource.store.ts';
import { belongingOf } from '../resource/resources.service.ts';
import { AlternativesService } from './alternatives.service.ts';
import { bookedBy, confirmBooking, expireHold, freedFrom, holdResources, releaseBooking } from './booking.ts';
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
      refuseUnlessMayChange(caller, activity.state);
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
      (booking, activity) => releaseBooking(booking, activity, this.clock.now()),
      (booking, activity) => {
        refuseUnlessMayChange(caller, activity);
        refuseUnlessVersion(booking, ifVersion);
      },
    );

    await this.audit.note(caller, 'released', 'booking', id);
    return booking;
  }

  /** What does not take place needs no venue. */
  async releaseAllOf(activityId: string): Promise<void> {
    const activity = await this.activities.get(activityId);
    for (const id of activity?.state.bookings ?? [])
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
    if (mayChange(caller, activity)) return booking;

    const resources = await this.resources.known(booking.state.resourceIds);
    if (![...resources.values()].some((resource) => mayChange(caller, belongingOf(resource)))) throw notYours();
    return booking;
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
    const held = holdResources(request, activity.state, resources, { now, until });

    await this.calendars.change(
      calendarsOf(request.resourceIds, held.state.sessions),
      (calendar, sessions) =>
        sessions.reduce((before, { start, end }) => enter(before, { booking: id, start, end, until }, now), calendar),
      session,
    );
    const booking = await this.bookings.create(id, held, { session });
    await this.activities.update(activity.id, (state) => bookedBy(state, id), { session, loaded: activity });
    return booking;
  }

  private async end(
    id: string,
    decide: (booking: Booking, activity: Activity) => Decision<Booking>,
    refuseUnlessAllowed: (booking: Stored<Booking>, activity: Activity) => void = () => undefined,
  ): Promise<Stored<Booking>> {
    return inTransaction(this.connection, async (session) => {
      const { booking, activity } = await this.found(id, session);
      refuseUnlessAllowed(booking, activity.state);
      const decision = decide(booking.state, activity.state);
      if (decision === nothingHappens) return booking;

      const { resourceIds, sessions } = booking.state;
      await this.calendars.change(calendarsOf(resourceIds, sessions), (calendar) => leave(calendar, id), session);
      const ended = await this.bookings.update(id, () => decision, { session, loaded: booking });
      await this.activities.update(activity.id, (state) => freedFrom(state, id), { session, loaded: activity });
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

function unknownActivity(id: string): Refusal {
  const detail = `There is no activity ${id}.`;
  return new Refusal('unknown-activity', detail, 'invalid', [
    { pointer: '/activityId', code: 'unknown-activity', detail },
  ]);
}
