import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { AlreadyExists, becomes, documentSchema, DocumentStore, nothingHappens, Outbox } from '@kraftsamling/messaging';
import type { StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import { askForPlan, claimPlan, newPlan, waitsSince } from './coverage-plan.ts';
import type { CoveragePlan } from './coverage-plan.ts';

const planSchema = documentSchema<CoveragePlan>({}, [[{ 'foundBy.waitsSince': 1 }]]);

/** The last plan of each campaign, by the campaign's id. It is nobody else's business: nothing of it is published. */
@Injectable()
export class CoveragePlans extends DocumentStore<CoveragePlan> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<CoveragePlan>>('CoveragePlan', planSchema, 'coverage-plans'), outbox, {
      publicState: (plan) => plan,
      lookupKeys: (plan) => ({ waitsSince: waitsSince(plan) ?? null }),
    });
  }

  async ask(campaignId: string, now: Date): Promise<CoveragePlan> {
    if (!(await this.get(campaignId))) await this.create(campaignId, becomes(newPlan(now))).catch(unlessThere);
    return (await this.update(campaignId, (plan) => askForPlan(plan, now))).state;
  }

  /** The campaign whose plan has waited longest and is now the caller's to make, if there is one. */
  async claim(now: Date, until: Date): Promise<string | undefined> {
    const waiting = await this.documents
      .find({ 'foundBy.waitsSince': { $lte: now } } as object, { projection: { _id: 1 } })
      .sort({ 'foundBy.waitsSince': 1 })
      .toArray();
    for (const { _id } of waiting) {
      const claim = { isMade: false };
      await this.update(_id, (plan) => {
        const decision = claimPlan(plan, now, until);
        claim.isMade = decision !== nothingHappens;
        return decision;
      });
      if (claim.isMade) return _id;
    }
    return undefined;
  }
}

/** Somebody else has begun it at this moment. */
function unlessThere(error: unknown): void {
  if (!(error instanceof AlreadyExists)) throw error;
}
