import { availableOf } from '../src/matching/candidate.ts';
import type { MatchingRequest, NetworkOrganisation } from '../src/matching/need.ts';
import { demandsOf, LARGEST_COALITION } from '../src/matching/need.ts';
import type { Network } from '../src/matching/network.ts';
import { takeInventory } from '../src/matching/inventory.ts';

/**
 * A directory that can be filtered: who lies in the same municipality and has the capability. Whoever uses it is lucky: of those in the
 * list they call somebody first who consents, is free and has as much as is asked for, if there is one.
 */
export function coveredByDirectory(
  { need, ownerId }: MatchingRequest,
  byMunicipality: ReadonlyMap<string, readonly NetworkOrganisation[]>,
): boolean {
  return demandsOf(need).every(({ capability, amount }) =>
    (byMunicipality.get(need.municipality) ?? []).some(
      (organisation) =>
        (organisation.consentsToMatching || organisation.id === ownerId) &&
        availableOf(organisation, capability, need.days) >= amount,
    ),
  );
}

/**
 * A matcher of pairs: to the need the one who brings most of what is still missing, the nearest of those; then the next, as long as
 * something is missing and a seat is left.
 */
export function coveredByPairs(request: MatchingRequest, network: Network): boolean {
  const { appraisal, owner, candidates } = takeInventory(request, network);
  const missing = appraisal.demands.map(({ amount }, at) => Math.max(0, amount - (owner?.amounts[at] ?? 0)));
  const nearestFirst = candidates.toSorted((a, b) => a.km - b.km || (a.id < b.id ? -1 : 1));
  const chosen = new Set<string>();
  for (let seat = owner ? 1 : 0; seat < LARGEST_COALITION && missing.some((amount) => amount > 0); seat++) {
    const gain = (amounts: readonly number[]) =>
      missing.reduce((sum, amount, at) => sum + Math.min(amount, amounts[at] ?? 0), 0);
    let best = nearestFirst[0];
    for (const candidate of nearestFirst)
      if (!chosen.has(candidate.id) && gain(candidate.amounts) > gain(best && !chosen.has(best.id) ? best.amounts : []))
        best = candidate;
    if (!best || chosen.has(best.id)) break;
    chosen.add(best.id);
    for (const [at, amount] of best.amounts.entries()) missing[at] = Math.max(0, (missing[at] ?? 0) - amount);
  }
  return missing.every((amount) => amount === 0);
}
