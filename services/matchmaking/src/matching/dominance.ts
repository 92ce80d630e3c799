import { contains } from './bits.ts';
import type { Candidate } from './candidate.ts';
import { compareFigures, costOf } from './figures.ts';
import type { Stage } from './need.ts';

/**
 * Without those who can be in none of the best coalitions: beside them stand `enough` others who bring exactly as much, meet at least
 * the same wishes and are better in what else is compared. One of these is not in the coalition yet, and takes the place: it brings
 * as much, so that nobody becomes superfluous and the coalition can only be better.
 */
export function undominated(candidates: readonly Candidate[], stages: readonly Stage[], enough: number): Candidate[] {
  const costs = new Map(
    candidates.map((candidate) => [candidate, stages.map((stage) => costOf(stage, candidate) ?? 0)] as const),
  );
  const alike = Map.groupBy(candidates, ({ amounts }) => amounts.join());
  const kept = [...alike.values()].flatMap((group) => {
    const better: Candidate[] = [];
    for (const candidate of group.toSorted(
      (a, b) => compareFigures(costs.get(a) ?? [], costs.get(b) ?? []) || (a.id < b.id ? -1 : 1),
    )) {
      const { groups, languages } = candidate;
      const dominators = better.filter(
        (other) => contains(other.groups, groups) && contains(other.languages, languages),
      );
      if (dominators.length < enough) better.push(candidate);
    }
    return better;
  });
  return kept.toSorted((a, b) => compareFigures(costs.get(a) ?? [], costs.get(b) ?? []) || (a.id < b.id ? -1 : 1));
}
