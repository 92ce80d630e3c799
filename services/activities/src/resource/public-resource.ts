import type { ResourceData } from '@kraftsamling/contracts';
import { usualNoticeDays } from './resource.state.ts';
import type { Resource } from './resource.state.ts';

/** A resource as it is published. */
export function publicResource(resource: Resource, id: string): ResourceData {
  const { kind, organisationId, name, municipality, county, capacity, status } = resource;
  return {
    id,
    kind,
    organisationId,
    ...(name !== undefined && { name }),
    municipality,
    county,
    ...(capacity !== undefined && { capacity }),
    accessibility: [...resource.accessibility],
    languages: [...resource.languages],
    topics: [...resource.topics],
    status,
    addedAt: resource.addedAt.toISOString(),
    ...(status === 'retired' && { retiredAt: resource.retiredAt.toISOString() }),
  };
}

/** A resource as those see it who look for one to book. */
export type ListedResource = ResourceData &
  Pick<Resource, 'address' | 'position' | 'hours' | 'bookableBy' | 'noticeDays'>;

export function listedResource(resource: Resource, id: string): ListedResource {
  const { address, position, hours, bookableBy = 'anyone', noticeDays = usualNoticeDays } = resource;
  return {
    ...publicResource(resource, id),
    ...(address !== undefined && { address }),
    ...(position && { position }),
    ...(hours && { hours }),
    bookableBy,
    noticeDays,
  };
}

/** Whom its owner has named is for those who may change it. */
export type OwnResource = ListedResource & Required<Pick<Resource, 'bookers'>>;

export function ownResource(resource: Resource, id: string): OwnResource {
  return { ...listedResource(resource, id), bookers: resource.bookers ?? [] };
}
