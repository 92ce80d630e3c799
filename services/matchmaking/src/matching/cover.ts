import type { Supplier } from './candidate.ts';
import { brought } from './search.ts';
import { enoughSuppliers, largestSums, supplyOf } from './supply.ts';

/** What is asked for is to be covered at the lowest price: by members, by going farther for them, by somebody who is not there yet. */
export interface CoverProblem {
  readonly asked: readonly number[];
  readonly owner: Supplier | undefined;
  readonly candidates: readonly Supplier[];
  readonly seats: number;
  /** As far the need reaches for nothing. */
  readonly withinKm: number;
  readonly perKm: number;
  /** What a unit costs that a newcomer would have to bring, who takes one of the seats. Left out: there is no newcomer. */
  readonly perUnit?: number;
  /** Only what is cheaper is of interest. */
  readonly below?: number;
  readonly steps: number;
}

export interface Cover {
  readonly members: readonly Supplier[];
  readonly price: number;
  readonly extraKm: number;
  /** What a newcomer brings, demand by demand. */
  readonly missing: readonly number[];
}

export interface CoverFound {
  readonly cover: Cover | undefined;
  /** Whether it is proved that there is nothing cheaper, or nothing at all. */
  readonly complete: boolean;
}

/** Branch and bound: of each demand that is not met, somebody brings more, or the newcomer brings the rest. */
export function cheapestCover(problem: CoverProblem): CoverFound {
  const { asked, owner, seats, withinKm, perKm, perUnit } = problem;
  const extraKm = ({ reachKm }: Supplier) => Math.max(0, reachKm - withinKm);
  const candidates = enoughSuppliers(
    problem.candidates.filter(({ id }) => id !== owner?.id),
    seats,
  );
  const suppliers = asked.map((_, demand) => candidates.filter(({ amounts }) => (amounts[demand] ?? 0) > 0));
  const largest = suppliers.map((able, demand) =>
    largestSums(
      able.map(({ amounts }) => amounts[demand] ?? 0),
      seats,
    ),
  );
  const { fewestMore } = supplyOf(asked, candidates, seats);
  const left = new Set<Supplier>();
  let best: Cover | undefined;
  let price = problem.below ?? Infinity;
  let steps = 0;
  let complete = true;

  /** Less than it will cost in the end: whatever the seats that are left could bring is taken off. */
  const leastUnits = (sums: readonly number[], seatsLeft: number) => {
    let units = 0;
    for (let at = 0; at < asked.length; at++)
      units += Math.max(0, (asked[at] ?? 0) - (sums[at] ?? 0) - (largest[at]?.[seatsLeft] ?? 0));
    return units;
  };
  const canBeCheaper = (sums: readonly number[], seatsLeft: number, extra: number) =>
    perUnit === undefined
      ? extra * perKm < price && fewestMore(sums) <= seatsLeft
      : extra * perKm + leastUnits(sums, seatsLeft) * perUnit < price;

  const expand = (members: readonly Supplier[], sums: readonly number[], extra: number, given: readonly number[]) => {
    const demand = asked.findIndex((amount, at) => (sums[at] ?? 0) < amount && !given.includes(at));
    if (demand < 0) {
      const missing = asked.map((amount, at) => Math.max(0, amount - (sums[at] ?? 0)));
      const paid = extra * perKm + missing.reduce((sum, amount) => sum + amount, 0) * (perUnit ?? 0);
      if (paid >= price) return;
      price = paid;
      best = { members, price, extraKm: extra, missing };
      return;
    }
    const seatsLeft = seats - members.length - (given.length > 0 ? 1 : 0);
    const sumsThen = [...sums];
    const tried: Supplier[] = [];
    for (const candidate of seatsLeft > 0 ? (suppliers[demand] ?? []) : []) {
      if (left.has(candidate)) continue;
      steps += 1;
      if (steps > problem.steps) {
        complete = false;
        break;
      }
      left.add(candidate);
      tried.push(candidate);
      for (let at = 0; at < asked.length; at++) sumsThen[at] = (sums[at] ?? 0) + (candidate.amounts[at] ?? 0);
      const extraThen = Math.max(extra, extraKm(candidate));
      if (canBeCheaper(sumsThen, seatsLeft - 1, extraThen))
        expand([...members, candidate], [...sumsThen], extraThen, given);
    }
    if (perUnit !== undefined && (given.length > 0 || seatsLeft > 0)) {
      const seatsThen = seats - members.length - 1;
      if (canBeCheaper(sums, seatsThen, extra)) expand(members, sums, extra, [...given, demand]);
    }
    for (const candidate of tried) left.delete(candidate);
  };

  const fixed = owner ? [owner] : [];
  const sums = asked.map((_, demand) => brought(fixed, demand));
  if (canBeCheaper(sums, seats - fixed.length, 0)) expand(fixed, sums, 0, []);
  return { cover: best, complete };
}
