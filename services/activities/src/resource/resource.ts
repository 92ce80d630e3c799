import { resourceAdded, resourceAmended, resourceRetired } from '@kraftsamling/contracts';
import { countyOf, unknownMunicipalities } from '@kraftsamling/geography';
import type { Change, Decision, InputError } from '@kraftsamling/messaging/decision';
import { amends, becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { contactErrors, contactInWords } from '@kraftsamling/service/public-text';
import type { Sure } from '../activity/report.ts';
import { capacityErrors } from '../activity/usual.ts';
import type { Hours } from './hours.ts';
import { publicResource } from './public-resource.ts';
import type { Particulars, ResourceProfile, Resource } from './resource.state.ts';

export function addResource({ confirmUnusual, ...profile }: ResourceProfile & Sure, now: Date): Change<Resource> {
  refuseAny(profileErrors(profile));
  if (!confirmUnusual) refuseAny(sizeErrors(profile));

  const county = countyOf(profile.municipality).code;
  return becomes({ ...profile, county, status: 'available', addedAt: now }, resourceAdded);
}

/** An address or opening hours are a change without an event: only what everybody may know is published. */
export function amendResource(
  resource: Resource,
  { confirmUnusual, ...amendment }: Partial<Particulars> & Sure,
): Decision<Resource> {
  if (resource.status === 'retired') throw isRetired();
  const amended = { ...resource, ...amendment };
  refuseAny(profileErrors(amended));
  if (!confirmUnusual && amended.capacity !== resource.capacity) refuseAny(sizeErrors(amended));

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

function profileErrors(profile: ResourceProfile): InputError[] {
  return [
    ...unknownMunicipalities([{ pointer: '/municipality', code: profile.municipality }]),
    ...(profile.kind === 'coach' ? errorsOfCoach(profile) : errorsOfVenue(profile)),
    ...hoursErrors(profile.hours),
    ...contactInWords('/accessibility', profile.accessibility),
    ...contactInWords('/topics', profile.topics),
  ];
}

function sizeErrors({ capacity, municipality }: ResourceProfile): InputError[] {
  return capacity === undefined ? [] : capacityErrors({ capacity, mode: 'on-site', municipality }, undefined);
}

function errorsOfVenue({ name }: ResourceProfile): InputError[] {
  if (name !== undefined) return contactErrors('', { name });
  return [{ pointer: '/name', code: 'name-missing', detail: 'A venue has a name, by which people find it.' }];
}

function errorsOfCoach(profile: ResourceProfile): InputError[] {
  return (['name', 'address', 'position', 'capacity'] as const)
    .filter((field) => profile[field] !== undefined)
    .map((field) => ({
      pointer: `/${field}`,
      code: 'not-of-a-coach',
      detail: `A coach is a person: leave out ${field}.`,
    }));
}

function hoursErrors(hours: Hours | undefined): InputError[] {
  if (hours === undefined || hours.from !== hours.to) return [];
  return [{ pointer: '/hours', code: 'hours-empty', detail: `It opens and closes at ${hours.to}.` }];
}
