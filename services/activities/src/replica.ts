import { versionOf } from '@kraftsamling/contracts';
import type { CloudEvent } from '@kraftsamling/contracts';
import { isDuplicateKey } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';

/** What another service has told of a thing it owns, at the newest version that has been heard of. */
interface Heard<Data> {
  readonly _id: string;
  readonly version: number;
  readonly data: Data;
}

/** Another service's things, kept from its events, which come in any order and more than once. */
export abstract class Replica<Data> {
  private readonly connection: Connection;
  private readonly collection: string;

  constructor(connection: Connection, collection: string) {
    this.connection = connection;
    this.collection = collection;
  }

  /** Takes what an event tells if it is newer than what is known: one write, whoever hears of the same thing meanwhile. */
  async take(event: CloudEvent<Data>): Promise<void> {
    const version = versionOf(event);
    const older = { _id: event.subject, version: { $lt: version } };
    const change = { $set: { version, data: event.data } } as object;
    try {
      await this.heard.updateOne(older, change, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // It is there, as new as this or newer; or somebody has put in an older one at this moment.
      await this.heard.updateOne(older, change);
    }
  }

  /** Those of these that have been heard of. */
  async known(ids: readonly string[]): Promise<ReadonlyMap<string, Data>> {
    if (ids.length === 0) return new Map();
    const found = await this.heard.find({ _id: { $in: [...ids] } } as object).toArray();
    return new Map(found.map(({ _id, data }) => [_id, data]));
  }

  /** The driver's own collection (it waits for the connection as mongoose does): what was told needs no casting. */
  protected get heard() {
    return this.connection.collection<Heard<Data>>(this.collection);
  }
}
