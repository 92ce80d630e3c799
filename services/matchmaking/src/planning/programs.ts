import { ones, ProgramBuilder } from './integer-program.ts';
import type { IntegerProgram, Terms } from './integer-program.ts';
import { byGap } from './planning-problem.ts';
import type { PlanningProblem, Use } from './planning-problem.ts';
import { coveredBy, measure } from './selection.ts';
import type { Objective, Selection } from './selection.ts';

/** The questions that are put to the solver. The first columns of each are the candidates, in their order: 1 if chosen. */

/** The best selection by one objective among those that are no worse than `before` by any of the earlier ones. */
export function bestBy(
  problem: PlanningProblem,
  objective: Objective,
  earlier: readonly Objective[],
  before: Selection,
): IntegerProgram {
  const program = new ProgramBuilder();
  const chosen = columnsOf(program, problem);
  oneForEachGap(program, problem, chosen);
  withinCapacity(program, problem, chosen);

  for (const each of earlier)
    program.row(gainOf(program, problem, chosen, each), { least: gain(each, measure(problem, each, before)) });
  return program.maximise(gainOf(program, problem, chosen, objective));
}

/** What is better when it is less is a gain when it is negative: the solver always maximises. */
export function gain(objective: Objective, measured: number): number {
  switch (objective) {
    case 'coverage':
    case 'value':
      return measured;
    case 'spread':
    case 'distance':
      return 0 - measured;
  }
}

/**
 * The units of capacity that would have to be added for a gap to be filled while all that is covered stays so: as few as
 * possible, as a negative number. `most` are known to be enough.
 */
export function fewestUnitsFor(
  problem: PlanningProblem,
  gap: number,
  selection: Selection,
  most: number,
): IntegerProgram {
  const covered = new Set([...coveredBy(problem, selection), gap]);
  const program = new ProgramBuilder();
  const chosen = columnsOf(program, problem);
  byGap(problem).forEach((places, each) => {
    const count = covered.has(each) ? 1 : 0;
    program.row(ones(places.map((at) => chosen[at] ?? 0)), { least: count, most: count });
  });
  const added = withinCapacity(program, problem, chosen, () => program.column(most));
  return program.maximise(ones(added, -1));
}

/** One organisation gives up to `most` units more: how many gaps can then be covered. */
export function coverageWithOffer(problem: PlanningProblem, most: number): IntegerProgram {
  const { program, chosen } = withOneOffer(problem, most);
  return program.maximise(ones(chosen));
}

/** One organisation gives up to `most` units more, for so many gaps to be covered: as few as possible, as a negative number. */
export function smallestOffer(problem: PlanningProblem, most: number, covered: number): IntegerProgram {
  const { program, chosen, added } = withOneOffer(problem, most);
  program.row(ones(chosen), { least: covered });
  return program.maximise(ones(added, -1));
}

function withOneOffer(problem: PlanningProblem, most: number) {
  const program = new ProgramBuilder();
  const chosen = columnsOf(program, problem);
  oneForEachGap(program, problem, chosen);
  const offers: number[] = [];
  const added = withinCapacity(program, problem, chosen, () => {
    const [units, offer] = [program.column(most), program.column(1)];
    program.row([...ones([units]), ...ones([offer], -most)], { most: 0 });
    offers.push(offer);
    return units;
  });
  program.row(ones(offers), { most: 1 });
  return { program, chosen, added };
}

function columnsOf(program: ProgramBuilder, { candidates }: PlanningProblem): readonly number[] {
  return candidates.map(() => program.column(1));
}

function oneForEachGap(program: ProgramBuilder, problem: PlanningProblem, chosen: readonly number[]): void {
  for (const places of byGap(problem)) program.row(ones(places.map((at) => chosen[at] ?? 0)), { most: 1 });
}

/** Nobody gives more than there is. `adding` makes the column of what an organisation gives beyond that; they are returned. */
function withinCapacity(
  program: ProgramBuilder,
  problem: PlanningProblem,
  chosen: readonly number[],
  adding?: () => number,
): readonly number[] {
  return usesOf(problem, chosen).flatMap((uses, organisation) => {
    if (uses.length === 0) return [];
    const terms = uses.map(({ column, units }) => [column, units] as const);
    const added = adding === undefined ? [] : [adding()];
    program.row([...terms, ...ones(added, -1)], { most: problem.capacity[organisation] ?? 0 });
    return added;
  });
}

function gainOf(
  program: ProgramBuilder,
  problem: PlanningProblem,
  chosen: readonly number[],
  objective: Objective,
): Terms {
  const eachBy = (what: 'value' | 'distance', sign: number) =>
    problem.candidates.map((candidate, at) => [chosen[at] ?? 0, sign * candidate[what]] as const);
  switch (objective) {
    case 'coverage':
      return ones(chosen);
    case 'value':
      return eachBy('value', 1);
    case 'distance':
      return eachBy('distance', -1);
    case 'spread':
      return spread(program, problem, chosen);
  }
}

/** The square of a number of requests as a sum: the first costs 1, the second 3, the third 5, and so on. */
function spread(program: ProgramBuilder, problem: PlanningProblem, chosen: readonly number[]): Terms {
  return usesOf(problem, chosen).flatMap((uses, organisation) => {
    const most = mostRequests(problem, uses, organisation);
    if (most === 0) return [];
    const requests = Array.from({ length: most }, () => program.column(1));
    program.row([...ones(uses.map(({ column }) => column)), ...ones(requests, -1)], { least: 0, most: 0 });
    return requests.map((column, before) => [column, -(2 * before + 1)] as const);
  });
}

/** In how many gaps at most an organisation's capacity lets it take part. */
function mostRequests(problem: PlanningProblem, uses: readonly ChosenUse[], organisation: number): number {
  const least = new Map<number, number>();
  for (const { gap, units } of uses) least.set(gap, Math.min(units, least.get(gap) ?? Infinity));
  let left = problem.capacity[organisation] ?? 0;
  return [...least.values()].sort((a, b) => a - b).filter((units) => (left -= units) >= 0).length;
}

/** A candidate's use of an organisation, with the column that says whether it is chosen. */
interface ChosenUse extends Pick<Use, 'units'> {
  readonly column: number;
  readonly gap: number;
}

function usesOf(problem: PlanningProblem, chosen: readonly number[]): readonly (readonly ChosenUse[])[] {
  const uses = problem.organisations.map((): ChosenUse[] => []);
  problem.candidates.forEach((candidate, at) => {
    for (const { organisation, units } of candidate.uses)
      uses[organisation]?.push({ column: chosen[at] ?? 0, gap: candidate.gap, units });
  });
  return uses;
}
