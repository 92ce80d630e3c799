import type { Candidate } from './candidate.ts';
import { brought } from './search.ts';

/** What is asked for is to be covered at the lowest price: by members, by going farther for them, by somebody who is not there yet. */
export interface CoverProblem {
  readonly asked: readonly number[];
  readonly owner: Candidate | undefined;
  readonly candidates: readonly Candidate[];
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
  readonly members: readonly Candidate[];
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
  const extraKm = ({ reachKm }: Candidate) => Math.max(0, reachKm - withinKm);
  const candidates = nearestOfEachKind(problem, extraKm);
  const suppliers = asked.map((_, demand) => candidates.filter(({ amounts }) => (amounts[demand] ?? 0) > 0));
  const largest = suppliers.map((members, demand) => largestSums(members, demand, seats));
  const left = new Set<Candidate>();
  let best: Cover | undefined;
  let price = problem.below ?? Infinity;
  let steps = 0;
  let complete = true;

  const expand = (members: readonly Candidate[], sums: readonly number[], extra: number, given: readonly number[]) => {
    const seatsLeft = seats - members.length - (given.length > 0 ? 1 : 0);
    const missing = asked.map((amount, at) => Math.max(0, amount - (sums[at] ?? 0)));
    const units = missing.reduce((sum, amount, at) => sum + Math.max(0, amount - (largest[at]?.[seatsLeft] ?? 0)), 0);
    if (units > 0 && perUnit === undefined) return;
    if (extra * perKm + units * (perUnit ?? 0) >= price) return;

    const demand = missing.findIndex((amount, at) => amount > 0 && !given.includes(at));
    if (demand < 0) {
      const paid = extra * perKm + missing.reduce((sum, amount) => sum + amount, 0) * (perUnit ?? 0);
      if (paid >= price) return;
      price = paid;
      best = { members, price, extraKm: extra, missing };
      return;
    }
    steps += 1;
    if (steps > problem.steps) {
      complete = false;
      return;
    }
    const tried: Candidate[] = [];
    for (const candidate of seatsLeft > 0 ? (suppliers[demand] ?? []) : []) {
      if (left.has(candidate)) continue;
      left.add(candidate);
      tried.push(candidate);
      const sumsThen = sums.map((sum, at) => sum + (candidate.amounts[at] ?? 0));
      expand([...members, candidate], sumsThen, Math.max(extra, extraKm(candidate)), given);
    }
    if (perUnit !== undefined && (given.length > 0 || seatsLeft > 0)) expand(members, sums, extra, [...given, demand]);
    for (const candidate of tried) left.delete(candidate);
  };

  const fixed = owner ? [owner] : [];
  const sums = asked.map((_, demand) => brought(fixed, demand));
  expand(fixed, sums, 0, []);
  return { cover: best, complete };
}

/** Of those who bring the same no more are needed than there are seats: the nearest. */
function nearestOfEachKind({ candidates, owner, seats }: CoverProblem, extraKm: (candidate: Candidate) => number) {
  const others = candidates.filter(({ id }) => id !== owner?.id);
  const total = ({ amounts }: Candidate) => amounts.reduce((sum, amount) => sum + amount, 0);
  const order = (a: Candidate, b: Candidate) =>
    extraKm(a) - extraKm(b) || total(b) - total(a) || (a.id < b.id ? -1 : 1);
  return [...Map.groupBy(others, ({ amounts }) => amounts.join()).values()]
    .flatMap((group) => group.toSorted(order).slice(0, seats))
    .toSorted(order);
}

function largestSums(candidates: readonly Candidate[], demand: number, seats: number): number[] {
  const sums = [0];
  const amounts = candidates.map(({ amounts }) => amounts[demand] ?? 0).toSorted((a, b) => b - a);
  for (let count = 0; count < seats; count++) sums.push((sums.at(-1) ?? 0) + (amounts[count] ?? 0));
  return sums;
}
