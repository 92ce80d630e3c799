import { versionOf } from '@kraftsamling/contracts';
import type { CloudEvent } from '@kraftsamling/contracts';
import type { Connection } from 'mongoose';
import { collectionOf } from './collection-of.ts';
import { upsertIf } from './duplicate-key.ts';

/** What another service has published of an aggregate it owns, at the newest version that has come. */
interface ReplicaDocument<Data> {
  readonly _id: string;
  readonly version: number;
  readonly data: Data;
  /** When this version came here; of those that came before this was kept, nobody knows. */
  readonly appliedAt?: Date;
}

/** A local read model of another service's aggregates, kept from its events, which come in any order and more than once. */
export abstract class Replica<Data> {
  private readonly connection: Connection;
  private readonly collection: string;

  constructor(connection: Connection, collection: string) {
    this.connection = connection;
    this.collection = collection;
  }

  /** Applies an event if it is newer than what is known: one write, whoever applies another one meanwhile. */
  async apply(event: CloudEvent<Data>): Promise<void> {
    const version = versionOf(event);
    const older = { _id: event.subject, version: { $lt: version } };
    const change = { $set: { version, data: event.data, appliedAt: new Date() } } as object;
    await upsertIf((options) => this.documents.updateOne(older, change, options));
  }

  /** Those of these that are known. */
  async known(ids: readonly string[]): Promise<ReadonlyMap<string, Data>> {
    if (ids.length === 0) return new Map();
    const found = await this.documents.find({ _id: { $in: [...ids] } } as object).toArray();
    return new Map(found.map(({ _id, data }) => [_id, data]));
  }

  /** Those with this text in a field, in whatever case its letters are: the first ones, in the order of the field. */
  protected async containing(
    field: keyof Data & string,
    text: string,
    most: number,
  ): Promise<readonly (readonly [id: string, data: Data])[]> {
    const literal = text.normalize('NFC').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    const found = await this.documents
      .find({ [`data.${field}`]: { $regex: literal, $options: 'i' } } as object)
      .sort({ [`data.${field}`]: 1, _id: 1 })
      .limit(most)
      .toArray();
    return found.map(({ _id, data }) => [_id, data]);
  }

  /** The driver's own collection (it waits for the connection as mongoose does): what a contract has let through needs no casting. */
  protected get documents() {
    return collectionOf<ReplicaDocument<Data>>(this.connection, this.collection);
  }
}
