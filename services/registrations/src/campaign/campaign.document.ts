import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox, stored } from '@kraftsamling/messaging';
import type { Stored, StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import type { Campaign, Parent } from './campaign.ts';
import { publicCampaign } from './public-campaign.ts';

/** What campaigns are looked up by; what else they hold, campaign.ts says. */
const campaignSchema = documentSchema<Campaign>({ status: String, partOf: String }, [[{ 'state.status': 1, _id: 1 }]]);

@Injectable()
export class Campaigns extends DocumentStore<Campaign> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Campaign>>('Campaign', campaignSchema, 'campaigns'), outbox, {
      publicState: publicCampaign,
    });
  }

  /** The campaign that another is to be part of, with everything above it. */
  async parent(id: string | undefined): Promise<Parent | undefined> {
    const parent = id === undefined ? undefined : await this.get(id);
    if (!parent) return undefined;

    const lineage = [parent.id];
    let above = parent.state.partOf;
    // Two drafts may have been made part of each other at the same moment: the walk ends where it has been before.
    while (above !== undefined && !lineage.includes(above)) {
      lineage.push(above);
      above = (await this.get(above))?.state.partOf;
    }
    return { announced: parent.state.status !== 'draft', lineage };
  }

  async list(
    statuses: readonly Campaign['status'][],
    { offset, limit }: { offset: number; limit: number },
  ): Promise<{ campaigns: Stored<Campaign>[]; total: number }> {
    const filter = { 'state.status': { $in: [...statuses] } };
    const [found, total] = await Promise.all([
      this.documents
        .find(filter, { projection: { outbox: 0 } })
        .sort({ _id: 1 })
        .skip(offset)
        .limit(limit)
        .toArray(),
      this.documents.countDocuments(filter),
    ]);
    return { campaigns: found.map(stored), total };
  }
}
