import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { Part, Stored, StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import type { Campaign, Parent } from './campaign.ts';
import { publicCampaign } from './public-campaign.ts';

/** What campaigns are looked up by; what else they hold, campaign.ts says. */
const campaignSchema = documentSchema<Campaign>({ status: String, partOf: String }, [[{ 'state.status': 1, _id: 1 }]]);

@Injectable()
export class Campaigns extends DocumentStore<Campaign> {
  private readonly reading = new Map<string, Promise<unknown>>();
  private readonly nextReading = new Map<string, Promise<Stored<Campaign> | undefined>>();

  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Campaign>>('Campaign', campaignSchema, 'campaigns'), outbox, {
      publicState: publicCampaign,
    });
  }

  /**
   * The campaign as it is now, for the many who register in it at once. Those who ask while it is being read share the reading
   * that begins after that, so nobody gets an answer that is older than their question, as a cache would give.
   */
  current(id: string): Promise<Stored<Campaign> | undefined> {
    const next = this.nextReading.get(id) ?? this.readAfterTheOneUnderWay(id);
    this.nextReading.set(id, next);
    return next;
  }

  private async readAfterTheOneUnderWay(id: string): Promise<Stored<Campaign> | undefined> {
    await this.reading.get(id);
    this.nextReading.delete(id);
    const reading = this.get(id);
    const ended = reading
      .catch(() => undefined)
      .finally(() => {
        if (this.reading.get(id) === ended) this.reading.delete(id);
      });
    this.reading.set(id, ended);
    return reading;
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

  async closedBefore(instant: Date): Promise<string[]> {
    const found = await this.documents
      .find({ 'state.status': 'closed', 'state.closedAt': { $lt: instant } } as object, { projection: { _id: 1 } })
      .toArray();
    return found.map(({ _id }) => _id);
  }

  async list(
    statuses: readonly Campaign['status'][],
    part: Part,
  ): Promise<{ campaigns: Stored<Campaign>[]; total: number }> {
    const filter = { 'state.status': { $in: [...statuses] } };
    const { found: campaigns, total } = await this.part(filter, { _id: 1 }, part);
    return { campaigns, total };
  }
}
