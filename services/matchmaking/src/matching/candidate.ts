import { countyOf } from '@kraftsamling/geography';
import type { Bits } from './bits.ts';
import { bitsOf } from './bits.ts';
import { kilometresFrom } from './kilometres.ts';
import type { Need, NetworkOrganisation, Share } from './need.ts';
import { demandsOf } from './need.ts';

/** What an organisation could bring to a need, and from where. */
export interface Supplier {
  readonly id: string;
  /** What it has left of each demand, in their order, and never more than is asked for. */
  readonly amounts: readonly number[];
  readonly reachKm: number;
}

/** An organisation seen from one need: what it could bring to it, and how well it would suit. */
export interface Candidate extends Supplier {
  /** From its home. */
  readonly km: number;
  readonly requests: number;
  readonly collaborations: number;
  /** Which of the wishes it meets. */
  readonly groups: Bits;
  readonly languages: Bits;
}

/** A target group, theme or language that the need asks for, of one of the capabilities it asks for. */
export interface Wish {
  readonly capability: Share['capability'];
  readonly wish: string;
  readonly of: 'targetGroups' | 'themes' | 'languages';
}

/** A need as the search sees it. */
export interface Appraisal {
  readonly need: Need;
  readonly demands: readonly Share[];
  readonly groupWishes: readonly Wish[];
  readonly languageWishes: readonly Wish[];
  /** How far the need must reach for it: nothing where it works there, else the way from its home. */
  readonly reachKm: (organisation: NetworkOrganisation) => number;
  readonly supply: (organisation: NetworkOrganisation) => Supplier;
  readonly appraise: (organisation: NetworkOrganisation) => Candidate;
}

export function appraisalOf(need: Need, available: typeof availableOf = availableOf): Appraisal {
  const demands = demandsOf(need);
  const county = countyOf(need.municipality).code;
  const kilometres = kilometresFrom(need.municipality);
  const wishes = (of: Wish['of']) =>
    [...new Set(need[of])].toSorted().flatMap((wish) => demands.map(({ capability }) => ({ capability, wish, of })));
  const groupWishes = [...wishes('targetGroups'), ...wishes('themes')];
  const languageWishes = wishes('languages');

  const reachKm = ({ municipality, worksIn }: NetworkOrganisation) =>
    worksIn.wholeCountry || worksIn.counties.includes(county) || worksIn.municipalities.includes(need.municipality)
      ? 0
      : (kilometres.get(municipality) ?? Infinity);

  const supply = (organisation: NetworkOrganisation): Supplier => ({
    id: organisation.id,
    amounts: demands.map(({ capability, amount }) => Math.min(amount, available(organisation, capability, need.days))),
    reachKm: reachKm(organisation),
  });

  const appraise = (organisation: NetworkOrganisation): Candidate => {
    const { municipality, offers, requests, collaborations } = organisation;
    const meets = ({ capability, wish, of }: Wish) => {
      const meeting = (offer: NetworkOrganisation['offers'][number]) =>
        offer.capability === capability && (offer[of].length === 0 || offer[of].includes(wish));
      return stands(offers.filter(meeting), need.days);
    };
    return {
      ...supply(organisation),
      km: kilometres.get(municipality) ?? Infinity,
      requests,
      collaborations,
      groups: bitsOf(groupWishes.length, (at) => groupWishes.slice(at, at + 1).some(meets)),
      languages: bitsOf(languageWishes.length, (at) => languageWishes.slice(at, at + 1).some(meets)),
    };
  };
  return { need, demands, groupWishes, languageWishes, reachKm, supply, appraise };
}

/**
 * How much of a capability an organisation may still promise for these days. Without days it is for whichever day it will be, and counts
 * on every day that something is promised for: as an acceptance is decided on (organisation/capacity.ts), so that nobody is proposed
 * for what it would be refused.
 */
export function availableOf(
  organisation: NetworkOrganisation,
  capability: Share['capability'],
  days: readonly string[],
): number {
  const { offers, reserved } = organisation;
  if (!offers.some((offer) => offer.capability === capability)) return 0;
  const leftOn = (day: string) => amountOn(offers, capability, day) - amountOn(reserved, capability, day);
  if (days.length > 0) return Math.max(0, smallestOf(days, leftOn));

  const anyDay = amountOn(reserved, capability, ANY_OTHER_DAY);
  const onBestDay = largestOf(daysIn(offers, capability), (day) => amountOn(offers, capability, day));
  return Math.max(0, Math.min(onBestDay - anyDay, smallestOf(daysIn(reserved, capability), leftOn)));
}

/** How much of it there is on some single day, where a need that is for certain days would take another one. */
export function availableOnSomeDay(organisation: NetworkOrganisation, capability: Share['capability']): number {
  const { offers, reserved } = organisation;
  const days = [...daysIn(offers, capability), ...daysIn(reserved, capability)];
  return largestOf(days, (day) => availableOf(organisation, capability, [day]));
}

/** A day that stands in no offer and no reservation. */
const ANY_OTHER_DAY = '';

/** Whether on each of the days one of the offers stands. */
export function stands(offers: readonly NetworkOrganisation['offers'][number][], days: readonly string[]): boolean {
  return days.length === 0 ? offers.length > 0 : days.every((day) => offers.some((offer) => isFor(offer.days, day)));
}

function amountOn(
  shares: readonly (Share & { readonly days: readonly string[] })[],
  capability: Share['capability'],
  day: string,
): number {
  let amount = 0;
  for (const share of shares) if (share.capability === capability && isFor(share.days, day)) amount += share.amount;
  return amount;
}

function isFor(days: readonly string[], day: string): boolean {
  return days.length === 0 || days.includes(day);
}

function daysIn(
  shares: readonly (Share & { readonly days: readonly string[] })[],
  capability: Share['capability'],
): string[] {
  return shares.flatMap((share) => (share.capability === capability ? share.days : []));
}

function smallestOf(days: readonly string[], of: (day: string) => number): number {
  let smallest = Infinity;
  for (const day of days) smallest = Math.min(smallest, of(day));
  return smallest;
}

function largestOf(days: readonly string[], of: (day: string) => number): number {
  let largest = of(ANY_OTHER_DAY);
  for (const day of days) largest = Math.max(largest, of(day));
  return largest;
}
