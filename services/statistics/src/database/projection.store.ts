import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@kraftsamling/contracts';
import { NotYet } from '@kraftsamling/messaging';
import type { mongo } from 'mongoose';
import { headId } from '../counting/row.ts';
import { republicationIds } from '../projection/floors.ts';
import { newestOfEach, projectionDelta } from '../projection/projection-delta.ts';
import type { ProjectionDelta } from '../projection/projection-delta.ts';
import { factOf } from '../projection/subscription.ts';
import { factsOf } from '../counting/selection.ts';
import { factsOfKind } from '../subjects/subjects.ts';
import type { RepublicationFact } from '../subjects/republications/republications.ts';
import type { Fact } from '../subjects/subjects.ts';
import { Collections } from './collections.store.ts';
import type { SummaryDocument } from './collections.store.ts';

/** So many facts are let go of in one transaction. */
const GONE_AT_A_TIME = 1_000;

/** Projects batches of events into the facts and figures of a generation: both in one transaction a batch, so that no crash can part them. */
@Injectable()
export class Projection {
  constructor(private readonly collections: Collections) {}

  /** @throws NotYet where an owner has said that it has published everything, and some of it has still to come */
  async project(generation: number, events: readonly CloudEvent<unknown>[]): Promise<void> {
    const newest = newestOfEach(events.map(factOf));
    let more = await this.projectFacts(generation, newest, events.length);
    while (more) more = await this.projectFacts(generation, newest, 0);
  }

  /** Answers whether there may be more to let go of. */
  private projectFacts(generation: number, newest: ReadonlyMap<string, Fact>, events: number): Promise<boolean> {
    return this.collections.transaction(async (session) => {
      const revision = await this.begin(session, generation, events);
      // A batch that was on its way when its generation was retired has nowhere to go.
      if (revision === undefined) {
        await this.refuseForNext(session, generation);
        return this.nothing(session);
      }

      const known = await this.known(session, generation, [...newest.keys(), ...republicationIds]);
      let more = false;
      for (const said of factsOfKind([...newest.values()], 'republication'))
        more = (await this.addThoseGone(session, generation, known, { newest, said })) || more;
      const delta = projectionDelta(newest, known);
      if (delta.facts.length === 0 && delta.gone.length === 0) return this.nothing(session);

      await this.saveFacts(session, generation, delta, known);
      await this.saveSummaries(session, generation, delta, revision);
      return more;
    });
  }

  /**
   * The durable consumer of a generation that has been removed, or was lost with the database, may be another's by now, of which this
   * replica does not know yet. The server would take an acknowledgement for that one's: the events are given back.
   */
  private async refuseForNext(session: mongo.ClientSession, generation: number): Promise<void> {
    const retired = { _id: generation, removedAt: { $exists: false } };
    if (!(await this.collections.generations.findOne(retired, { session })))
      throw new NotYet(`Generation ${generation} has been removed, or lost.`);
  }

  /** Adds to what is known what an owner no longer has, which has said so. Answers whether there may be more of it. */
  private async addThoseGone(
    session: mongo.ClientSession,
    generation: number,
    known: Map<string, Fact>,
    { newest, said }: { newest: ReadonlyMap<string, Fact>; said: RepublicationFact },
  ): Promise<boolean> {
    const { firstVersion, aggregates } = said;
    let more = false;
    const [before] = factsOfKind(
      [...known.values()].filter(({ _id }) => _id === said._id),
      'republication',
    );
    for (const { aggregate: kind, count } of aggregates) {
      const facts = this.collections.facts(generation);
      const older = { ...factsOf(kind), version: { $lt: firstVersion } };
      if ((before?.firstVersion ?? 0) < firstVersion) {
        const come = await facts.countDocuments({ ...factsOf(kind), version: { $gte: firstVersion } }, { session });
        const coming = [...newest.values()].filter(
          (fact) =>
            fact.kind === kind && fact.version >= firstVersion && (known.get(fact._id)?.version ?? 0) < firstVersion,
        );
        if (come + coming.length < count) throw new NotYet(`${come} of ${count} of the kind ${kind} have come.`);
      }
      const found = await facts.find(older, { session, limit: GONE_AT_A_TIME }).toArray();
      for (const fact of found) known.set(fact._id, fact);
      more ||= found.length === GONE_AT_A_TIME;
    }
    return more;
  }

  private async nothing(session: mongo.ClientSession): Promise<boolean> {
    await session.abortTransaction();
    return false;
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
    { facts, gone }: ProjectionDelta,
    known: ReadonlyMap<string, Fact>,
  ): Promise<void> {
    const saved = facts.map((fact) =>
      known.has(fact._id)
        ? { replaceOne: { filter: { _id: fact._id }, replacement: fact } }
        : { insertOne: { document: fact } },
    );
    const removed = gone.map(({ _id }) => ({ deleteOne: { filter: { _id } } }));
    await this.collections.facts(generation).bulkWrite([...saved, ...removed], { session, ordered: false });
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
