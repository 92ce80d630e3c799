import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { AlreadyExists, becomes, documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { Decision, StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import { MatchmakingSettings } from '../matchmaking.settings.ts';
import { usualPolicy } from './gap-policy.ts';
import type { GapPolicy } from './gap-policy.ts';

const policySchema = documentSchema<GapPolicy>({ opened: Boolean });

/** One for each campaign, by its id. It is nobody else's business: nothing of it is published. */
@Injectable()
export class GapPolicies extends DocumentStore<GapPolicy> {
  constructor(
    @InjectConnection() connection: Connection,
    outbox: Outbox,
    private readonly settings: MatchmakingSettings,
  ) {
    super(connection.model<StoredDocument<GapPolicy>>('GapPolicy', policySchema, 'gap-policies'), outbox, {
      publicState: (policy) => policy,
    });
  }

  /** A campaign that has said nothing has the usual policy. */
  async of(campaignId: string): Promise<GapPolicy> {
    return (await this.get(campaignId))?.state ?? usualPolicy(this.settings.reachKm);
  }

  async change(campaignId: string, decide: (policy: GapPolicy) => Decision<GapPolicy>): Promise<GapPolicy> {
    if (!(await this.get(campaignId)))
      await this.create(campaignId, becomes(usualPolicy(this.settings.reachKm))).catch(unlessThere);
    return (await this.update(campaignId, decide)).state;
  }

  /** Campaigns whose gaps have been opened. */
  async opened(): Promise<string[]> {
    const found = await this.documents.find({ 'state.opened': true } as object, { projection: { _id: 1 } }).toArray();
    return found.map(({ _id }) => _id);
  }
}

/** Somebody else has begun it at this moment. */
function unlessThere(error: unknown): void {
  if (!(error instanceof AlreadyExists)) throw error;
}
