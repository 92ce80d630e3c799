import { Injectable } from '@nestjs/common';
import { Refusal } from '@kraftsamling/messaging';
import { mongo } from 'mongoose';
import { knowledgeId } from '../figure/row.ts';
import { Collections } from './collections.store.ts';
import type { RowDocument } from './collections.store.ts';
import { newGeneration } from './generation.ts';
import type { Generation } from './generation.ts';

/** Which generations there are, and the three things that happen to one: it begins, it changes places with the live one, it is removed. */
@Injectable()
export class Generations {
  constructor(private readonly collections: Collections) {}

  /** The oldest first. */
  all(): Promise<Generation[]> {
    return this.collections.generations.find().sort({ _id: 1 }).toArray();
  }

  live(session?: mongo.ClientSession): Promise<Generation | null> {
    return this.collections.generations.findOne({ status: 'live' }, session ? { session } : {});
  }

  /** @throws Refusal `not-found` */
  async require(generation: number): Promise<Generation> {
    const found = await this.collections.generations.findOne({ _id: generation });
    if (!found) throw new Refusal('not-found', `There is no generation ${generation} of the figures.`, 'not-found');
    return found;
  }

  /** The very first one has nothing to stand beside and is live at once. Any number of replicas may begin it. */
  async beginFirst(): Promise<void> {
    await this.collections.generations.insertOne(newGeneration(1, 'live', new Date())).catch((error: unknown) => {
      if (!isTaken(error)) throw error;
    });
  }

  async markHearing(generation: number): Promise<void> {
    await this.collections.generations.updateOne({ _id: generation }, { $set: { hearsSince: new Date() } });
  }

  /** @throws Refusal `rebuild-in-progress` */
  async begin(): Promise<Generation> {
    const generations = await this.all();
    if (generations.some(({ status }) => status === 'building')) throw inProgress();

    const next = newGeneration(Math.max(0, ...generations.map(({ _id }) => _id)) + 1, 'building', new Date());
    await this.collections.generations.insertOne(next).catch((error: unknown) => {
      throw isTaken(error) ? inProgress() : error;
    });
    return next;
  }

  /**
   * Makes a generation the live one and retires the one that was, in one moment, if it knows as much: nobody ever sees figures go back.
   * Things are not forgotten, so one that knows less has not caught up, or has read a stream that lost events; in that case the live
   * figures stay until the owners have announced everything again.
   */
  async switchTo(generation: number): Promise<boolean> {
    const now = new Date();
    const { generations } = this.collections;
    return this.collections.transaction(async (session) => {
      // Both are written first, so that neither takes a batch in while they are compared.
      const live = await generations.findOneAndUpdate(
        { status: 'live' },
        { $set: { status: 'retired', retiredAt: now } },
        { session },
      );
      const building = await generations.findOneAndUpdate(
        { _id: generation, status: 'building' },
        { $set: { status: 'live', liveSince: now } },
        { session },
      );
      if (live && building && (await this.knowledge(session, generation)) >= (await this.knowledge(session, live._id)))
        return true;

      await session.abortTransaction();
      return false;
    });
  }

  /** A rebuild that is not wanted any more. The live figures are not touched. */
  async giveUp(generation: number): Promise<void> {
    const { modifiedCount } = await this.collections.generations.updateOne(
      { _id: generation, status: 'building' },
      { $set: { status: 'retired', retiredAt: new Date() } },
    );
    if (modifiedCount === 0)
      throw new Refusal('not-building', `Generation ${generation} is not being built, so it cannot be given up.`);
  }

  async markRemoved(generation: number): Promise<void> {
    await this.collections.generations.updateOne(
      { _id: generation, removedAt: { $exists: false } },
      { $set: { removedAt: new Date() } },
    );
  }

  private async knowledge(session: mongo.ClientSession, generation: number): Promise<number> {
    const row = await this.collections.summaries(generation).findOne<RowDocument>({ _id: knowledgeId }, { session });
    return row?.sums['versions'] ?? 0;
  }
}

function inProgress(): Refusal {
  return new Refusal('rebuild-in-progress', 'The figures are being rebuilt already. Wait until that has ended.');
}

const duplicateKey = 11_000;

function isTaken(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === duplicateKey;
}
