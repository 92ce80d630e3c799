import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Clock } from '@kraftsamling/service';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { pseudonymOf } from '../mail/address-pseudonym.ts';
import { RegistrationsSettings } from '../registrations.settings.ts';

/** Somebody asks for the links that belong to an address. It is done within a minute, and then gone. */
export interface LinkRequest {
  /** A keyed hash of the address: asked for again before it is done, it is one. */
  readonly _id: string;
  readonly request: string;
  readonly email: string;
  readonly at: Date;
}

const hourSeconds = 3_600;

const schema = new Schema<LinkRequest>(
  { _id: String, request: String, email: String, at: Date },
  { versionKey: false },
);
schema.index({ at: 1 }, { expireAfterSeconds: hourSeconds });

@Injectable()
export class LinkRequests {
  private readonly requests: Model<LinkRequest>;

  constructor(
    @InjectConnection() connection: Connection,
    private readonly clock: Clock,
    private readonly settings: RegistrationsSettings,
  ) {
    this.requests = connection.model<LinkRequest>('LinkRequest', schema, 'link-requests');
  }

  /** One write, whoever has that address: whether anybody has is looked up later. */
  async put(email: string): Promise<void> {
    const $setOnInsert = { request: uuid(), email, at: this.clock.now() };
    await this.requests.updateOne(
      { _id: pseudonymOf(email, this.settings.linkKey) },
      { $setOnInsert },
      { upsert: true },
    );
  }

  async oldest(most: number): Promise<LinkRequest[]> {
    return this.requests.find().sort({ at: 1 }).limit(most).lean<LinkRequest[]>();
  }

  async remove({ _id, request }: LinkRequest): Promise<void> {
    await this.requests.deleteOne({ _id, request });
  }
}
