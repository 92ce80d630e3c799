import { Injectable } from '@nestjs/common';
import type { Stored } from '@kraftsamling/messaging';
import { Audit, Clock, offsetOf, page } from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import { v7 as uuid } from 'uuid';
import { refuseUnlessMayChange } from '../access.ts';
import type { Belonging } from '../access.ts';
import { addResource, amendResource, retireResource } from './resource.ts';
import type { Particulars, Resource, ResourceProfile } from './resource.state.ts';
import { Resources } from './resource.store.ts';
import type { ResourceQuery } from './resource.dto.ts';

/** Gathers what a decision about a resource needs to know, and saves what it decides. */
@Injectable()
export class ResourcesService {
  constructor(
    private readonly resources: Resources,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async add(caller: Principal, profile: ResourceProfile): Promise<Stored<Resource>> {
    const change = addResource(profile, this.clock.now());
    refuseUnlessMayChange(caller, belongingOf(change.state));

    const resource = await this.resources.create(uuid(), change);

    await this.audit.note(caller, 'added', 'resource', resource.id);
    return resource;
  }

  async amend(
    caller: Principal,
    id: string,
    amendment: Partial<Particulars>,
    ifVersion: number,
  ): Promise<Stored<Resource>> {
    const resource = await this.resources.updateWith(
      id,
      ({ state }) => refuseUnlessMayChange(caller, belongingOf(state)),
      (state) => amendResource(state, amendment),
      { ifVersion },
    );

    await this.audit.note(caller, 'amended', 'resource', id);
    return resource;
  }

  async retire(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Resource>> {
    const resource = await this.resources.updateWith(
      id,
      ({ state }) => refuseUnlessMayChange(caller, belongingOf(state)),
      (state) => retireResource(state, this.clock.now()),
      { ifVersion },
    );

    await this.audit.note(caller, 'retired', 'resource', id);
    return resource;
  }

  async search(query: ResourceQuery): Promise<Page<Stored<Resource>>> {
    const { resources, total } = await this.resources.search(query, { offset: offsetOf(query), limit: query.limit });
    return page(resources, total, query);
  }
}

/** A resource belongs to its organisation, and to where it is. */
export function belongingOf({ organisationId, municipality, county }: Resource): Belonging {
  return { organisers: [organisationId], municipality, county };
}
