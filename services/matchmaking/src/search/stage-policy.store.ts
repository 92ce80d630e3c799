import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { AlreadyExists, becomes, documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { Decision, StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import { usualStages } from './stage-policy.ts';
import type { StagePolicy } from './stage-policy.ts';

const policySchema = documentSchema<StagePolicy>({});

/** One for each campaign that has its own, by the campaign's id. It is nobody else's business: nothing of it is published. */
@Injectable()
export class StagePolicies extends DocumentStore<StagePolicy> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<StagePolicy>>('StagePolicy', policySchema, 'stage-policies'), outbox, {
      publicState: (policy) => policy,
    });
  }

  async of(campaignId: string): Promise<StagePolicy> {
    return (await this.get(campaignId))?.state ?? usualStages;
  }

  async change(campaignId: string, decide: (policy: StagePolicy) => Decision<StagePolicy>): Promise<StagePolicy> {
    if (!(await this.get(campaignId))) await this.create(campaignId, becomes(usualStages)).catch(unlessThere);
    return (await this.update(campaignId, decide)).state;
  }
}

/** Somebody else has begun it at this moment. */
function unlessThere(error: unknown): void {
  if (!(error instanceof AlreadyExists)) throw error;
}
