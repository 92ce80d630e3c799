import { firstVersionOf, versionOf } from '@kraftsamling/contracts';
import type { CloudEvent, RepublicationData } from '@kraftsamling/contracts';
import type { Connection } from 'mongoose';
import { collectionOf } from './collection-of.ts';
import { upsertIf } from './duplicate-key.ts';
import { NotYet } from './not-yet.ts';

/** What another service has published of an aggregate it owns, at the newest version that has come. */
interface ReplicaDocument<Data> {
  readonly _id: string;
  readonly version: number;
  readonly data: Data;
  /** When this version came here; of those that came before this was kept, nobody knows. */
  readonly appliedAt?: Date;
}

/** From which version on an owner still has what it has published: everything older is let go of. */
interface FloorDocument {
  /** The replica's collection. */
  readonly _id: string;
  readonly version: number;
}

/** A local read model of another service's aggregates, kept from its events, which come in any order and more than once. */
export abstract class Replica<Data> {
  /** The service whose aggregates these are, and their name in its contracts. */
  readonly owner: string;
  private readonly aggregate: string;
  private readonly connection: Connection;
  private readonly collection: string;

  /** @param of whose aggregates these are and which, as the types of their events begin: `registrations.organisation` */
  constructor(connection: Connection, collection: string, of: string) {
    this.connection = connection;
    this.collection = collection;
    [this.owner = '', this.aggregate = ''] = of.split('.');
  }

  /** Applies an event if it is newer than what is known: one write, whoever applies another one meanwhile. */
  async apply(event: CloudEvent<Data>): Promise<void> {
    const version = versionOf(event);
    const older = { _id: event.subject, version: { $lt: version } };
    const change = { $set: { version, data: event.data, appliedAt: new Date() } } as object;
    await upsertIf((options) => this.documents.updateOne(older, change, options));

    // Looked at after the write: whoever lets go of it meanwhile has said so before, or still finds it.
    const floor = await this.floors.findOne({ _id: this.collection });
    if (floor && version < floor.version) await this.removeOlderThan(floor.version);
  }

  /**
   * The owner has published everything it has in an epoch: what is of an earlier one is not there any more.
   * @throws NotYet while some of what it has published has still to come
   */
  async removeMissing({ epoch, aggregates }: RepublicationData): Promise<void> {
    const version = firstVersionOf(epoch);
    const floor = (await this.floors.findOne({ _id: this.collection }))?.version ?? 0;
    if (floor > version) return;
    if (floor < version) {
      const there = aggregates.find(({ aggregate }) => aggregate === this.aggregate)?.count ?? 0;
      const come = await this.documents.countDocuments({ version: { $gte: version } });
      if (come < there) throw new NotYet(`${come} of ${there} in ${this.collection} have come.`);

      const lower = { _id: this.collection, version: { $lt: version } };
      await upsertIf((options) => this.floors.updateOne(lower, { $set: { version } }, options));
    }
    await this.removeOlderThan(version);
  }

  private async removeOlderThan(version: number): Promise<void> {
    await this.documents.deleteMany({ version: { $lt: version } });
  }

  private get floors() {
    return collectionOf<FloorDocument>(this.connection, 'replica-floors');
  }

  /** Those of these that are known. */
  async known(ids: readonly string[]): Promise<ReadonlyMap<string, Data>> {
    if (ids.length === 0) return new Map();
    const found = await this.documents.find({ _id: { $in: [...ids] } } as object).toArray();
    return new Map(found.map(({ _id, data }) => [_id, data]));
  }

  /** Those with this text in a field, in whatever case its letters are and wherever hyphens are: the first ones, in the order of the field. */
  protected async containing(
    field: keyof Data & string,
    text: string,
    most: number,
  ): Promise<readonly (readonly [id: string, data: Data])[]> {
    const found = await this.documents
      .find({ [`data.${field}`]: { $regex: anyHyphenation(text), $options: 'i' } } as object)
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

/** `E-hälsa i väst`, `Ehälsa i väst` and `E hälsa i-väst` are one name to whoever looks for it. Signs alone are nobody's name. */
function anyHyphenation(text: string): string {
  const words = text.normalize('NFC').match(/[^ \-\u2010-\u2015]+/g);
  if (words === null) return '(?!)';
  return words.map((word) => Array.from(word, literal).join('[-\u2010-\u2015]?')).join('[- \u2010-\u2015]*');
}

function literal(letter: string): string {
  return letter.replace(/[.*+?^${}()|[\]\\]/, String.raw`\$&`);
}
