import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import {
  AlreadyExists,
  becomes,
  databaseTimeIn,
  documentSchema,
  DocumentStore,
  hasPassed,
  Outbox,
} from '@kraftsamling/messaging';
import type { StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import { askForPlan, newPlan, reportProgress } from './coverage-plan.ts';
import type { CoveragePlan, Progress } from './coverage-plan.ts';

const planSchema = documentSchema<CoveragePlan>({}, [[{ 'state.status': 1, 'state.askedAt': 1 }]]);

/** Beside a plan: until then it is left to the replica that makes it, by the database's clock. After a crash another one does. */
interface Claim {
  readonly until: Date;
  readonly tries: number;
}

/** The last plan of each campaign, by the campaign's id. It is nobody else's business: nothing of it is published. */
@Injectable()
export class CoveragePlans extends DocumentStore<CoveragePlan> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<CoveragePlan>>('CoveragePlan', planSchema, 'coverage-plans'), outbox, {
      publicState: (plan) => plan,
    });
  }

  async ask(campaignId: string, now: Date): Promise<CoveragePlan> {
    if (!(await this.get(campaignId))) await this.create(campaignId, becomes(newPlan(now))).catch(unlessThere);
    return (await this.update(campaignId, (plan) => askForPlan(plan, now))).state;
  }

  /** The campaign whose plan has waited longest, and is the caller's to make for so long; `tries` counts those who have begun it and not released it. */
  async claim(milliseconds: number): Promise<{ readonly campaignId: string; readonly tries: number } | undefined> {
    const tries = { $add: [{ $ifNull: ['$claim.tries', 0] }, 1] };
    const claimed = (await this.documents.findOneAndUpdate(
      { 'state.status': 'planning', ...hasPassed('claim.until') },
      [{ $set: { claim: { until: databaseTimeIn(milliseconds), tries } } }],
      { sort: { 'state.askedAt': 1 }, projection: { claim: 1 }, returnDocument: 'after' },
    )) as { readonly _id: string; readonly claim: Claim } | null;
    return claimed === null ? undefined : { campaignId: claimed._id, tries: claimed.claim.tries };
  }

  /** How far it is; and it is the caller's for so long from now on. */
  async report(campaignId: string, progress: Progress, milliseconds: number): Promise<void> {
    await this.update(campaignId, (plan) => reportProgress(plan, progress));
    await this.documents.updateOne({ _id: campaignId }, [{ $set: { 'claim.until': databaseTimeIn(milliseconds) } }]);
  }

  /** What is still to be made is anybody's, at once. */
  async release(campaignId: string): Promise<void> {
    await this.documents.updateOne({ _id: campaignId }, { $unset: { claim: true } } as object);
  }
}

/** Somebody else has begun it at this moment. */
function unlessThere(error: unknown): void {
  if (!(error instanceof AlreadyExists)) throw error;
}
