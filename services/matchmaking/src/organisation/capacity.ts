import type { Capability } from '@kraftsamling/contracts';

/** So much of a capability: asked for, or brought by a member. */
export interface Share {
  readonly capability: Capability['capability'];
  readonly amount: number;
}

/** What an organisation is to bring, and when. Without days it is for whichever day it will be. */
export interface Promised {
  readonly brings: readonly Share[];
  readonly days: readonly string[];
}

/** What an organisation has promised one case. */
export interface Reservation extends Promised {
  readonly caseId: string;
}

/** What there is to know of an organisation before it is asked, or takes part. */
export interface Standing {
  readonly consents: boolean;
  readonly offers: readonly Capability[];
  readonly reserved: readonly Reservation[];
}

/** Whether it may be asked for this: it wants to be matched, and has so much left beside what it has promised others. */
export function mayBeAsked({ consents, offers, reserved }: Standing, promised: Promised): boolean {
  return consents && fits(offers, [...reserved, promised]);
}

/** A case has one reservation of an organisation: a new one takes the place of the old one. */
export function reservedWith(reserved: readonly Reservation[], reservation: Reservation): readonly Reservation[] {
  return [...reservedWithout(reserved, reservation.caseId), reservation];
}

export function reservedWithout(reserved: readonly Reservation[], caseId: string): readonly Reservation[] {
  return reserved.filter((other) => other.caseId !== caseId);
}

/**
 * Whether an organisation can keep all its promises. What is promised for any day is counted on every day, since it may turn out to be
 * that one: so a promise may be refused that could have been kept, and none is made that could not.
 */
export function fits(offers: readonly Capability[], reserved: readonly Promised[]): boolean {
  const days = [...new Set([...reserved.flatMap(({ days }) => days), ...offers.flatMap(({ days }) => days)])];
  const promised = new Set(reserved.flatMap(({ brings }) => brings.map(({ capability }) => capability)));

  return [...promised].every((capability) => {
    const offered = offers.filter((offer) => offer.capability === capability);
    const offeredOn = (day?: string) => sum(offered.filter(({ days }) => isFor(days, day)));
    const promisedOn = (day?: string) =>
      sum(
        reserved
          .filter(({ days }) => isFor(days, day))
          .flatMap(({ brings }) => brings.filter((share) => share.capability === capability)),
      );

    const isPromisedFor = (day: string) =>
      reserved.some((each) => each.days.includes(day) && each.brings.some((share) => share.capability === capability));
    const bestDay = Math.max(offeredOn(), ...days.map(offeredOn));
    return promisedOn() <= bestDay && days.every((day) => !isPromisedFor(day) || promisedOn(day) <= offeredOn(day));
  });
}

/** Without a day: whether it is for any. */
function isFor(days: readonly string[], day: string | undefined): boolean {
  return days.length === 0 || (day !== undefined && days.includes(day));
}

function sum(amounts: readonly { readonly amount: number }[]): number {
  return amounts.reduce((total, { amount }) => total + amount, 0);
}
