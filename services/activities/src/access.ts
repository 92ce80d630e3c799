import { Refusal } from '@kraftsamling/messaging/decision';
import type { Principal } from '@kraftsamling/service';

/** Where something belongs: who works with it, and where it takes place. */
export interface Belonging {
  readonly organisers: readonly string[];
  readonly municipality: string;
  readonly county: string;
}

/** The secretariat looks after the whole country, a coordinator after certain counties, a municipality after itself. */
export function looksAfter(caller: Principal, { municipality, county }: Omit<Belonging, 'organisers'>): boolean {
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

/** A member of an organisation, by a token bound to it. */
export function belongsTo(caller: Principal, organisations: readonly string[]): boolean {
  return (
    caller.kind === 'user' &&
    caller.role === 'organisation' &&
    caller.organisation !== undefined &&
    organisations.includes(caller.organisation)
  );
}

/** Its organisers, and those who look after the place where it happens. */
export function mayChange(caller: Principal, thing: Belonging): boolean {
  return belongsTo(caller, thing.organisers) || looksAfter(caller, thing);
}

export function refuseUnlessMayChange(caller: Principal, thing: Belonging): void {
  if (mayChange(caller, thing)) return;
  if (caller.kind === 'user' && caller.role === 'coordinator')
    throw new Refusal('not-in-your-counties', 'This belongs to a county you do not look after.', 'forbidden');
  throw notYours();
}

export function notYours(): Refusal {
  return new Refusal('not-yours', 'This belongs to somebody else.', 'forbidden');
}
