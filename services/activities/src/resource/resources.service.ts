import { Injectable } from '@nestjs/common';
import type { Stored } from '@kraftsamling/messaging';
import { refuseAny } from '@kraftsamling/messaging/decision';
import { Audit, Clock, offsetOf, page } from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import { v7 as uuid } from 'uuid';
import { refuseUnlessMayChange } from '../access.ts';
import type { Belonging } from '../access.ts';
import { unknownOrganisation } from '../activity/publishing.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import type { Sure } from '../activity/report.ts';
import { addResource, amendResource, retireResource } from './resource.ts';
import type { Particulars, Resource, ResourceProfile } from './resource.state.ts';
import { Resources } from './resource.store.ts';
import type { ResourceQuery } from './resource.dto.ts';

/** Gathers what a decision about a resource needs to know, and saves what it decides. */
@Injectable()
export class ResourcesService {
  constructor(
    private readonly resources: Resources,
    private readonly organisations: Organisations,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async add(caller: Principal, profile: ResourceProfile & Sure): Promise<Stored<Resource>> {
    const change = addResource(profile, this.clock.now());
    refuseUnlessMayChange(caller, belongingOf(change.state));
    await this.refuseUnknownOrganisations(profile);

    const resource = await this.resources.create(uuid(), change);

    await this.audit.note(caller, 'added', 'resource', resource.id);
    return resource;
  }

  async amend(
    caller: Principal,
    id: string,
    amendment: Partial<Particulars> & Sure,
    ifVersion: number,
  ): Promise<Stored<Resource>> {
    const resource = await this.resources.updateWith(
      id,
      async ({ state }) => {
        refuseUnlessMayChange(caller, belongingOf(state));
        await this.refuseUnknownOrganisations(amendment);
      },
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

  private async refuseUnknownOrganisations({ organisationId, bookers = [] }: Partial<ResourceProfile>): Promise<void> {
    const named = [
      ...(organisationId === undefined ? [] : [{ pointer: '/organisationId', id: organisationId }]),
      ...bookers.map((id, at) => ({ pointer: `/bookers/${at}`, id })),
    ];
    const known = await this.organisations.known(named.map(({ id }) => id));
    refuseAny(named.flatMap(({ pointer, id }) => (known.has(id) ? [] : [unknownOrganisation(pointer, id)])));
  }
}

/** A resource belongs to its organisation, and to where it is. */
export function belongingOf({ organisationId, municipality, county }: Resource): Belonging {
  return { organisers: [organisationId], municipality, county };
}
