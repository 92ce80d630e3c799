import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';

interface AddressDocument {
  /** The code of the municipality. */
  readonly _id: string;
  readonly email: string;
  readonly setAt: Date;
}

const addressSchema = new Schema<AddressDocument>({ _id: String, email: String, setAt: Date }, { versionKey: false });

/** The official addresses of municipalities: where they are told that they have been nominated. Nobody else needs to know them. */
@Injectable()
export class MunicipalityAddresses {
  private readonly addresses: Model<AddressDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.addresses = connection.model<AddressDocument>('MunicipalityAddress', addressSchema, 'municipality-addresses');
  }

  async set(code: string, email: string, now: Date): Promise<void> {
    await this.addresses.updateOne({ _id: code }, { $set: { email, setAt: now } }, { upsert: true });
  }

  async of(code: string): Promise<string | undefined> {
    return (await this.addresses.findById(code).lean<AddressDocument>())?.email;
  }

  /** The codes of those that have one. */
  async known(): Promise<string[]> {
    const found = await this.addresses.find({}, { _id: 1 }).lean<Pick<AddressDocument, '_id'>[]>();
    return found.map(({ _id }) => _id);
  }
}
