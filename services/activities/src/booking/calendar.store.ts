import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { collectionOf, isDuplicateKey, lostRace } from '@kraftsamling/messaging';
import { Schema } from 'mongoose';
import type { ClientSession, Connection, Model } from 'mongoose';
import { calendarId, isLive } from './calendar.ts';
import type { Calendar, Entry, Interval } from './calendar.ts';

/** One resource on one day, in UTC. */
interface CalendarDocument {
  readonly _id: string;
  readonly version: number;
  readonly entries: Calendar;
}

const calendarSchema = new Schema<CalendarDocument>(
  { _id: String, version: Number, entries: [{ _id: false, booking: String, start: Date, end: Date, until: Date }] },
  { versionKey: false },
);

@Injectable()
export class Calendars {
  private readonly model: Model<CalendarDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.model = connection.model<CalendarDocument>('Calendar', calendarSchema, 'calendars');
  }

  /**
   * Changes all of these calendars as decided, in a transaction. If somebody else has changed one of them since it was read here,
   * none is changed and the transaction starts over.
   */
  async change(
    calendars: ReadonlyMap<string, readonly Interval[]>,
    decide: (calendar: Calendar, sessions: readonly Interval[]) => Calendar,
    session: ClientSession,
  ): Promise<void> {
    const found = await this.documents.find({ _id: { $in: [...calendars.keys()] } }, { session }).toArray();
    const known = new Map(found.map((document) => [document._id, document]));

    const writes = [...calendars].map(([_id, sessions]) => {
      const { version, entries } = known.get(_id) ?? { version: 0, entries: [] };
      const changed = { version: version + 1, entries: decide(entries, sessions) };
      return { updateOne: { filter: { _id, version }, update: { $set: changed }, upsert: version === 0 } };
    });

    const { matchedCount, upsertedCount } = await this.documents.bulkWrite(writes, { session }).catch(unlessItIsThere);
    if (matchedCount + upsertedCount < writes.length) throw lostRace();
  }

  /** What each of these resources is taken for from one instant to another, and a little before and after. */
  async taken(
    resourceIds: readonly string[],
    { start, end }: Interval,
    now: Date,
  ): Promise<ReadonlyMap<string, readonly Entry[]>> {
    const taken = new Map<string, Map<string, Entry>>(resourceIds.map((id) => [id, new Map()]));
    const ranges = resourceIds.map((id) => ({
      _id: { $gte: calendarId(id, dayOf(start)), $lte: calendarId(id, dayOf(end)) },
    }));
    if (ranges.length === 0) return new Map();

    for await (const { _id, entries } of this.documents.find({ $or: ranges })) {
      const ofResource = taken.get(_id.slice(0, _id.lastIndexOf('/')));
      // What goes on past midnight stands in both days.
      for (const entry of entries)
        if (isLive(entry, now)) ofResource?.set(`${entry.booking} ${entry.start.toISOString()}`, entry);
    }
    return new Map([...taken].map(([id, entries]) => [id, [...entries.values()].sort(byStart)]));
  }

  /** The driver's own collection: what a calendar holds has been decided, and needs no casting. */
  private get documents() {
    return collectionOf<CalendarDocument>(this.model.db, this.model.collection.name);
  }
}

/** Somebody else has begun a calendar that was not there when it was read. */
function unlessItIsThere(error: unknown): never {
  throw isDuplicateKey(error) ? lostRace() : error;
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 'yyyy-MM-dd'.length);
}

function byStart(one: Entry, other: Entry): number {
  return one.start.getTime() - other.start.getTime();
}
