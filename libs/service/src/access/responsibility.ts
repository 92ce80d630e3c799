import { Refusal } from '@kraftsamling/messaging/decision';
import type { Principal } from './principal.ts';

/** Where something is. What belongs to no municipality in particular leaves it out. */
export interface Place {
  readonly county: string;
  readonly municipality?: string;
}

/** The places that somebody looks after: certain counties, and one municipality beside them. */
export interface CertainPlaces {
  readonly counties: readonly string[];
  readonly municipality?: string | undefined;
}

export type Places = 'all' | CertainPlaces;

/** Who looks after which places: the secretariat the whole country, a coordinator certain counties, a municipality itself. */
export function placesOf(caller: Principal): Places {
  if (caller.kind !== 'user') return nowhere;
  switch (caller.role) {
    case 'secretariat':
      return 'all';
    case 'coordinator':
      return { counties: caller.counties };
    case 'municipality':
      return { counties: [], municipality: caller.municipality };
    case 'organisation':
    case 'juror':
    case 'operator':
      return nowhere;
  }
}

const nowhere: Places = { counties: [] };

export function looksAfter(caller: Principal, { county, municipality }: Place): boolean {
  const places = placesOf(caller);
  if (places === 'all' || places.counties.includes(county)) return true;
  return municipality !== undefined && places.municipality === municipality;
}

export function refuseUnlessLooksAfter(caller: Principal, place: Place): void {
  if (!looksAfter(caller, place)) throw notInYourCounties();
}

/** The organisation that the caller is a member of, by a token bound to it. */
export function organisationOf(caller: Principal): string | undefined {
  return caller.kind === 'user' && caller.role === 'organisation' ? caller.organisation : undefined;
}

export function belongsTo(caller: Principal, ...organisations: readonly string[]): boolean {
  const organisation = organisationOf(caller);
  return organisation !== undefined && organisations.includes(organisation);
}

export function notYours(): Refusal {
  return new Refusal('not-yours', 'This belongs to somebody else.', 'forbidden');
}

export function notInYourCounties(): Refusal {
  return new Refusal('not-in-your-counties', 'This belongs to a county you do not look after.', 'forbidden');
}
