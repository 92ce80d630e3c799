import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { OrganisationData } from '@kraftsamling/contracts';
import { Replica } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import { normalizedName } from '../activity/natural-key.ts';

export type NamedOrganisation = Pick<OrganisationData, 'id' | 'municipality'>;

/** The organisations of the network. */
@Injectable()
export class Organisations extends Replica<OrganisationData> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection, 'organisations', 'registrations.organisation');
  }

  /** The names of these organisations. Those of sole traders are never published. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const known = await this.known(ids);
    return new Map([...known].flatMap(([id, { name }]) => (name === undefined ? [] : [[id, name]])));
  }

  /** All of them by their normalized names. */
  async byName(): Promise<ReadonlyMap<string, readonly NamedOrganisation[]>> {
    const found = await this.documents
      .find({ 'data.name': { $exists: true } }, { projection: { 'data.name': 1, 'data.municipality': 1 } })
      .toArray();
    const named = found.map(({ _id: id, data }) => ({ id, municipality: data.municipality, name: data.name ?? '' }));
    return Map.groupBy(named, ({ name }) => normalizedName(name));
  }
}
