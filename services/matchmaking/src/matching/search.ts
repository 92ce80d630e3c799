import type { Bits } from './bits.ts';
import { bitsOf, countMissing, union } from './bits.ts';
import type { Candidate, Supplier } from './candidate.ts';
import { undominated } from './dominance.ts';
import type { Figures } from './figures.ts';
import { compareFigures, costOf } from './figures.ts';
import type { Stage } from './need.ts';
import { largestSums, supplyOf } from './supply.ts';

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

/** What a coalition comes to, stage by stage. */
export function figuresOf({ stages, groups, languages }: Problem, members: readonly Candidate[]): Figures {
  return stages.map((stage) => {
    switch (stage) {
      case 'target-groups-and-themes':
        return countMissing(groups, members.map((member) => member.groups).reduce(union, []), []);
      case 'languages':
        return countMissing(languages, members.map((member) => member.languages).reduce(union, []), []);
      case 'members':
      case 'nearness':
      case 'requests':
      case 'collaborations':
        return members.reduce((sum, member) => sum + (costOf(stage, member) ?? 0), 0);
    }
  });
}

export function brought(members: readonly Supplier[], demand: number, without?: Supplier): number {
  return members.reduce((sum, member) => (member === without ? sum : sum + (member.amounts[demand] ?? 0)), 0);
}

/**
 * The best coalitions. With the fewest members as the first stage, those of one, two, three ... are looked for in turn: as soon as
 * there are enough of them, larger ones are worse.
 */
export function search(problem: Problem): Found {
  const { owner, kept, stages, wanted } = problem;
  const fixed = owner ? [owner, ...kept] : [...kept];
  const missing = problem.asked.map((amount, demand) => amount - brought(fixed, demand));
  const useful = problem.candidates.filter(
    (candidate) =>
      !fixed.includes(candidate) && missing.some((amount, at) => amount > 0 && (candidate.amounts[at] ?? 0) > 0),
  );
  const candidates = undominated(useful, stages, problem.seats - 1 + wanted, mayBringMore(problem));

  let steps = 0;
  let open: Figures | undefined;
  for (let seats = stages[0] === 'members' ? Math.max(1, fixed.length) : problem.seats; ; seats++) {
    const found = branchAndBound({ ...problem, candidates, seats });
    steps += found.steps;
    open = better(open, found.open);
    if (seats >= problem.seats || found.best.length >= wanted)
      return { best: found.best, bound: better(open, found.best[0]?.figures), complete: open === undefined, steps };
  }
}

/**
 * With more brought by one of them, somebody else may become superfluous: then the coalition becomes smaller. That makes it better
 * where fewest members come first, unless it is one who was to be in it.
 */
