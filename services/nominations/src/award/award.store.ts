import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox, stored } from '@kraftsamling/messaging';
import type { Part, Stored, StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import type { Award, OpenAward, RunningAward } from './award.state.ts';
import { publicAward } from './public-award.ts';

const awardSchema = documentSchema<Award>({ status: String }, [[{ 'state.status': 1, _id: 1 }]]);

@Injectable()
export class Awards extends DocumentStore<Award> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Award>>('Award', awardSchema, 'awards'), outbox, {
      publicState: publicAward,
    });
  }

  async list(statuses: readonly Award['status'][], part: Part): Promise<{ awards: Stored<Award>[]; total: number }> {
    const { found: awards, total } = await this.part({ 'state.status': { $in: [...statuses] } }, { _id: 1 }, part);
    return { awards, total };
  }

  /** Those in which something may still have to be announced. There are few awards at a time. */
  async open(): Promise<Stored<OpenAward>[]> {
    const found = await this.documents
      .find({ 'state.status': 'open' } as object, { projection: { outbox: 0 } })
      .sort({ _id: 1 })
      .toArray();
    return found.map((document) => stored(document) as Stored<OpenAward>);
  }

  /** Those that have been opened, whether or not they are over. */
  async running(): Promise<Stored<RunningAward>[]> {
    const found = await this.documents
      .find({ 'state.status': { $in: ['open', 'announced'] } } as object, { projection: { outbox: 0 } })
      .sort({ _id: 1 })
      .toArray();
    return found.map((document) => stored(document) as Stored<RunningAward>);
  }
}
