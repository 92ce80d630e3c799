import type { Candidate } from './candidate.ts';
import { availableOf } from './candidate.ts';
import { takeInventory } from './inventory.ts';
import type { MatchingRequest, Share } from './need.ts';
import { LARGEST_COALITION } from './need.ts';
import type { Network } from './network.ts';

/** One way to meet a need: who brings how much of what. It may ask for less than somebody has, who is then free for another need. */
export interface Way {
  readonly members: readonly { readonly organisationId: string; readonly brings: readonly Share[] }[];
  /** What somebody would have to bring who is not there yet. */
  readonly newcomers: readonly Share[];
  /** From the homes of the members. */
  readonly km: number;
}

export interface Ways {
  /** The fewest members first, then the nearest. */
  readonly ways: readonly Way[];
  /** What the organisations in them have left of what is asked for. */
  readonly left: readonly { readonly organisationId: string; readonly shares: readonly Share[] }[];
  /** Whether these are all the ways there are. */
  readonly complete: boolean;
}

/** So many ways are named, and so many of each kind with somebody who is not there yet. */
export interface MostWays {
  readonly ways: number;
  readonly withNewcomers: number;
}

/** Beyond so many steps some ways are not found. Those that are near are looked at first. */
const STEPS = 10_000;

/**
 * All ways to meet a need: as it is, and with one newcomer for each demand. Where that is not enough, with the fewest newcomers that are.
 * Unlike the coalitions of a search, they may have somebody in them who could be left out if another one brought more: planned
 * together with other needs, that one may have to bring it there.
 */
export function waysFor(request: MatchingRequest, network: Network, most: MostWays): Ways {
  const { appraisal, candidates } = takeInventory(request, network);
  const { demands } = appraisal;
  const asked = demands.map(({ amount }) => amount);
  const nearest = candidates.toSorted((a, b) => a.km - b.km || (a.id < b.id ? -1 : 1));

  const found: Way[] = [];
  let complete = true;
  const look = (withNewcomers: readonly number[], limit: number) => {
    const { allotments, isAll } = allot(asked, nearest, withNewcomers);
    complete &&= isAll && allotments.length <= limit;
    const ways = allotments.map((allotment) => wayOf(demands, allotment)).toSorted(compareWays);
    found.push(...ways.slice(0, limit));
    return ways.length > 0;
  };

  look([], most.ways);
  for (let size = 1; size <= demands.length; size++) {
    const opened = choices(demands.length, size).map((chosen) => look(chosen, most.withNewcomers));
    if (opened.includes(true)) break;
  }

  const ids = new Set(found.flatMap(({ members }) => members.map(({ organisationId }) => organisationId)));
  const left = [...ids].toSorted().map((organisationId) => {
    const organisation = network.consenting.byId.get(organisationId);
    const shares = demands.map(({ capability }) => ({
      capability,
      amount: organisation ? availableOf(organisation, capability, request.need.days) : 0,
    }));
    return { organisationId, shares };
  });
  return { ways: found, left, complete };
}

/** Who brings how much, demand by demand; nobody stands for a newcomer. */
type Allotment = ReadonlyMap<Candidate | number, readonly number[]>;

/** Every way in which those who are there, and each of these newcomers, can bring exactly what is asked for together. */
function allot(asked: readonly number[], candidates: readonly Candidate[], newcomers: readonly number[]) {
  const allotments: Allotment[] = [];
  const given = new Map<Candidate | number, number[]>();
  let steps = 0;

  const give = (to: Candidate | number, demand: number, amount: number) => {
    const amounts = given.get(to) ?? asked.map(() => 0);
    given.set(to, amounts);
    amounts[demand] = (amounts[demand] ?? 0) + amount;
    if (amounts.every((each) => each === 0)) given.delete(to);
  };
  const able = (to: Candidate | number, demand: number) =>
    typeof to === 'number' ? (to === demand ? (asked[demand] ?? 0) : 0) : (to.amounts[demand] ?? 0);
  const everybody = [...newcomers, ...candidates];

  const fill = (demand: number, missing: number, from: number): void => {
    if (++steps > STEPS) return;
    if (demand === asked.length) {
      if (newcomers.every((newcomer) => given.has(newcomer)))
        allotments.push(new Map([...given].map(([to, amounts]) => [to, [...amounts]])));
      return;
    }
    if (missing === 0) {
      fill(demand + 1, asked[demand + 1] ?? 0, 0);
      return;
    }
    for (let at = from; at < everybody.length; at++) {
      const to = everybody[at];
      if (to === undefined || (!given.has(to) && given.size >= LARGEST_COALITION)) continue;
      for (let amount = Math.min(missing, able(to, demand)); amount > 0; amount--) {
        give(to, demand, amount);
        fill(demand, missing - amount, at + 1);
        give(to, demand, -amount);
      }
    }
  };
  fill(0, asked[0] ?? 0, 0);
  return { allotments, isAll: steps <= STEPS };
}

function wayOf(demands: readonly Share[], allotment: Allotment): Way {
  const shares = (amounts: readonly number[]) =>
    demands
      .map(({ capability }, demand) => ({ capability, amount: amounts[demand] ?? 0 }))
      .filter(({ amount }) => amount > 0);
  const members = [...allotment].flatMap(([to, amounts]) => (typeof to === 'number' ? [] : [{ to, amounts }]));
  return {
    members: members
      .toSorted((a, b) => (a.to.id < b.to.id ? -1 : 1))
      .map(({ to, amounts }) => ({ organisationId: to.id, brings: shares(amounts) })),
    newcomers: [...allotment].flatMap(([to, amounts]) => (typeof to === 'number' ? shares(amounts) : [])),
    km: members.reduce((sum, { to }) => sum + to.km, 0),
  };
}

/** Those that are alike in that are told apart by who and what, in whatever order they have been found. */
function compareWays(a: Way, b: Way): number {
  return a.members.length - b.members.length || a.km - b.km || (textOf(a) < textOf(b) ? -1 : 1);
}

function textOf({ members }: Way): string {
  return members.map(({ organisationId, brings }) => `${organisationId} ${brings.map(({ capability, amount }) => `${amount} ${capability}`).join()}`).join(); // prettier-ignore
}

/** Every set of so many of the first whole numbers. */
function choices(count: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: Math.max(0, count - from) }, (_, at) => from + at).flatMap((first) =>
    choices(count, size - 1, first + 1).map((rest) => [first, ...rest]),
  );
}
