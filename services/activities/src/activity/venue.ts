import { municipality as municipalityOf } from '@kraftsamling/geography';
import { Refusal } from '@kraftsamling/messaging/decision';
import type { Resource } from '../resource/resource.state.ts';
import type { Plan, Venue } from './activity.state.ts';

/** A venue that is booked here, as its owner describes it now. It must be where the activity says that it takes place. */
export function venueFrom(resourceId: string, resource: Resource | undefined, municipality: string): Venue {
  if (resource?.name === undefined || resource.status === 'retired')
    throw refused('/venueId', 'unknown-venue', `There is no venue ${resourceId} that can be booked.`);
  if (resource.municipality !== municipality) throw isElsewhere(resource.municipality);

  const { name, address, position, accessibility } = resource;
  return {
    resourceId,
    name,
    ...(address !== undefined && { address }),
    ...(position && { position }),
    accessibility,
  };
}

/** A venue that is booked here does not move with the activity. */
export function refuseMovedVenue(before: Plan, after: Plan): void {
  const venue = after.venue?.resourceId;
  if (venue !== undefined && venue === before.venue?.resourceId && after.municipality !== before.municipality)
    throw isElsewhere(before.municipality);
}

export function twoVenues(): Refusal {
  return refused('/venueId', 'one-venue', 'Name a venue that is booked here, or describe another one: not both.');
}

function isElsewhere(code: string): Refusal {
  return refused('/municipality', 'venue-elsewhere', `The venue is in ${code} ${municipalityOf(code).name}.`);
}

function refused(pointer: string, code: string, detail: string): Refusal {
  return new Refusal(code, detail, 'invalid', [{ pointer, code, detail }]);
}
