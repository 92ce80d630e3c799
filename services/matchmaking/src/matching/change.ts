import type { Supplier } from './candidate.ts';
import { cheapestCover } from './cover.ts';
import type { Cover } from './cover.ts';
import type { StockOn } from './inventory.ts';
import { AROUND_KM } from './inventory.ts';
import type { MatchingRequest, NetworkOrganisation, Share } from './need.ts';
import { LARGEST_COALITION, PRICES, STEPS } from './need.ts';
import { brought } from './search.ts';

/** What would have to be different for a need to be met. */
export interface Change {
  readonly price: number;
  /** Accept so many kilometres. */
  readonly withinKm?: number;
  /** Take these days instead. */
  readonly days?: readonly string[];
  /** One organisation more, there and free, that brings this. */
  readonly more?: readonly Share[];
  /** Who would do it then, the newcomer apart. */
  readonly members: readonly string[];
  /** Whether it is proved that nothing of its kind is cheaper. */
  readonly cheapest: boolean;
}

type Kind = 'distance' | 'days' | 'units';

/** The cheapest change first, then the cheapest of each kind by itself, where there is one. */
export function changesThatHelp(request: MatchingRequest, stockOn: StockOn): Change[] {
  const kinds: readonly (readonly Kind[])[] = [['distance', 'days', 'units'], ['distance'], ['days'], ['units']];
  const changes = kinds.flatMap((allowed) => cheapest(request, stockOn, allowed) ?? []);
  const [first, ...others] = changes;
  if (!first) return [];
  const different = others.filter((change) => !isSame(change, first));
  return [first, ...different.toSorted((a, b) => a.price - b.price)];
}

function cheapest(request: MatchingRequest, stockOn: StockOn, allowed: readonly Kind[]): Change | undefined {
  const { withinKm } = request.need;
  if (!allowed.includes('distance')) return cheapestAround(request, stockOn, allowed, withinKm);
  const around = cheapestAround(request, stockOn, allowed, withinKm + AROUND_KM);
  // Whoever lies farther away costs more than that.
  const { perKm } = request.prices ?? PRICES;
  if (around && around.price <= AROUND_KM * perKm) return around;
  return cheapestAround(request, stockOn, allowed, Infinity);
}

function cheapestAround(
  request: MatchingRequest,
  stockOn: StockOn,
  allowed: readonly Kind[],
  reachKm: number,
): Change | undefined {
  const { need, prices = PRICES, steps = STEPS } = request;
  let best: Change | undefined;
  let proved = true;
  for (const { days, changed } of allowed.includes('days') ? choicesOfDays(request) : [unchanged(request)]) {
    const priceOfDays = changed * prices.perDay;
    if (best && priceOfDays >= best.price) break;
    const { demands, owner, suppliers } = stockOn(days, reachKm);
    const { cover, complete } = cheapestCover({
      asked: demands.map(({ amount }) => amount),
      owner,
      candidates: suppliers,
      seats: LARGEST_COALITION,
      withinKm: need.withinKm,
      perKm: prices.perKm,
      ...(allowed.includes('units') && { perUnit: prices.perUnit }),
      ...(best && { below: best.price - priceOfDays }),
      steps,
    });
    proved &&= complete;
    if (!cover) continue;
    const more = demands
      .map(({ capability }, at) => ({ capability, amount: cover.missing[at] ?? 0 }))
      .filter(({ amount }) => amount > 0);
    best = {
      price: cover.price + priceOfDays,
      ...(cover.extraKm > 0 && { withinKm: need.withinKm + cover.extraKm }),
      ...(changed > 0 && { days }),
      ...(more.length > 0 && { more }),
      members: withoutTheSuperfluous(cover, demands, owner)
        .map(({ id }) => id)
        .toSorted(),
      cheapest: true,
    };
  }
  return best && { ...best, cheapest: proved };
}

/** A cheapest cover may have somebody in it who costs nothing and is not needed: whoever brings least is left out first. */
function withoutTheSuperfluous(
  { members, missing }: Cover,
  demands: readonly Share[],
  owner: Supplier | undefined,
): readonly Supplier[] {
  const total = ({ amounts }: Supplier) => amounts.reduce((sum, amount) => sum + amount, 0);
  const leastFirst = members.toSorted((a, b) => total(a) - total(b) || (a.id < b.id ? -1 : 1));
  return leastFirst.reduce<readonly Supplier[]>((kept, member) => {
    const others = kept.filter((other) => other !== member);
    const isNeeded = demands.some(({ amount }, demand) => brought(others, demand) + (missing[demand] ?? 0) < amount);
    return member === owner || isNeeded ? kept : others;
  }, members);
}

interface ChoiceOfDays {
  readonly days: readonly string[];
  /** How many of the days of the need it gives up. */
  readonly changed: number;
}

/** So many days of a need are given up one by one at most; a need with more of them moves as a whole. */
const DAYS_ONE_BY_ONE = 7;

/**
 * As it is; without some of its days; or on another day altogether. A day that is moved is no cheaper than one that is given up, so
 * that nothing else needs to be looked at.
 */
function choicesOfDays(request: MatchingRequest): ChoiceOfDays[] {
  const { days, changed } = unchanged(request);
  if (days.length === 0) return [{ days, changed }];
  const others = [...new Set(request.otherDays)].filter((day) => !days.includes(day)).toSorted();
  const parts = days.length > DAYS_ONE_BY_ONE ? [days] : partsOf(days).filter((part) => part.length > 0);
  return [
    ...parts.map((part) => ({ days: part, changed: days.length - part.length })),
    ...others.map((day) => ({ days: [day], changed: days.length })),
  ].toSorted((a, b) => a.changed - b.changed || (a.days.join() < b.days.join() ? -1 : 1));
}

function unchanged({ need }: MatchingRequest): ChoiceOfDays {
  return { days: [...new Set(need.days)].toSorted(), changed: 0 };
}

function partsOf([first, ...rest]: readonly string[]): string[][] {
  return first === undefined ? [[]] : partsOf(rest).flatMap((part) => [[first, ...part], part]);
}

function isSame(a: Change, b: Change): boolean {
  return (
    a.withinKm === b.withinKm && a.days?.join() === b.days?.join() && JSON.stringify(a.more) === JSON.stringify(b.more)
  );
}

/** The request and the newcomer after a change: solving it again proves that the change helps. */
export function changed(
  request: MatchingRequest,
  { withinKm, days, more }: Change,
  newcomerId: string,
): { readonly request: MatchingRequest; readonly newcomers: readonly NetworkOrganisation[] } {
  const { need } = request;
  return {
    request: { ...request, need: { ...need, withinKm: withinKm ?? need.withinKm, days: days ?? need.days } },
    newcomers: more
      ? [
          {
            id: newcomerId,
            municipality: need.municipality,
            worksIn: { wholeCountry: false, counties: [], municipalities: [need.municipality] },
            offers: more.map((share) => ({ ...share, days: [], languages: [], targetGroups: [], themes: [] })),
            consentsToMatching: true,
            reserved: [],
            requests: 0,
            collaborations: 0,
          },
        ]
      : [],
  };
}
