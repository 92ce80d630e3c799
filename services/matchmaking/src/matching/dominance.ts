import { contains } from './bits.ts';
import type { Candidate } from './candidate.ts';
import { compareFigures, costOf } from './figures.ts';
import type { Stage } from './need.ts';
import { bringsNoLess } from './supply.ts';

/**
 * Without those who can be in none of the best coalitions: beside them stand `enough` others who bring exactly as much (or, where that
 * is no harm, more), meet at least the same wishes and are better in what else is compared. One of these is not in the coalition yet,
 * and takes the place.
 */
export function undominated(
  candidates: readonly Candidate[],
  stages: readonly Stage[],
  enough: number,
  mayBringMore: boolean,
): Candidate[] {
  const costs = new Map(
    candidates.map((candidate) => [candidate, stages.map((stage) => costOf(stage, candidate) ?? 0)] as const),
  );
  const best = candidates.toSorted(
    (a, b) => compareFigures(costs.get(a) ?? [], costs.get(b) ?? []) || (a.id < b.id ? -1 : 1),
  );
  const groups = mayBringMore ? [best] : Map.groupBy(best, ({ amounts }) => amounts.join()).values();
  const kept = new Set([...groups].flatMap((group) => undominatedIn(group, enough)));
  return best.filter((candidate) => kept.has(candidate));
}

/** Of candidates in their order, the better first: only those before it can dominate another. */
function undominatedIn(group: readonly Candidate[], enough: number): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of group) {
    let dominators = 0;
    for (const other of kept) if (dominators < enough && dominates(other, candidate)) dominators += 1;
    if (dominators < enough) kept.push(candidate);
  }
  return kept;
}

function dominates(a: Candidate, b: Candidate): boolean {
  return bringsNoLess(a, b) && contains(a.groups, b.groups) && contains(a.languages, b.languages);
}
