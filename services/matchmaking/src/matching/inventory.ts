import { bitsOf } from './bits.ts';
import type { Appraisal, Candidate, Supplier } from './candidate.ts';
import { appraisalOf, availableOf, availableOnSomeDay } from './candidate.ts';
import type { MatchingRequest, NetworkOrganisation, Share } from './need.ts';
import { LARGEST_COALITION, STAGES, STEPS } from './need.ts';
import type { Directory, Network } from './network.ts';
import { offering } from './network.ts';
import type { Problem } from './search.ts';
import { enoughSuppliers } from './supply.ts';

/** Who could take part in meeting a need. */
export interface Inventory {
  readonly appraisal: Appraisal;
  readonly owner: Candidate | undefined;
  readonly candidates: readonly Candidate[];
}

/**
 * The owner is at work wherever its need is. One that does not consent to matching is nowhere in what is proposed, like anybody else
 * who does not.
 */
export function takeInventory(request: MatchingRequest, { consenting }: Network): Inventory {
  const appraisal = appraisalOf(request.need);
  const owner = ownerIn(consenting, request);
  return {
    appraisal,
    owner: owner && { ...appraisal.appraise(owner), reachKm: 0 },
    candidates: candidatesIn(consenting, request, appraisal),
  };
}

export function candidatesIn(directory: Directory, request: MatchingRequest, appraisal: Appraisal): Candidate[] {
  const isAway = awayFrom(request);
  return offering(directory, appraisal, request.need.withinKm)
    .filter(({ id }) => !isAway(id))
    .map(appraisal.appraise)
    .filter(bringsSomething);
}

/** Who could bring something to a need on some days, wherever they are. */
export interface Stock {
  readonly demands: readonly Share[];
  readonly owner: Supplier | undefined;
  readonly suppliers: readonly Supplier[];
}

/** The stock on some days and so far around, taken once. Those of whom there are enough who are no worse are left out. */
export type StockOn = (days: readonly string[], withinKm: number) => Stock;

/** Where much has to be looked for, this much farther first: most of it is found there, among far fewer organisations. */
export const AROUND_KM = 100;

export function stockOf(request: MatchingRequest, { consenting }: Network): StockOn {
  const isAway = awayFrom(request);
  const owner = ownerIn(consenting, request);
  const take = (days: readonly string[], withinKm: number): Stock => {
    const givesUpItsDays = days.length === 0 && request.need.days.length > 0;
    const appraisal = appraisalOf({ ...request.need, days }, givesUpItsDays ? availableOnSomeDay : availableOf);
    const suppliers = offering(consenting, appraisal, withinKm)
      .filter(({ id }) => !isAway(id))
      .map(appraisal.supply)
      .filter(bringsSomething);
    return {
      demands: appraisal.demands,
      owner: owner && { ...appraisal.supply(owner), reachKm: 0 },
      suppliers: enoughSuppliers(suppliers, LARGEST_COALITION),
    };
  };

  const taken = new Map<string, Stock>();
  return (days, withinKm) => {
    const key = `${withinKm} ${days.join()}`;
    const stock = taken.get(key) ?? take(days, withinKm);
    taken.set(key, stock);
    return stock;
  };
}

function ownerIn({ byId }: Directory, { ownerId, declined = [] }: MatchingRequest): NetworkOrganisation | undefined {
  return ownerId === undefined || declined.includes(ownerId) ? undefined : byId.get(ownerId);
}

function awayFrom({ ownerId, declined = [] }: MatchingRequest): (id: string) => boolean {
  const away = new Set(declined);
  return (id) => id === ownerId || away.has(id);
}

function bringsSomething({ amounts }: Supplier): boolean {
  return amounts.some((amount) => amount > 0);
}

export function problemOf(request: MatchingRequest, inventory: Inventory): Problem {
  const { demands, groupWishes, languageWishes } = inventory.appraisal;
  return {
    asked: demands.map(({ amount }) => amount),
    groups: bitsOf(groupWishes.length, () => true),
    languages: bitsOf(languageWishes.length, () => true),
    owner: inventory.owner,
    kept: [],
    candidates: inventory.candidates,
    seats: LARGEST_COALITION,
    stages: request.stages ?? STAGES,
    wanted: request.coalitions ?? RANKED,
    steps: request.steps ?? STEPS,
  };
}

/** How many coalitions are ranked unless something else is asked for. */
const RANKED = 3;
