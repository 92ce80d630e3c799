import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import type { Booking } from './booking.ts';
import { publicBooking } from './public-booking.ts';

/** What bookings are looked up by; what else they hold, booking.ts says. */
const bookingSchema = documentSchema<Booking>(
  { activityId: String, resourceIds: [String], status: String, heldUntil: Date },
  [
    [{ 'state.activityId': 1, 'state.status': 1 }],
    [{ 'state.heldUntil': 1 }, { partialFilterExpression: { 'state.status': 'held' } }],
  ],
);

@Injectable()
export class Bookings extends DocumentStore<Booking> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Booking>>('Booking', bookingSchema, 'bookings'), outbox, {
      publicState: publicBooking,
    });
  }

  /** The resources that an activity has for good. */
  async confirmedFor(activityId: string): Promise<ReadonlySet<string>> {
    const found = await this.model
      .find({ 'state.activityId': activityId, 'state.status': 'confirmed' }, { 'state.resourceIds': 1 })
      .lean<{ state: Pick<Booking, 'resourceIds'> }[]>();
    return new Set(found.flatMap(({ state }) => state.resourceIds));
  }

  /** Holds that have not been confirmed in time, the oldest first. */
  async overdue(now: Date, most: number): Promise<string[]> {
    const found = await this.model
      .find({ 'state.status': 'held', 'state.heldUntil': { $lte: now } }, { _id: 1 })
      .sort({ 'state.heldUntil': 1 })
      .limit(most)
      .lean<{ _id: string }[]>();
    return found.map(({ _id }) => _id);
  }

  /** Which activity each of these bookings is for. */
  async activitiesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await this.model
      .find({ _id: { $in: [...ids] } }, { 'state.activityId': 1 })
      .lean<{ _id: string; state: Pick<Booking, 'activityId'> }[]>();
    return new Map(found.map(({ _id, state }) => [_id, state.activityId]));
  }
}
