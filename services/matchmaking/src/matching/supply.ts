import type { Supplier } from './candidate.ts';

/** How many more members it takes at least to bring what is missing, or how much stays missing whoever comes. */
export interface Supply {
  /** More than `seats`, where no number of them is enough. */
  readonly fewestMore: (sums: readonly number[]) => number;
}

/**
 * Demands alone, in pairs, and all together are looked at in turn: even those who bring most of them bring only so much. Together a
 * demand counts by its share, so that ten of one thing do not hide one of another.
 */
export function supplyOf(asked: readonly number[], candidates: readonly Supplier[], seats: number): Supply {
  const groups = groupsOf(asked.length).map((demands) => {
    const weights = demands.map((demand) =>
      demands.length === 1 ? 1 : Math.max(1, Math.round(5040 / (asked[demand] ?? 1))),
    );
    const weigh = (amounts: readonly number[]) =>
      demands.reduce((sum, demand, at) => sum + (amounts[demand] ?? 0) * (weights[at] ?? 0), 0);
    return {
      demands,
      weights,
      most: largestSums(
        candidates.map(({ amounts }) => weigh(amounts)),
        seats,
      ),
    };
  });

  const fewestMore = (sums: readonly number[]): number => {
    let fewest = 0;
    for (const { demands, weights, most } of groups) {
      let missing = 0;
      for (let at = 0; at < demands.length; at++) {
        const demand = demands[at] ?? 0;
        missing += Math.max(0, (asked[demand] ?? 0) - (sums[demand] ?? 0)) * (weights[at] ?? 0);
      }
      while (missing > (most[fewest] ?? 0)) {
        fewest += 1;
        if (fewest > seats) return fewest;
      }
    }
    return fewest;
  };
  return { fewestMore };
}

function groupsOf(demands: number): number[][] {
  const all = Array.from({ length: demands }, (_, demand) => demand);
  const pairs = all.flatMap((a) => all.slice(a + 1).map((b) => [a, b]));
  return [...all.map((demand) => [demand]), ...pairs, ...(demands > 2 ? [all] : [])];
}

/** The sums of the largest none, one, two ... of the values. */
export function largestSums(values: readonly number[], count: number): number[] {
  const largest: number[] = [];
  for (const value of values) insert(largest, value, (a, b) => b - a, count);
  const sums = [0];
  for (let at = 0; at < count; at++) sums.push((sums.at(-1) ?? 0) + (largest[at] ?? 0));
  return sums;
}

/** Keeps the first `count` in their order. */
function insert<Item>(sorted: Item[], item: Item, compare: (a: Item, b: Item) => number, count: number): void {
  const last = sorted[count - 1];
  if (last !== undefined && compare(last, item) <= 0) return;
  const at = sorted.findIndex((other) => compare(item, other) < 0);
  sorted.splice(at < 0 ? sorted.length : at, 0, item);
  sorted.splice(count);
}

/**
 * Those who are near and bring much first; without those beside whom there stand as many as there are seats who are no farther and bring
 * no less: one of these is free to take the place.
 */
export function enoughSuppliers(suppliers: readonly Supplier[], seats: number): Supplier[] {
  const kinds = new Map<string, Supplier[]>();
  for (const supplier of suppliers) {
    const kind = supplier.amounts.join();
    const nearest = kinds.get(kind) ?? [];
    kinds.set(kind, nearest);
    insert(nearest, supplier, (a, b) => a.reachKm - b.reachKm || (a.id < b.id ? -1 : 1), seats);
  }
  const total = ({ amounts }: Supplier) => amounts.reduce((sum, amount) => sum + amount, 0);
  const nearest = [...kinds.values()]
    .flat()
    .toSorted((a, b) => a.reachKm - b.reachKm || total(b) - total(a) || (a.id < b.id ? -1 : 1));

  const kept: Supplier[] = [];
  for (const supplier of nearest) {
    let better = 0;
    for (const other of kept) if (better < seats && bringsNoLess(other, supplier)) better += 1;
    if (better < seats) kept.push(supplier);
  }
  return kept;
}

export function bringsNoLess(a: Supplier, b: Supplier): boolean {
  for (let at = 0; at < b.amounts.length; at++) if ((a.amounts[at] ?? 0) < (b.amounts[at] ?? 0)) return false;
  return true;
}
