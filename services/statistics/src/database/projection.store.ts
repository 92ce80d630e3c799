import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@kraftsamling/contracts';
import type { mongo } from 'mongoose';
import { headId } from '../counting/row.ts';
import { newestOfEach, projectionDelta } from '../projection/projection-delta.ts';
import type { ProjectionDelta } from '../projection/projection-delta.ts';
import { factOf } from '../projection/subscription.ts';
import type { Fact } from '../subjects/subjects.ts';
import { Collections } from './collections.store.ts';
import type { SummaryDocument } from './collections.store.ts';

/** Projects batches of events into the facts and figures of a generation: both in one transaction a batch, so that no crash can part them. */
@Injectable()
export class Projection {
  constructor(private readonly collections: Collections) {}

  async project(generation: number, events: readonly CloudEvent<unknown>[]): Promise<void> {
    const newest = newestOfEach(events.map(factOf));

    await this.collections.transaction(async (session) => {
      const revision = await this.begin(session, generation, events.length);
      // A batch that was on its way when its generation was retired, or wiped away, has nowhere to go.
      if (revision === undefined) {
        await this.refuseForNext(session, generation);
        return session.abortTransaction();
      }

      const known = await this.known(session, generation, [...newest.keys()]);
      const delta = projectionDelta(newest, known);
      if (delta.facts.length === 0) return session.abortTransaction();

      await this.saveFacts(session, generation, delta, known);
      await this.saveSummaries(session, generation, delta, revision);
    });
  }

  /** The durable consumer of a removed generation may be another's by now, of which this replica does not know yet: its events are given back. */
  private async refuseForNext(session: mongo.ClientSession, generation: number): Promise<void> {
    const removed = { _id: generation, removedAt: { $exists: true } };
    if (await this.collections.generations.findOne(removed, { session }))
      throw new Error(`Generation ${generation} has been removed.`);
  }

  /**
   * The revision comes first: replicas that project batches at the same time meet here, before any of them has done work that
   * would have to be done again. What is read afterwards is what the one before has written.
   */
  private async begin(session: mongo.ClientSession, generation: number, events: number): Promise<number | undefined> {
    const found = await this.collections.generations.findOneAndUpdate(
      { _id: generation, status: { $ne: 'retired' } },
      { $inc: { revision: 1, eventsTaken: events }, $set: { updatedAt: new Date() } },
      { session, returnDocument: 'after', projection: { revision: 1 } },
    );
    return found?.revision;
  }

  private async known(session: mongo.ClientSession, generation: number, ids: string[]): Promise<Map<string, Fact>> {
    const facts = await this.collections
      .facts(generation)
      .find({ _id: { $in: ids } }, { session, batchSize: ids.length + 1 })
      .toArray();
    return new Map(facts.map((fact) => [fact._id, fact]));
  }

  private async saveFacts(
    session: mongo.ClientSession,
    generation: number,
    { facts }: ProjectionDelta,
    known: ReadonlyMap<string, Fact>,
  ): Promise<void> {
    await this.collections.facts(generation).bulkWrite(
      facts.map((fact) =>
        known.has(fact._id)
          ? { replaceOne: { filter: { _id: fact._id }, replacement: fact } }
          : { insertOne: { document: fact } },
      ),
      { session, ordered: false },
    );
  }

  private async saveSummaries(
    session: mongo.ClientSession,
    generation: number,
    { changes, scopes }: ProjectionDelta,
    revision: number,
  ): Promise<void> {
    const updatedAt = new Date();
    const operations: mongo.AnyBulkWriteOperation<SummaryDocument>[] = [];
    for (const [row, measures] of changes) {
      const $inc = Object.fromEntries(Object.entries(measures).map(([measure, by]) => [`sums.${measure}`, by]));
      operations.push({ updateOne: { filter: { _id: row }, update: { $inc }, upsert: true } });
    }
    for (const scope of scopes) {
      const update = { $set: { revision, updatedAt } };
      operations.push({ updateOne: { filter: { _id: headId(scope) }, update, upsert: true } });
    }
    if (operations.length > 0)
      await this.collections.summaries(generation).bulkWrite(operations, { session, ordered: false });
  }
}
