import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { Part, Stored, StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import { publicResource } from './public-resource.ts';
import type { Resource } from './resource.state.ts';

/** What resources are looked up by; what else they hold, resource.ts says. */
const resourceSchema = documentSchema<Resource>(
  { kind: String, organisationId: String, municipality: String, county: String, capacity: Number, status: String },
  [
    [{ 'state.municipality': 1, 'state.kind': 1, _id: 1 }],
    [{ 'state.county': 1, _id: 1 }],
    [{ 'state.organisationId': 1, _id: 1 }],
  ],
);

export interface ResourceSearch {
  readonly kind?: Resource['kind'] | undefined;
  readonly status?: Resource['status'] | undefined;
  readonly municipality?: string | undefined;
  readonly county?: string | undefined;
  readonly organisation?: string | undefined;
}

@Injectable()
export class Resources extends DocumentStore<Resource> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Resource>>('Resource', resourceSchema, 'resources'), outbox, {
      publicState: publicResource,
    });
  }

  /** Those of these that there are. */
  async known(ids: readonly string[]): Promise<ReadonlyMap<string, Resource>> {
    const found = await this.model.find({ _id: { $in: [...ids] } }, { outbox: 0 }).lean<StoredDocument<Resource>[]>();
    return new Map(found.map(({ _id, state }) => [_id, state]));
  }

  async availableIn(
    municipalities: readonly string[],
    kinds: readonly Resource['kind'][],
  ): Promise<ReadonlyMap<string, Resource>> {
    const filter = {
      'state.municipality': { $in: [...municipalities] },
      'state.kind': { $in: [...kinds] },
      'state.status': 'available' as const,
    };
    const found = await this.model.find(filter, { outbox: 0 }).lean<StoredDocument<Resource>[]>();
    return new Map(found.map(({ _id, state }) => [_id, state]));
  }

  /** By id, which is the order in which they were added. */
  async search(
    { kind, status, municipality, county, organisation }: ResourceSearch,
    part: Part,
  ): Promise<{ resources: Stored<Resource>[]; total: number }> {
    const filter = {
      ...(kind !== undefined && { 'state.kind': kind }),
      ...(status !== undefined && { 'state.status': status }),
      ...(municipality !== undefined && { 'state.municipality': municipality }),
      ...(county !== undefined && { 'state.county': county }),
      ...(organisation !== undefined && { 'state.organisationId': organisation }),
    };
    const { found: resources, total } = await this.part(filter, { _id: 1 }, part);
    return { resources, total };
  }
}
