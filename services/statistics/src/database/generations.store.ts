import { Injectable } from '@nestjs/common';
import { isDuplicateKey, Refusal } from '@kraftsamling/messaging';
import type { mongo } from 'mongoose';
import { versionSumId } from '../counting/row.ts';
import type { StoredRow } from '../counting/row.ts';
import { before } from '../projection/figures.handler.ts';
import { newGeneration } from '../generation/generation.ts';
import type { Generation } from '../generation/generation.ts';
import { Collections } from './collections.store.ts';

/** Which generations there are, and what happens to one: it begins, it changes places with the live one, it is removed. */
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
      if (!isDuplicateKey(error)) throw error;
    });
  }

  async markSubscribed(generation: number): Promise<void> {
    await this.collections.generations.updateOne({ _id: generation }, { $set: { subscribedSince: new Date() } });
  }

  /** @throws Refusal `rebuild-in-progress` */
  async begin(mayKnowLess?: Generation['mayKnowLess']): Promise<Generation> {
    const generations = await this.all();
    if (generations.some(({ status }) => status === 'building')) throw inProgress();

    const number = Math.max(0, ...generations.map(({ _id }) => _id)) + 1;
    if (generations.some(({ _id, removedAt }) => _id === before(number) && !removedAt)) throw inProgress();
    const next = newGeneration(number, 'building', new Date(), mayKnowLess);
    await this.collections.generations.insertOne(next).catch((error: unknown) => {
      throw isDuplicateKey(error) ? inProgress() : error;
    });
    return next;
  }

  /**
   * Makes a generation the live one and retires the one that was, in one moment, if its version sum is as large: nobody ever sees figures go
   * back. Facts are not forgotten, so one whose version sum is smaller has not caught up, or has read a stream that lost events; in that
   * case the live figures stay until the owners have republished everything, unless an operator has said that they know too much.
   */
  async switchTo(generation: number): Promise<boolean> {
    const now = new Date();
    const { generations } = this.collections;
    return this.collections.transaction(async (session) => {
      // Both are written first, so that no batch is projected into either while they are compared.
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
      if (
        live &&
        building &&
        (building.mayKnowLess !== undefined ||
          (await this.versionSum(session, generation)) >= (await this.versionSum(session, live._id)))
      )
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

  private async versionSum(session: mongo.ClientSession, generation: number): Promise<number> {
    const row = await this.collections.summaries(generation).findOne<StoredRow>({ _id: versionSumId }, { session });
    return row?.sums['versions'] ?? 0;
  }
}

function inProgress(): Refusal {
  return new Refusal('rebuild-in-progress', 'The figures are being rebuilt already. Wait until that has ended.');
}
