import { randomUUID } from 'node:crypto';
import { Refusal } from '@kraftsamling/messaging';
import { Injectable, Logger } from '@nestjs/common';
import type { Measures } from '../counting/row.ts';
import { Sums } from '../projection/sums.ts';
import { differencesBetween, failedAdditions, ownersCounts } from '../verification/verification.ts';
import type { Verification } from '../verification/verification.ts';
import type { RepublicationFact } from '../subjects/republications/republications.ts';
import { Collections, isRow } from './collections.store.ts';
import { Generations } from './generations.store.ts';

/** Enough to see what is wrong; more would only make the document too large to keep. */
const DIFFERENCES_KEPT = 500;
const LATEST = 20;

@Injectable()
export class Verifications {
  private readonly logger = new Logger(Verifications.name);
  private underWay: Promise<Verification> | undefined;

  constructor(
    private readonly collections: Collections,
    private readonly generations: Generations,
  ) {}

  /** Who asks while one is under way gets the same answer. */
  verify(): Promise<Verification> {
    this.underWay ??= this.verifyNow().finally(() => (this.underWay = undefined));
    return this.underWay;
  }

  /** The newest first. */
  latest(): Promise<Verification[]> {
    return this.collections.verifications.find().sort({ startedAt: -1 }).limit(LATEST).toArray();
  }

  /** @throws Refusal `not-found` */
  async require(id: string): Promise<Verification> {
    const found = await this.collections.verifications.findOne({ _id: id });
    if (!found) throw new Refusal('not-found', 'There is no such verification.', 'not-found');
    return found;
  }

  private async verifyNow(): Promise<Verification> {
    const startedAt = new Date();
    const { differences, failed, owners, ...counted } = await this.recount();

    const verification: Verification = {
      _id: randomUUID(),
      ...counted,
      startedAt,
      finishedAt: new Date(),
      equal: differences.length === 0,
      differences: differences.slice(0, DIFFERENCES_KEPT),
      addsUp: failed.length === 0,
      failedAdditions: failed.slice(0, DIFFERENCES_KEPT),
      complete: owners.every(({ stated, known }) => known >= stated),
      owners,
    };
    await this.collections.verifications.insertOne(verification);
    const { equal, addsUp, complete, facts, revision } = verification;
    const found = { message: 'The figures were verified', equal, addsUp, complete, facts, revision };
    this.logger[equal && complete ? 'log' : 'error'](found);
    return verification;
  }

  /** Facts and sums are read as they stood at one moment, while events go on being projected. */
  private recount() {
    return this.collections.transaction(async (session) => {
      const live = await this.generations.live(session);
      if (!live) throw new Refusal('nothing-to-verify', 'There are no figures yet.');

      const recounted = new Sums();
      const known = new Map<string, number>();
      const said: RepublicationFact[] = [];
      let facts = 0;
      for await (const fact of this.collections.facts(live._id).find({}, { session, batchSize: 1_000 })) {
        recounted.add(fact);
        known.set(fact.kind, (known.get(fact.kind) ?? 0) + 1);
        if (fact.kind === 'republication') said.push(fact);
        else facts += 1;
      }

      const shown = new Map<string, Measures>();
      for await (const row of this.collections.summaries(live._id).find({}, { session, batchSize: 1_000 }))
        if (isRow(row)) shown.set(row._id, row.sums);

      return {
        generation: live._id,
        revision: live.revision,
        facts,
        differences: differencesBetween(shown, new Map(recounted.entries())),
        failed: failedAdditions(shown),
        owners: ownersCounts(said, known),
      };
    });
  }
}
