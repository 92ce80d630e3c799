import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { AlreadyExists, becomes, documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { Decision, Stored, StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import { noWishes } from './survey-policy.ts';
import type { SurveyPolicy } from './survey-policy.ts';

/** One for each campaign, by its id. It is nobody else's business: nothing of it is published. */
@Injectable()
export class SurveyPolicies extends DocumentStore<SurveyPolicy> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    const schema = documentSchema<SurveyPolicy>({});
    super(connection.model<StoredDocument<SurveyPolicy>>('SurveyPolicy', schema, 'survey-policies'), outbox, {
      publicState: (policy) => policy,
    });
  }

  async of(campaignId: string): Promise<SurveyPolicy> {
    return (await this.get(campaignId))?.state ?? noWishes;
  }

  async change(campaignId: string, decide: (policy: SurveyPolicy) => Decision<SurveyPolicy>): Promise<SurveyPolicy> {
    if (!(await this.get(campaignId))) await this.create(campaignId, becomes(noWishes)).catch(unlessThere);
    return (await this.update(campaignId, decide)).state;
  }

  async all(): Promise<Pick<Stored<SurveyPolicy>, 'id' | 'state'>[]> {
    const found = await this.documents.find({}, { projection: { state: 1 } }).toArray();
    return found.map(({ _id: id, state }) => ({ id, state }));
  }
}

/** Somebody else has begun it at this moment. */
function unlessThere(error: unknown): void {
  if (!(error instanceof AlreadyExists)) throw error;
}
