import type { Supplier } from './candidate.ts';
import { cheapestCover } from './cover.ts';
import type { StockOn } from './inventory.ts';
import { AROUND_KM } from './inventory.ts';
import type { MatchingRequest, Share } from './need.ts';
import { demandsOf, LARGEST_COALITION, STEPS } from './need.ts';

/** One thing that the need asks for. */
export type Demand =
  | ({ readonly kind: 'capability' } & Share)
  | { readonly kind: 'place'; readonly municipality: string; readonly withinKm: number }
  | { readonly kind: 'day'; readonly day: string };

export interface Cause {
  /** Cannot be met together by any coalition; without any one of them, the others can. */
  readonly demands: readonly Demand[];
  /** Whether it is proved that no smaller set of demands is a cause too. */
  readonly smallest: boolean;
}

/** So many sets of demands are looked at for the smallest cause. Beyond it, some cause is named from which nothing can be left out. */
const SETS = 2_000;

export function everyDemandOf(request: MatchingRequest): Demand[] {
  const { municipality, withinKm, days } = request.need;
  return [
    ...demandsOf(request.need).map((share) => ({ kind: 'capability', ...share }) as const),
    { kind: 'place', municipality, withinKm },
    ...[...new Set(days)].toSorted().map((day) => ({ kind: 'day', day }) as const),
  ];
}

/**
 * The smallest set of demands that cannot be met together, of a need that cannot be met: sets are tried by their size, so that the first
 * one that fails is the smallest. Whatever a coalition was found for is not tried again, nor any part of it.
 */
export function smallestCause(request: MatchingRequest, stockOn: StockOn): Cause {
  const all = everyDemandOf(request);
  const canBeMet = feasibility(request, stockOn);
  let sets = 0;
  for (let size = 1; size < all.length; size++)
    for (const demands of subsets(all, size)) {
      if (++sets > SETS) return { demands: withoutTheNeedless(all, canBeMet), smallest: false };
      if (canBeMet(demands) === 'no') return { demands, smallest: canBeMet.proved() };
    }
  return { demands: all, smallest: canBeMet.proved() };
}

interface Feasibility {
  (demands: readonly Demand[]): 'yes' | 'no' | 'undecided';
  /** Whether every answer so far was one. */
  proved(): boolean;
}

function feasibility(request: MatchingRequest, stockOn: StockOn): Feasibility {
  const shares = demandsOf(request.need);
  const met: ReadonlySet<Demand>[] = [];
  let proved = true;

  const canBeMet = (demands: readonly Demand[]) => {
    if (met.some((known) => demands.every((demand) => known.has(demand)))) return 'yes';
    const days = demands.flatMap((demand) => (demand.kind === 'day' ? [demand.day] : []));
    const { withinKm } = request.need;
    const asked = shares.map(({ capability, amount }) =>
      demands.some((demand) => demand.kind === 'capability' && demand.capability === capability) ? amount : 0,
    );
    let complete = true;
    for (const reach of demands.some(({ kind }) => kind === 'place') ? [withinKm] : [withinKm + AROUND_KM, Infinity]) {
      const { owner, suppliers } = stockOn(days, reach);
      const found = cheapestCover({
        asked,
        owner: owner && only(owner, asked),
        candidates: suppliers.map((supplier) => only(supplier, asked)),
        seats: LARGEST_COALITION,
        withinKm: reach,
        perKm: 0,
        steps: request.steps ?? STEPS,
      });
      complete = found.complete;
      if (!found.cover) continue;
      met.push(new Set(demands));
      return 'yes';
    }
    proved &&= complete;
    return complete ? 'no' : 'undecided';
  };
  return Object.assign(canBeMet, { proved: () => proved });
}

/** What is not asked for in this set of demands does not tell suppliers apart. */
function only(supplier: Supplier, asked: readonly number[]): Supplier {
  return { ...supplier, amounts: supplier.amounts.map((amount, at) => Math.min(amount, asked[at] ?? 0)) };
}

function withoutTheNeedless(all: readonly Demand[], canBeMet: Feasibility): readonly Demand[] {
  return all.reduce((rest, demand) => {
    const without = rest.filter((other) => other !== demand);
    return canBeMet(without) === 'no' ? without : rest;
  }, all);
}

/** All subsets of a size, in the order of their members. */
function* subsets<Item>(items: readonly Item[], size: number, from = 0): Generator<Item[]> {
  if (size === 0) yield [];
  else
    for (const [at, item] of items.entries())
      if (at >= from) for (const rest of subsets(items, size - 1, at + 1)) yield [item, ...rest];
}
