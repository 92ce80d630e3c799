import type { PlanningProblem, Use } from './planning-problem.ts';

/** What comes first counts most: later objectives choose among the plans that are best by all earlier ones. */
export type Objective = 'coverage' | 'value' | 'spread' | 'distance';

/** The chosen candidates, by their places in the problem. */
export type Selection = readonly number[];

/** How good a selection is by one objective, in whole numbers; of spread and distance less is better. */
export function measure(problem: PlanningProblem, objective: Objective, selection: Selection): number {
  const sum = (what: 'value' | 'distance') =>
    selection.reduce((total, at) => total + (problem.candidates[at]?.[what] ?? 0), 0);
  switch (objective) {
    case 'coverage':
      return selection.length;
    case 'value':
      return sum('value');
    case 'distance':
      return sum('distance');
    case 'spread':
      return tally(problem, selection, () => 1).reduce((total, asked) => total + asked * asked, 0);
  }
}

/** The gaps that are covered, by their places. */
export function coveredBy({ candidates }: PlanningProblem, selection: Selection): ReadonlySet<number> {
  return new Set(selection.flatMap((at) => candidates[at]?.gap ?? []));
}

/** How much of each organisation's capacity is taken. */
export function unitsUsed(problem: PlanningProblem, selection: Selection): readonly number[] {
  return tally(problem, selection, ({ units }) => units);
}

/** What is used beyond the capacity there is. */
export function missingUnits(problem: PlanningProblem, selection: Selection): readonly Use[] {
  return unitsUsed(problem, selection).flatMap((used, organisation) => {
    const units = used - (problem.capacity[organisation] ?? 0);
    return units > 0 ? [{ organisation, units }] : [];
  });
}

/** What one more candidate would use beyond the capacity that is left. */
export function missingFor(
  { candidates, capacity }: PlanningProblem,
  at: number,
  used: readonly number[],
): readonly Use[] {
  return (candidates[at]?.uses ?? []).flatMap(({ organisation, units }) => {
    const missing = (used[organisation] ?? 0) + units - (capacity[organisation] ?? 0);
    return missing > 0 ? [{ organisation, units: missing }] : [];
  });
}

/** What a candidate would use of that of which there is none at all: it is missing whoever else is moved. */
export function unitsNobodyHas({ candidates, capacity }: PlanningProblem, at: number): number {
  const uses = candidates[at]?.uses ?? [];
  return uses.reduce((sum, { organisation, units }) => ((capacity[organisation] ?? 0) === 0 ? sum + units : sum), 0);
}

/** The selection with whatever fits in beside it: nothing, if it covers as much as can be covered. */
export function completed(problem: PlanningProblem, selection: Selection): Selection {
  const all = [...selection];
  const covered = new Set(coveredBy(problem, selection));
  const used = [...unitsUsed(problem, selection)];
  problem.candidates.forEach(({ gap, uses }, at) => {
    if (covered.has(gap) || missingFor(problem, at, used).length > 0) return;
    all.push(at);
    covered.add(gap);
    for (const { organisation, units } of uses) used[organisation] = (used[organisation] ?? 0) + units;
  });
  return all;
}

function tally(
  { organisations, candidates }: PlanningProblem,
  selection: Selection,
  counted: (use: Use) => number,
): readonly number[] {
  const sums = organisations.map(() => 0);
  for (const at of selection)
    for (const use of candidates[at]?.uses ?? []) sums[use.organisation] = (sums[use.organisation] ?? 0) + counted(use);
  return sums;
}
