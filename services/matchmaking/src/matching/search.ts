import type { Bits } from './bits.ts';
import { countMissing, union } from './bits.ts';
import type { Candidate } from './candidate.ts';
import { undominated } from './dominance.ts';
import type { Figures } from './figures.ts';
import { compareFigures, costOf } from './figures.ts';
import type { Stage } from './need.ts';

export interface Problem {
  /** How much is asked for, demand by demand. */
  readonly asked: readonly number[];
  readonly groups: Bits;
  readonly languages: Bits;
  /** Belongs to every coalition, and is never superfluous. */
  readonly owner: Candidate | undefined;
  /** Belong to every coalition that is looked for. */
  readonly kept: readonly Candidate[];
  /** Who else may belong to it. */
  readonly candidates: readonly Candidate[];
  /** How many a coalition has at most, owner included. */
  readonly seats: number;
  readonly stages: readonly Stage[];
  /** How many coalitions are ranked. */
  readonly wanted: number;
  readonly steps: number;
}

export interface Solution {
  readonly members: readonly Candidate[];
  readonly figures: Figures;
}

export interface Found {
  readonly best: readonly Solution[];
  /** No coalition is better than this. Nothing, where there is none. */
  readonly bound: Figures | undefined;
  /** Whether the ranking is proved: nothing is left that could change it. */
  readonly complete: boolean;
  readonly steps: number;
}

/** Between coalitions that are equal in every stage their ids decide: some order must, and it is the same every time. */
export function compareSolutions(a: Solution, b: Solution): number {
  return compareFigures(a.figures, b.figures) || compareIds(a.members, b.members);
}

function compareIds(a: readonly Candidate[], b: readonly Candidate[]): number {
  const [left, right] = [a, b].map((members) => members.map(({ id }) => id).toSorted());
  for (const [at, id] of (left ?? []).entries()) {
    const other = right?.[at] ?? '';
    if (id !== other) return id < other ? -1 : 1;
  }
  return a.length - b.length;
}

/** Whether somebody can be left out: then the others bring everything that is asked for. */
export function hasSuperfluousMember(
  asked: readonly number[],
  members: readonly Candidate[],
  owner?: Candidate,
): boolean {
  return members.some(
    (member) => member !== owner && asked.every((amount, demand) => brought(members, demand, member) >= amount),
  );
}

export function brought(members: readonly Candidate[], demand: number, without?: Candidate): number {
  return members.reduce((sum, member) => (member === without ? sum : sum + (member.amounts[demand] ?? 0)), 0);
}

/**
 * The best coalitions. With the fewest members as the first stage, those of one, two, three ... are looked for in turn: as soon as
 * there are enough of them, larger ones are worse.
 */
export function search(problem: Problem): Found {
  const { owner, kept, stages, wanted } = problem;
  const fixed = new Set(owner ? [owner, ...kept] : kept);
  const others = problem.candidates.filter((candidate) => !fixed.has(candidate));
  const candidates = undominated(others, stages, problem.seats - 1 + wanted);

  let steps = 0;
  let open: Figures | undefined;
  for (let seats = stages[0] === 'members' ? Math.max(1, fixed.size) : problem.seats; ; seats++) {
    const found = branchAndBound({ ...problem, candidates, seats });
    steps += found.steps;
    open = better(open, found.open);
    if (seats >= problem.seats || found.best.length >= wanted)
      return { best: found.best, bound: better(open, found.best[0]?.figures), complete: open === undefined, steps };
  }
}

function better(a: Figures | undefined, b: Figures | undefined): Figures | undefined {
  return a && b ? (compareFigures(a, b) <= 0 ? a : b) : (a ?? b);
}

/**
 * Depth first: somebody must bring what is still missing of a demand, so each of those who can is tried in turn, and is left out of what
 * is tried after it. A branch ends where even its bound is worse than the coalitions that have been found.
 */
