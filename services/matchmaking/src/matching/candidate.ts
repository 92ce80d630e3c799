import { countyOf } from '@kraftsamling/geography';
import type { Bits } from './bits.ts';
import { bitsOf } from './bits.ts';
import { kilometresFrom } from './kilometres.ts';
import type { Need, NetworkOrganisation, Share } from './need.ts';
import { demandsOf } from './need.ts';

/** An organisation seen from one need: what it could bring to it, and how well it would suit. */
export interface Candidate {
  readonly id: string;
  /** What it has left of each demand, in their order, and never more than is asked for. */
  readonly amounts: readonly number[];
  readonly reachKm: number;
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
  readonly appraise: (organisation: NetworkOrganisation) => Candidate;
}

export function appraisalOf(need: Need): Appraisal {
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

  const appraise = (organisation: NetworkOrganisation): Candidate => {
    const { id, municipality, requests, collaborations } = organisation;
    const offers = offersOn(organisation.offers, need.days);
    const meets = ({ capability, wish, of }: Wish) =>
      offers.some((offer) => offer.capability === capability && (offer[of].length === 0 || offer[of].includes(wish)));
    return {
      id,
      amounts: demands.map(({ capability, amount }) =>
        Math.min(amount, availableOf(organisation, capability, need.days)),
      ),
      reachKm: reachKm(organisation),
      km: kilometres.get(municipality) ?? Infinity,
      requests,
      collaborations,
      groups: bitsOf(groupWishes.length, (at) => groupWishes.slice(at, at + 1).some(meets)),
      languages: bitsOf(languageWishes.length, (at) => languageWishes.slice(at, at + 1).some(meets)),
    };
  };
  return { need, demands, groupWishes, languageWishes, reachKm, appraise };
}

/** What an organisation has left of a capability on all the days, other promises taken off. */
export function availableOf(
  organisation: NetworkOrganisation,
  capability: Share['capability'],
  days: readonly string[],
): number {
  const offers = organisation.offers.filter((offer) => offer.capability === capability);
  if (offers.length === 0) return 0;
  const reserved = organisation.reserved.filter((reservation) => reservation.capability === capability);
  const left = (on: readonly string[]) =>
    sum(offersOn(offers, on)) - sum(reserved.filter(({ days }) => touches(days, on)));

  if (days.length > 0) return Math.max(0, left(days));
  // Any day will do: the best of those it names, or one that nobody has named.
  const named = [...offers, ...reserved].flatMap(({ days }) => days);
  const undated =
    sum(offers.filter(({ days }) => days.length === 0)) - sum(reserved.filter(({ days }) => days.length === 0));
  return Math.max(0, undated, ...named.map((day) => left([day])));
}

/** What stands on all of the days. */
export function offersOn<Offer extends { readonly days: readonly string[] }>(
  offers: readonly Offer[],
  days: readonly string[],
): Offer[] {
  return offers.filter((offer) => isFree(offer.days, days));
}

/** An offer without days stands on all of them. */
function isFree(offered: readonly string[], days: readonly string[]): boolean {
  return offered.length === 0 || days.every((day) => offered.includes(day));
}

function touches(reserved: readonly string[], days: readonly string[]): boolean {
  return reserved.length === 0 || days.some((day) => reserved.includes(day));
}

function sum(shares: readonly Share[]): number {
  return shares.reduce((total, { amount }) => total + amount, 0);
}
