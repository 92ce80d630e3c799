import { resourceAdded, resourceAmended, resourceRetired } from '@kraftsamling/contracts';
import { countyOf, unknownMunicipalities } from '@kraftsamling/geography';
import type { Change, Decision, Fault } from '@kraftsamling/messaging/decision';
import { amends, becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { contactFaults } from '../public-text.ts';
import type { Hours } from './hours.ts';
import { publicResource } from './public-resource.ts';
import type { Particulars, ResourceProfile, Resource } from './resource.state.ts';

export function addResource(profile: ResourceProfile, now: Date): Change<Resource> {
  refuseAny(profileFaults(profile));

  const county = countyOf(profile.municipality).code;
  return becomes({ ...profile, county, status: 'available', addedAt: now }, resourceAdded);
}

/** Only what everybody may know is told: an address or opening hours are a change without an event. */
export function amendResource(resource: Resource, amendment: Partial<Particulars>): Decision<Resource> {
  if (resource.status === 'retired') throw isRetired();
  const amended = { ...resource, ...amendment };
  refuseAny(profileFaults(amended));

  return amends(resource, amended, publicResource, resourceAmended);
}

/** What is booked stays booked; nothing more is. */
export function retireResource(resource: Resource, now: Date): Decision<Resource> {
  switch (resource.status) {
    case 'retired':
      return nothingHappens;
    case 'available':
      return becomes({ ...resource, status: 'retired', retiredAt: now }, resourceRetired);
  }
}

export function isRetired(): Refusal {
  return new Refusal('resource-retired', 'The resource has been retired.');
}

function profileFaults(profile: ResourceProfile): Fault[] {
  return [
    ...unknownMunicipalities([{ pointer: '/municipality', code: profile.municipality }]),
    ...(profile.kind === 'coach' ? faultsOfCoach(profile) : faultsOfVenue(profile)),
    ...hoursFaults(profile.hours),
  ];
}

function faultsOfVenue({ name }: ResourceProfile): Fault[] {
  if (name !== undefined) return contactFaults('', { name });
  return [{ pointer: '/name', code: 'name-missing', detail: 'A venue has a name, by which people find it.' }];
}

function faultsOfCoach(profile: ResourceProfile): Fault[] {
  return (['name', 'address', 'position', 'capacity'] as const)
    .filter((field) => profile[field] !== undefined)
    .map((field) => ({
      pointer: `/${field}`,
      code: 'not-of-a-coach',
      detail: `A coach is a person: leave out ${field}.`,
    }));
}

function hoursFaults(hours: Hours | undefined): Fault[] {
  if (hours === undefined || hours.from < hours.to) return [];
  return [{ pointer: '/hours', code: 'hours-empty', detail: `It closes at ${hours.to}, before it has opened.` }];
}
