import type { Candidate } from './candidate.ts';
import type { Brought, Member } from './coalition.ts';
import { membersOf } from './coalition.ts';
import type { Inventory } from './inventory.ts';
import { problemOf } from './inventory.ts';
import type { MatchingRequest } from './need.ts';
import { compareSolutions, figuresOf, search } from './search.ts';
import type { Solution } from './search.ts';

/** What happens if a member says no. */
export type Replacement =
  /** Everybody else stays, with what they bring; one of these brings what it was to bring. The best first. */
  | { readonly kind: 'replacement'; readonly candidates: readonly Substitute[] }
  /** Nobody could do that alone. Another search would find this: the coalition put together anew, with as many of the others as can stay. */
  | {
      readonly kind: 'rearrangement';
      /** Who would be asked. */
      readonly invites: readonly string[];
      /** Who would no longer be needed: only where it cannot be done with everybody. */
      readonly releases: readonly string[];
      /** Whoever stays brings what it brings already, and more only where it must. */
      readonly members: readonly Member[];
    }
  /** Without it the need cannot be met. */
  | { readonly kind: 'weak-link' }
  /** The search has ended at its limit with nothing found. */
  | { readonly kind: 'undecided' };

export interface Substitute {
  readonly organisationId: string;
  readonly worksThere: boolean;
  readonly km: number;
}

/** So many are named. */
export const SUBSTITUTES = 5;

export function replacementFor(
  request: MatchingRequest,
  inventory: Inventory,
  members: readonly Candidate[],
  leaving: Candidate,
  brought: Brought,
): Replacement {
  const candidates = substitutesFor(request, inventory, members, leaving, brought);
  return candidates.length > 0
    ? { kind: 'replacement', candidates }
    : rearranged(request, inventory, members, leaving, brought);
}

/** Who could bring all that a member was to bring, by the stages of the coalition that comes of it. */
function substitutesFor(
  request: MatchingRequest,
  inventory: Inventory,
  members: readonly Candidate[],
  leaving: Candidate,
  brought: Brought,
): Substitute[] {
  const problem = problemOf(request, inventory);
  const others = members.filter((member) => member !== leaving);
  const shares = inventory.appraisal.demands.map(
    ({ capability }) => brought.get(leaving.id)?.find((share) => share.capability === capability)?.amount ?? 0,
  );
  return inventory.candidates
    .filter((candidate) => !members.includes(candidate))
    .filter(({ amounts }) => shares.every((share, demand) => (amounts[demand] ?? 0) >= share))
    .map((candidate) => {
      const coalition = [...others, candidate];
      return { candidate, members: coalition, figures: figuresOf(problem, coalition) };
    })
    .toSorted(compareSolutions)
    .slice(0, SUBSTITUTES)
    .map(({ candidate: { id, reachKm, km } }) => ({ organisationId: id, worksThere: reachKm === 0, km }));
}

/** The best coalition without one of its members: as many of the others stay as can, then the stages decide. */
function rearranged(
  request: MatchingRequest,
  inventory: Inventory,
  members: readonly Candidate[],
  leaving: Candidate,
  brought: Brought,
): Replacement {
  const { owner } = inventory;
  const others = members.filter((member) => member !== leaving && member !== owner);
  const problem = problemOf(request, inventory);
  const candidates = inventory.candidates.filter(({ id }) => id !== leaving.id);

  let complete = true;
  for (let released = 0; released <= others.length; released++) {
    let best: Solution | undefined;
    for (const kept of choose(others, others.length - released)) {
      const found = search({ ...problem, kept, candidates, wanted: 1 });
      complete &&= found.complete;
      const [solution] = found.best;
      if (solution && (!best || compareSolutions(solution, best) < 0)) best = solution;
    }
    if (!best) continue;
    const ids = new Set(best.members.map(({ id }) => id));
    const before = new Map([...brought].filter(([id]) => id !== leaving.id && ids.has(id)));
    return {
      kind: 'rearrangement',
      invites: [...ids].filter((id) => !members.some((member) => member.id === id)).toSorted(),
      releases: others
        .map(({ id }) => id)
        .filter((id) => !ids.has(id))
        .toSorted(),
      members: membersOf(inventory, best.members, before),
    };
  }
  return complete ? { kind: 'weak-link' } : { kind: 'undecided' };
}

function choose<Item>([first, ...rest]: readonly Item[], count: number): Item[][] {
  if (count === 0) return [[]];
  if (first === undefined) return [];
  return [...choose(rest, count - 1).map((chosen) => [first, ...chosen]), ...choose(rest, count)];
}
