import { Refusal } from '@kraftsamling/messaging/decision';
import type { Principal } from './principal.ts';

/** Where something is. What belongs to no municipality in particular leaves it out. */
export interface Place {
  readonly county: string;
  readonly municipality?: string;
}

/** Who looks after which place: the secretariat the whole country, a coordinator certain counties, a municipality itself. */
export function looksAfter(caller: Principal, { county, municipality }: Place): boolean {
  if (caller.kind !== 'user') return false;
  switch (caller.role) {
    case 'secretariat':
      return true;
    case 'coordinator':
      return caller.counties.includes(county);
    case 'municipality':
      return caller.municipality === municipality;
    case 'organisation':
    case 'juror':
    case 'operator':
      return false;
  }
}

export function refuseUnlessLooksAfter(caller: Principal, place: Place): void {
  if (!looksAfter(caller, place)) throw notInYourCounties();
}

/** A member of one of these organisations, by a token bound to it. */
export function belongsTo(caller: Principal, ...organisations: readonly string[]): boolean {
  return (
    caller.kind === 'user' &&
    caller.role === 'organisation' &&
    caller.organisation !== undefined &&
    organisations.includes(caller.organisation)
  );
}

export function notYours(): Refusal {
  return new Refusal('not-yours', 'This belongs to somebody else.', 'forbidden');
}

export function notInYourCounties(): Refusal {
  return new Refusal('not-in-your-counties', 'This belongs to a county you do not look after.', 'forbidden');
}
