import type { Capability, OrganisationData } from '@kraftsamling/contracts';

/** So much of a capability. */
export interface Share {
  readonly capability: Capability['capability'];
  readonly amount: number;
}

/** What a coalition is looked for to do. */
export interface Need {
  /** Amounts are whole and positive. What the members bring of a capability adds up. */
  readonly demands: readonly Share[];
  readonly municipality: string;
  /** How far from the municipality the home of a member may be that does not work there, in whole kilometres. */
  readonly withinKm: number;
  /** Every member is free on all of them. None: the members agree on a day of their own. */
  readonly days: readonly string[];
  readonly targetGroups: readonly string[];
  readonly themes: readonly string[];
  readonly languages: readonly string[];
}

/** Capacity that is promised to another case. Without days it is gone on all of them. */
export interface Reservation extends Share {
  readonly days: readonly string[];
}

/** What is known of an organisation where coalitions are looked for. */
export type NetworkOrganisation = Pick<
  OrganisationData,
  'id' | 'municipality' | 'worksIn' | 'offers' | 'consentsToMatching'
> & {
  readonly reserved: readonly Reservation[];
  /** How often it has been invited so far. */
  readonly requests: number;
  /** How many collaborations it has been in that would be done again. */
  readonly collaborations: number;
};

/** Owner included. */
export const LARGEST_COALITION = 5;

/** What makes one coalition better than another, the most important first. A campaign may order them otherwise. */
export const STAGES = [
  'members',
  'target-groups-and-themes',
  'languages',
  'nearness',
  'requests',
  'collaborations',
] as const;

export type Stage = (typeof STAGES)[number];

/** What changes of a need cost where the cheapest is looked for, all of them in the same unit. */
export interface Prices {
  readonly perKm: number;
  readonly perDay: number;
  readonly perUnit: number;
}

/** A day weighs as much as fifty kilometres, and somebody who is not there yet as much as a hundred. */
export const PRICES: Prices = { perKm: 1, perDay: 50, perUnit: 100 };

export interface MatchingRequest {
  readonly need: Need;
  /** Whose need it is: belongs to every coalition, and is there wherever it is needed. */
  readonly ownerId?: string | undefined;
  /** Who has declined in this case. */
  readonly declined?: readonly string[];
  readonly stages?: readonly Stage[];
  /** How many coalitions are ranked. */
  readonly coalitions?: number;
  /** Days that could be taken instead of those of the need: for the cheapest change. */
  readonly otherDays?: readonly string[];
  readonly prices?: Prices;
  /** How many steps one search takes at most. A search that would take more says so, and gives the bound it has reached. */
  readonly steps?: number;
}

export const STEPS = 200_000;

/** Each capability once, amounts added up. */
export function demandsOf({ demands }: Need): Share[] {
  const amounts = new Map<Share['capability'], number>();
  for (const { capability, amount } of demands) amounts.set(capability, (amounts.get(capability) ?? 0) + amount);
  return [...amounts]
    .map(([capability, amount]) => ({ capability, amount }))
    .toSorted((a, b) => (a.capability < b.capability ? -1 : 1));
}
