import { isDeepStrictEqual } from 'node:util';
import { resourceAdded, resourceAmended, resourceRetired } from '@kraftsamling/contracts';
import { countyOf, unknownMunicipalities } from '@kraftsamling/geography';
import type { Change, Decision, Fault } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { contactFaults } from '../activity/activity.ts';
import type { Hours } from './hours.ts';
import { publicResource } from './public-resource.ts';

export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** What its owner may change about a resource, as long as it can be booked. */
export interface Particulars {
  readonly name?: string;
  readonly address?: string;
  readonly position?: Position;
  readonly capacity?: number;
  readonly accessibility: readonly string[];
  readonly languages: readonly string[];
  readonly topics: readonly string[];
  /** When it can be booked; at any time if it does not say. */
  readonly hours?: Hours;
}

export interface ResourceProfile extends Particulars {
  readonly kind: 'venue' | 'coach';
  /** Whose it is. */
  readonly organisationId: string;
  readonly municipality: string;
}

interface Added extends ResourceProfile {
  readonly county: string;
  readonly addedAt: Date;
}

export interface AvailableResource extends Added {
  readonly status: 'available';
}

export interface RetiredResource extends Added {
  readonly status: 'retired';
  readonly retiredAt: Date;
}

/** Something that activities book: a venue or a digital coach. A coach is a person, of whom nothing is said that tells who it is. */
export type Resource = AvailableResource | RetiredResource;

export const resourceKinds = ['venue', 'coach'] as const;
export const resourceStatuses = ['available', 'retired'] as const;

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

  if (isDeepStrictEqual(amended, resource)) return nothingHappens;
  return isDeepStrictEqual(publicResource(amended, ''), publicResource(resource, ''))
    ? becomes(amended)
    : becomes(amended, resourceAmended);
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
