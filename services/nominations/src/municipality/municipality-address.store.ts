import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Schema } from 'mongoose';
import type { ClientSession, Connection, Model } from 'mongoose';
import type { MunicipalityAddress } from './municipality-address.ts';

/** By the code of the municipality. */
interface AddressDocument extends MunicipalityAddress {
  readonly _id: string;
}

const addressSchema = new Schema<AddressDocument>(
  { _id: String, email: String, setAt: Date, linksSince: Date, linksRevoked: { at: Date, reason: String } },
  { versionKey: false },
);

/** The official addresses of municipalities: where they are told that they have been nominated. Nobody else needs to know them. */
@Injectable()
export class MunicipalityAddresses {
  private readonly addresses: Model<AddressDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.addresses = connection.model<AddressDocument>('MunicipalityAddress', addressSchema, 'municipality-addresses');
  }

  async put(code: string, address: MunicipalityAddress, session: ClientSession): Promise<void> {
    await this.addresses.replaceOne({ _id: code }, address, { upsert: true, session });
  }

  async find(code: string, session: ClientSession | null = null): Promise<MunicipalityAddress | undefined> {
    const found = await this.addresses.findById(code).session(session).lean<AddressDocument>();
    return found ?? undefined;
  }

  /** The codes of those that have one. */
  async known(): Promise<string[]> {
    const found = await this.addresses.find({}, { _id: 1 }).lean<Pick<AddressDocument, '_id'>[]>();
    return found.map(({ _id }) => _id);
  }
}
