import { wholeBound } from './integer-program.ts';
import type { Answer, IntegerProgram, Solve } from './integer-program.ts';
import type { PlanningInput } from './planning-input.ts';
import { byGap, problemOf } from './planning-problem.ts';
import type { PlanningProblem, Use } from './planning-problem.ts';
import { bestBy, coverageWithOffer, fewestUnitsFor, gain, smallestOffer } from './programs.ts';
import { completed, coveredBy, measure, missingFor, missingUnits, unitsNobodyHas, unitsUsed } from './selection.ts';
import type { Objective, Selection } from './selection.ts';

export interface Plan {
  /** The chosen candidates, as their places in the input. */
  readonly chosen: readonly number[];
  readonly covered: number;
  /** More gaps than this cannot be covered. */
  readonly bound: number;
  /** True only if it is proven, stage by stage. */
  readonly optimal: boolean;
  readonly value: number;
  readonly distance: number;
  readonly stages: readonly Stage[];
  readonly uncovered: readonly UncoveredGap[];
  /** Null if no offer of that size opens a gap; left out if time ran out before the best was proven. */
  readonly bestOffer?: Offer | null;
}

/** One objective of the plan. It is proven when what is reached is the bound. */
export interface Stage {
  readonly objective: Objective;
  /** Gaps; values; each organisation's number of requests squared, and summed; kilometres. */
  readonly reached: number;
  /** Null if nothing is known. */
  readonly bound: number | null;
}

export interface UncoveredGap {
  readonly gap: string;
  readonly cause: Cause;
}

export type Cause =
  | { readonly code: 'no-candidate' }
  | {
      /** What its candidates need is taken: with these units more it would be covered, and all that is covered would stay so. */
      readonly code: 'capacity';
      readonly missing: Readonly<Record<string, number>>;
      /** Whether it is proven that fewer units do not do it. */
      readonly smallest: boolean;
    };

/** The one offer that would open most gaps: as small as it can be for that. */
export interface Offer {
  readonly organisation: string;
  /** Units beyond its capacity. */
  readonly units: number;
  /** By so much the greatest possible coverage rises. */
  readonly opens: number;
}

export interface PlanningOptions {
  readonly solve: Solve;
  /** For everything together. */
  readonly timeLimitMs: number;
  /** How many units a new offer may have. */
  readonly largestOffer: number;
}

/** The program is put together only if there is time to solve it. */
type Ask = (program: () => IntegerProgram) => Promise<Answer>;

const unknown: Answer = { bound: Infinity, elapsedMs: 0 };

/** Plans all gaps together: most of them first, then the best values or the fairest spread, then the shortest distances. */
export async function makePlan(input: PlanningInput, options: PlanningOptions): Promise<Plan> {
  const problem = problemOf(input);
  const ask = within(options.timeLimitMs, options.solve);

  const { selection, stages } = await select(problem, ask);
  const [coverage] = stages;
  const bestOffer = isProven(coverage) ? await findBestOffer(problem, selection, options.largestOffer, ask) : undefined;
  const uncovered = await findCauses(problem, selection, isProven(coverage), ask);

  return {
    chosen: selection.map((at) => problem.candidates[at]?.index ?? -1).sort((a, b) => a - b),
    covered: selection.length,
    bound: coverage.bound,
    optimal: stages.every(isProven),
    value: measure(problem, 'value', selection) / problem.perValue,
    distance: measure(problem, 'distance', selection) / problem.perKilometre,
    stages: stages.map((stage) => inUnits(problem, stage)),
    uncovered,
    ...(bestOffer !== undefined && { bestOffer }),
  };
}

/** Asks until the time for all questions together is used up; then nothing more is known. */
function within(timeLimitMs: number, solve: Solve): Ask {
  let left = timeLimitMs;
  return async (program) => {
    if (left <= 0) return unknown;
    const answer = await solve(program(), left);
    left -= answer.elapsedMs;
    return answer;
  };
}

/** A stage chooses among the selections that are best by all stages before it: who these are is known once those are proven. */
async function select(problem: PlanningProblem, ask: Ask) {
  const answer = await ask(() => bestBy(problem, 'coverage', [], []));
  let selection = completed(problem, feasible(problem, answer) ?? []);
  const coverage = coverageStage(problem, selection.length, answer);

  const later: Stage[] = [];
  for (const objective of laterObjectives(problem)) {
    const before = ['coverage' as const, ...later.map((stage) => stage.objective)];
    const isTime = [coverage, ...later].every(isProven);
    const answer = isTime ? await ask(() => bestBy(problem, objective, before, selection)) : unknown;

    const other = feasible(problem, answer);
    if (other !== undefined && isBetter(problem, [...before, objective], other, selection)) selection = other;
    const reached = measure(problem, objective, selection);
    const bound = gain(objective, wholeBound(answer));
    // A bound that is worse than what is reached is none.
    later.push({ objective, reached, bound: gain(objective, reached - bound) <= 0 ? finite(bound) : null });
  }
  return { selection, stages: [coverage, ...later] as const };
}

function coverageStage(problem: PlanningProblem, reached: number, answer: Answer) {
  const most = fillable(problem);
  const bound = wholeBound(answer);
  return { objective: 'coverage' as const, reached, bound: bound < reached ? most : Math.min(bound, most) };
}

