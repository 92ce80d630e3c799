import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { OrganisationData } from '@kraftsamling/contracts';
import { Replica } from '@kraftsamling/messaging';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';

/** What is kept of an organisation: what it is called, and whether it is a municipality itself. */
export type KnownOrganisation = Pick<OrganisationData, 'name' | 'category' | 'municipality'>;

const mostNamed = 20;

const organisationSchema = new Schema(
  { _id: String, data: new Schema({ category: String, municipality: String }, { _id: false }) },
  { versionKey: false },
).index({ 'data.category': 1, 'data.municipality': 1 });

/** The organisations of the network. */
@Injectable()
export class Organisations extends Replica<KnownOrganisation> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection, 'organisations', 'registrations.organisation');
    connection.model('Organisation', organisationSchema, 'organisations');
  }

  /** Those with this in their name, the first of them. */
  async named(
    part: string,
  ): Promise<readonly { readonly id: string; readonly name: string; readonly municipality: string }[]> {
    const found = await this.containing('name', part, mostNamed);
    return found.map(([id, { name = '', municipality }]) => ({ id, name, municipality }));
  }

  /** Those that are municipalities, each with its municipality's code. */
  async municipal(): Promise<readonly { readonly id: string; readonly municipality: string }[]> {
    const found = await this.documents
      .find({ 'data.category': 'municipality' } as object, { projection: { 'data.municipality': 1 } })
      .toArray();
    return found.map(({ _id, data }) => ({ id: _id, municipality: data.municipality }));
  }
}
