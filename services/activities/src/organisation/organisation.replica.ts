import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { versionOf } from '@kraftsamling/contracts';
import type { CloudEvent, OrganisationData } from '@kraftsamling/contracts';
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

  /** Notes that an event will give an organisation another name, or take it away: so it is not forgotten when the process dies. */
  async expectRenaming(event: CloudEvent<OrganisationData>): Promise<void> {
    const version = versionOf(event);
    const renamed = { _id: event.subject, version: { $lt: version }, 'data.name': { $ne: event.data.name ?? null } };
    await this.documents.updateOne(renamed, { $max: { renamedAt: version } });
  }

  /** Does what is to be done once it is called something else: rather twice than not at all. */
  async whenRenamed(id: string, work: () => Promise<void>): Promise<void> {
    const found = await this.documents.findOne({ _id: id, renamedAt: { $exists: true } } as object);
    if (!found) return;
    await work();
    // What has been noted of a newer version meanwhile stands.
    const done = { _id: id, renamedAt: { $lte: found.version } };
    await this.documents.updateOne(done, { $unset: { renamedAt: '' } } as object);
  }

  /** The names of these organisations, in one order whoever asks, and when any of them last changed. Those of sole traders are never published. */
  async named(
    ids: readonly string[],
  ): Promise<{ readonly names: ReadonlyMap<string, string>; readonly changedAt: Date }> {
    const found = await this.documents
      .find({ _id: { $in: [...new Set(ids)] } }, { projection: { 'data.name': 1, appliedAt: 1 } })
      .sort({ _id: 1 })
      .toArray();
    const names = found.flatMap(({ _id, data: { name } }) => (name === undefined ? [] : [[_id, name] as const]));
    const changes = found.map(({ appliedAt }) => appliedAt?.getTime() ?? 0);
    return { names: new Map(names), changedAt: new Date(Math.max(0, ...changes)) };
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