/** How many gaps have candidates. */
function fillable({ candidates }: PlanningProblem): number {
  return new Set(candidates.map(({ gap }) => gap)).size;
}

function laterObjectives({ valued }: PlanningProblem): readonly Objective[] {
  return [valued ? 'value' : 'spread', 'distance'];
}

/** By the first objective in which they differ. */
function isBetter(
  problem: PlanningProblem,
  objectives: readonly Objective[],
  selection: Selection,
  than: Selection,
): boolean {
  for (const objective of objectives) {
    const difference = measure(problem, objective, selection) - measure(problem, objective, than);
    if (difference !== 0) return gain(objective, difference) > 0;
  }
  return false;
}

/** What the solver has found, in whole numbers. Undefined if it is nothing, or if it fills a gap twice. */
function rounded(problem: PlanningProblem, { values }: Answer): Selection | undefined {
  if (values === undefined) return undefined;
  const selection = problem.candidates.flatMap((_, at) => (Math.round(values[at] ?? 0) === 1 ? [at] : []));
  return coveredBy(problem, selection).size === selection.length ? selection : undefined;
}

/** What the solver has found, if it holds when it is counted again. */
function feasible(problem: PlanningProblem, answer: Answer): Selection | undefined {
  const selection = rounded(problem, answer);
  return selection !== undefined && missingUnits(problem, selection).length === 0 ? selection : undefined;
}

function isProven({ reached, bound }: Stage): boolean {
  return reached === bound;
}

function finite(bound: number): number | null {
  return Number.isFinite(bound) ? bound : null;
}

function inUnits({ perValue, perKilometre }: PlanningProblem, { objective, reached, bound }: Stage): Stage {
  const per = { coverage: 1, value: perValue, spread: 1, distance: perKilometre }[objective];
  return { objective, reached: reached / per, bound: bound === null ? null : bound / per };
}

/** Undefined as long as not both are proven: how many gaps can be covered, and how small the offer can be for that. */
async function findBestOffer(
  problem: PlanningProblem,
  selection: Selection,
  largest: number,
  ask: Ask,
): Promise<Offer | null | undefined> {
  if (selection.length === fillable(problem)) return null;

  const answer = await ask(() => coverageWithOffer(problem, largest));
  const coverage = wholeBound(answer);
  if (coverage === selection.length) return null;
  if (rounded(problem, answer)?.length !== coverage) return undefined;

  const smallest = await ask(() => smallestOffer(problem, largest, coverage));
  const covering = rounded(problem, smallest) ?? [];
  const [missing, ...others] = missingUnits(problem, covering);
  const isRight = covering.length === coverage && missing?.units === -wholeBound(smallest) && others.length === 0;
  if (!isRight) return undefined;
  return { ...named(problem, missing), opens: coverage - selection.length };
}

async function findCauses(
  problem: PlanningProblem,
  selection: Selection,
  coverageIsProven: boolean,
  ask: Ask,
): Promise<readonly UncoveredGap[]> {
  const covered = coveredBy(problem, selection);
  const used = unitsUsed(problem, selection);
  const uncovered: UncoveredGap[] = [];
  for (const [gap, places] of byGap(problem).entries()) {
    if (covered.has(gap)) continue;
    const ways = places.map((at) => missingFor(problem, at, used));
    const inAnyCase = Math.min(...places.map((at) => unitsNobodyHas(problem, at)));
    uncovered.push({ gap: problem.gaps[gap] ?? '', cause: await causeOf(gap, ways, inAnyCase) });
  }
  return uncovered;

  async function causeOf(
    gap: number,
    [first, ...others]: readonly (readonly Use[])[],
    inAnyCase: number,
  ): Promise<Cause> {
    if (first === undefined) return { code: 'no-candidate' };

    // As the others stand in the plan. Moving them might take less, unless it is one unit and none is known not to be enough.
    const asItStands = others.reduce((least, way) => (total(way) < total(least) ? way : least), first);
    if (total(asItStands) === inAnyCase) return capacityCause(problem, asItStands, true);
    if (total(asItStands) === 1) return capacityCause(problem, asItStands, coverageIsProven);

    const answer = await ask(() => fewestUnitsFor(problem, gap, selection, total(asItStands)));
    const moved = rounded(problem, answer) ?? [];
    const stillCovered = coveredBy(problem, moved);
    const isWhole = [...covered, gap].every((each) => stillCovered.has(each));
    const least = isWhole ? missingUnits(problem, moved) : asItStands;
    return capacityCause(problem, least, total(least) === -wholeBound(answer));
  }
}

function capacityCause(problem: PlanningProblem, missing: readonly Use[], smallest: boolean): Cause {
  const units = missing.map((use) => named(problem, use)).map(({ organisation, units }) => [organisation, units]);
  return { code: 'capacity', missing: Object.fromEntries(units) as Record<string, number>, smallest };
}

function named({ organisations }: PlanningProblem, { organisation, units }: Use) {
  return { organisation: organisations[organisation] ?? '', units };
}

function total(uses: readonly Use[]): number {
  return uses.reduce((sum, { units }) => sum + units, 0);
}