function branchAndBound(problem: Problem): { best: Solution[]; open: Figures | undefined; steps: number } {
  const { asked, candidates, owner, seats, stages, wanted, steps: limit } = problem;
  const fixed = owner ? [owner, ...problem.kept] : [...problem.kept];
  const suppliers = asked.map((_, demand) => candidates.filter(({ amounts }) => (amounts[demand] ?? 0) > 0));
  const demandsByScarcity = asked
    .map((_, demand) => demand)
    .toSorted((a, b) => (suppliers[a]?.length ?? 0) - (suppliers[b]?.length ?? 0));
  const bounds = boundsOf();

  const best: Solution[] = [];
  const left = new Set<Candidate>();
  let steps = 0;
  let open: Figures | undefined;

  const expand = (members: readonly Candidate[], sums: readonly number[], groups: Bits, languages: Bits): void => {
    const demand = demandsByScarcity.find((demand) => (sums[demand] ?? 0) < (asked[demand] ?? 0));
    if (demand === undefined) {
      keep(members, bounds.figures(members, groups, languages, 0));
      return;
    }
    const tried: Candidate[] = [];
    for (const candidate of suppliers[demand] ?? []) {
      if (left.has(candidate)) continue;
      steps += 1;
      left.add(candidate);
      tried.push(candidate);

      const joined = [...members, candidate];
      const sumsThen = sums.map((sum, at) => sum + (candidate.amounts[at] ?? 0));
      const more = bounds.fewestMore(sumsThen);
      if (joined.length + more > seats || isForEverSuperfluous(joined, sumsThen)) continue;

      const [groupsThen, languagesThen] = [union(groups, candidate.groups), union(languages, candidate.languages)];
      const bound = bounds.figures(joined, groupsThen, languagesThen, more);
      const worst = best.length < wanted ? undefined : best.at(-1);
      if (worst && compareFigures(bound, worst.figures) > 0) continue;
      if (steps > limit) open = better(open, bound);
      else expand(joined, sumsThen, groupsThen, languagesThen);
    }
    for (const candidate of tried) left.delete(candidate);
  };

  /** What the others bring only grows: who is not needed for anything it offers now never will be. */
  const isForEverSuperfluous = (members: readonly Candidate[], sums: readonly number[]) =>
    members.some(
      (member) =>
        member !== owner &&
        asked.every((amount, at) => {
          const brings = member.amounts[at] ?? 0;
          return brings === 0 || (sums[at] ?? 0) - brings >= amount;
        }),
    );

  const keep = (members: readonly Candidate[], figures: Figures) => {
    if (members.length === 0 || hasSuperfluousMember(asked, members, owner)) return;
    best.push({ members, figures });
    best.sort(compareSolutions);
    best.splice(wanted);
  };

  const start = fixed.reduce<[Bits, Bits]>(
    ([groups, languages], member) => [union(groups, member.groups), union(languages, member.languages)],
    [none(problem.groups), none(problem.languages)],
  );
  const sums = asked.map((_, demand) => brought(fixed, demand));
  if (fixed.length + bounds.fewestMore(sums) <= seats) expand(fixed, sums, ...start);

  return { best, open, steps };

  function boundsOf() {
    const { groups: allGroups, languages: allLanguages } = problem;
    const largest = asked.map((_, demand) =>
      sumsOf(
        candidates.map(({ amounts }) => -(amounts[demand] ?? 0)),
        seats,
      ).map((sum) => -sum),
    );
    const reachable = candidates.reduce<[Bits, Bits]>(
      ([groups, languages], candidate) => [union(groups, candidate.groups), union(languages, candidate.languages)],
      [none(allGroups), none(allLanguages)],
    );
    const cheapest = stages.map((stage) =>
      sumsOf(
        candidates.map((candidate) => costOf(stage, candidate) ?? 0),
        seats,
      ),
    );
    const membersFirst = (at: number) => stages.indexOf('members') < at;

    /** How many more members it takes at least: those who offer most of a demand, for the demand that takes most of them. */
    const fewestMore = (sums: readonly number[]): number => {
      let fewest = 0;
      for (let at = 0; at < asked.length; at++) {
        const missing = (asked[at] ?? 0) - (sums[at] ?? 0);
        while (missing > (largest[at]?.[fewest] ?? 0)) {
          fewest += 1;
          if (fewest > seats) return fewest;
        }
      }
      return fewest;
    };

    /**
     * What a coalition has in each stage; with members still missing, what it has at least. Once the number of members has been
     * compared, no more of them than the fewest need to be thought of.
     */
    const figures = (members: readonly Candidate[], groups: Bits, languages: Bits, more: number): Figures =>
      stages.map((stage, at) => {
        switch (stage) {
          case 'target-groups-and-themes':
            return countMissing(allGroups, groups, more > 0 ? reachable[0] : groups);
          case 'languages':
            return countMissing(allLanguages, languages, more > 0 ? reachable[1] : languages);
          case 'members':
          case 'nearness':
          case 'requests':
          case 'collaborations': {
            const sums = cheapest[at] ?? [];
            const most = more === 0 || membersFirst(at) ? more : seats - members.length;
            const rest = Math.min(sums[more] ?? 0, sums[Math.min(most, sums.length - 1)] ?? 0);
            return members.reduce((sum, member) => sum + (costOf(stage, member) ?? 0), 0) + rest;
          }
        }
      });
    return { fewestMore, figures };
  }
}

/** The sums of the smallest none, one, two ... of the values. */
function sumsOf(values: readonly number[], count: number): number[] {
  const sums = [0];
  for (const value of values.toSorted((a, b) => a - b).slice(0, count)) sums.push((sums.at(-1) ?? 0) + value);
  return sums;
}

function none(bits: Bits): Bits {
  return bits.map(() => 0);
}
