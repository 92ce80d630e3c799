import { candidatesIn, problemOf, takeInventory } from './inventory.ts';
import type { MatchingRequest } from './need.ts';
import type { Network } from './network.ts';
import { compareSolutions, search } from './search.ts';
import type { Solution } from './search.ts';

export interface ConsentThatWouldHelp {
  readonly organisationId: string;
  /** The coalition that there would be. */
  readonly members: readonly string[];
}

/** So many are named. */
const NAMED = 10;

/**
 * For staff alone: who would make an impossible need possible by consenting to matching, the best coalition first. Nobody else may
 * see this: it speaks of organisations that have not consented.
 */
export function consentsThatWouldHelp(request: MatchingRequest, network: Network): ConsentThatWouldHelp[] {
  const inventory = takeInventory(request, network);
  const problem = { ...problemOf(request, inventory), wanted: 1 };
  return candidatesIn(network.others, request, inventory.appraisal)
    .flatMap((asked) => {
      const [solution] = search({ ...problem, kept: [asked] }).best;
      return solution ? [{ asked, solution }] : [];
    })
    .toSorted((a, b) => compareSolutions(a.solution, b.solution))
    .slice(0, NAMED)
    .map(({ asked, solution }) => ({ organisationId: asked.id, members: idsOf(solution) }));
}

function idsOf({ members }: Solution): string[] {
  return members.map(({ id }) => id).toSorted();
}
