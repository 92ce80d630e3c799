import { Refusal } from '@kraftsamling/messaging/decision';
import type { Principal } from '@kraftsamling/service';

/** The secretariat looks after the whole country, a coordinator after certain counties. */
export function looksAfter(caller: Principal, county: string): boolean {
  if (caller.kind !== 'user') return false;
  return caller.role === 'secretariat' || (caller.role === 'coordinator' && caller.counties.includes(county));
}

export function refuseUnlessLooksAfter(caller: Principal, county: string): void {
  if (!looksAfter(caller, county))
    throw new Refusal('not-in-your-counties', 'This belongs to a county you do not look after.', 'forbidden');
}

/** What is only planned is nobody else's business, not even that it is there. */
export function seesDrafts(caller: Principal): boolean {
  return caller.kind === 'user' && caller.role === 'secretariat';
}

/** A member of an organisation, by a token bound to it. */
export function belongsTo(caller: Principal, organisationId: string): boolean {
  return caller.kind === 'user' && caller.role === 'organisation' && caller.organisation === organisationId;
}

export function notYours(): Refusal {
  return new Refusal('not-yours', 'This belongs to somebody else.', 'forbidden');
}