function mayBringMore({ stages, kept }: Problem): boolean {
  return stages[0] === 'members' && kept.length === 0;
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
  const { fewestMore } = supplyOf(asked, candidates, seats);
  const bounds = boundsOf(problem);
  const costs = new Map(candidates.map((candidate) => [candidate, costsOf(stages, candidate)]));

  const best: Solution[] = [];
  const left = new Set<Candidate>();
  let steps = 0;
  let open: Figures | undefined;

  const expand = (node: Node): void => {
    const demand = demandsByScarcity.find((demand) => (node.sums[demand] ?? 0) < (asked[demand] ?? 0));
    if (demand === undefined) {
      keep(node.members, bounds(node, 0));
      return;
    }
    const sums = [...node.sums];
    const tried: Candidate[] = [];
    for (const candidate of suppliers[demand] ?? []) {
      if (left.has(candidate)) continue;
      steps += 1;
      left.add(candidate);
      tried.push(candidate);

      for (let at = 0; at < sums.length; at++) sums[at] = (node.sums[at] ?? 0) + (candidate.amounts[at] ?? 0);
      const more = fewestMore(sums);
      if (node.members.length + 1 + more > seats || isForEverSuperfluous(node.members, candidate, sums)) continue;

      const then: Node = {
        members: [...node.members, candidate],
        sums: [...sums],
        costs: plus(node.costs, costs.get(candidate) ?? []),
        groups: union(node.groups, candidate.groups),
        languages: union(node.languages, candidate.languages),
      };
      const bound = bounds(then, more);
      const worst = best.length < wanted ? undefined : best.at(-1);
      if (worst && compareFigures(bound, worst.figures) > 0) continue;
      if (steps > limit) open = better(open, bound);
      else expand(then);
    }
    for (const candidate of tried) left.delete(candidate);
  };

  /** What the others bring only grows: who is not needed for anything it offers now never will be. */
  const isForEverSuperfluous = (members: readonly Candidate[], candidate: Candidate, sums: readonly number[]) =>
    isNeedless(candidate, sums) || members.some((member) => member !== owner && isNeedless(member, sums));

  const isNeedless = ({ amounts }: Candidate, sums: readonly number[]) => {
    for (let at = 0; at < asked.length; at++) {
      const brings = amounts[at] ?? 0;
      if (brings > 0 && (sums[at] ?? 0) - brings < (asked[at] ?? 0)) return false;
    }
    return true;
  };

  const keep = (members: readonly Candidate[], figures: Figures) => {
    if (members.length === 0 || hasSuperfluousMember(asked, members, owner)) return;
    best.push({ members, figures });
    best.sort(compareSolutions);
    best.splice(wanted);
  };

  const start: Node = {
    members: fixed,
    sums: asked.map((_, demand) => brought(fixed, demand)),
    costs: fixed
      .map((member) => costsOf(stages, member))
      .reduce(
        plus,
        stages.map(() => 0),
      ),
    groups: fixed
      .map(({ groups }) => groups)
      .reduce(
        union,
        bitsOf(problem.groups.length * 32, () => false),
      ),
    languages: fixed
      .map(({ languages }) => languages)
      .reduce(
        union,
        bitsOf(problem.languages.length * 32, () => false),
      ),
  };
  if (fixed.length + fewestMore(start.sums) <= seats) expand(start);
  return { best, open, steps };
}

/** A part of a coalition. */
interface Node {
  readonly members: readonly Candidate[];
  readonly sums: readonly number[];
  readonly costs: readonly number[];
  readonly groups: Bits;
  readonly languages: Bits;
}

/**
 * What a coalition has in each stage; with so many members still missing, what it has at least. Once the number of members has been
 * compared, no more of them than the fewest need to be thought of.
 */
function boundsOf({ stages, candidates, seats, groups, languages }: Problem): (node: Node, more: number) => Figures {
  const smallest = stages.map((stage) =>
    largestSums(
      candidates.map((candidate) => -(costOf(stage, candidate) ?? 0)),
      Math.min(seats, candidates.length),
    ).map((sum) => -sum),
  );
  const reachable = {
    groups: candidates.map(({ groups }) => groups).reduce(union, []),
    languages: candidates.map(({ languages }) => languages).reduce(union, []),
  };
  const membersAt = stages.indexOf('members');

  return (node, more) =>
    stages.map((stage, at) => {
      switch (stage) {
        case 'target-groups-and-themes':
          return countMissing(groups, node.groups, more > 0 ? reachable.groups : node.groups);
        case 'languages':
          return countMissing(languages, node.languages, more > 0 ? reachable.languages : node.languages);
        case 'members':
        case 'nearness':
        case 'requests':
        case 'collaborations': {
          const sums = smallest[at] ?? [];
          const most = more === 0 || membersAt < at ? more : Math.min(seats - node.members.length, sums.length - 1);
          return (node.costs[at] ?? 0) + Math.min(sums[more] ?? 0, sums[most] ?? 0);
        }
      }
    });
}

function costsOf(stages: readonly Stage[], candidate: Candidate): number[] {
  return stages.map((stage) => costOf(stage, candidate) ?? 0);
}

function plus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, at) => value + (b[at] ?? 0));
}
