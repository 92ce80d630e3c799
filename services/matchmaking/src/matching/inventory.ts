import { bitsOf } from './bits.ts';
import type { Appraisal, Candidate } from './candidate.ts';
import { appraisalOf } from './candidate.ts';
import type { MatchingRequest, Need } from './need.ts';
import { LARGEST_COALITION, STAGES, STEPS } from './need.ts';
import type { Directory, Network } from './network.ts';
import { candidatesIn } from './network.ts';
import type { Problem } from './search.ts';

/** Who could take part in meeting a need. */
export interface Inventory {
  readonly appraisal: Appraisal;
  readonly owner: Candidate | undefined;
  readonly candidates: readonly Candidate[];
}

/**
 * The owner is at work wherever its need is. One that does not consent to matching is nowhere in what is proposed, like anybody else
 * who does not.
 */
export function takeInventory(request: MatchingRequest, { consenting }: Network, need = request.need): Inventory {
  const appraisal = appraisalOf(need);
  const { ownerId, declined = [] } = request;
  const found = ownerId === undefined || declined.includes(ownerId) ? undefined : consenting.byId.get(ownerId);
  return {
    appraisal,
    owner: found && { ...appraisal.appraise(found), reachKm: 0 },
    candidates: availableIn(consenting, request, appraisal, need),
  };
}

/** The same for other days and without regard to distance, each taken once. */
export function inventoriesByDays(request: MatchingRequest, network: Network): (days: readonly string[]) => Inventory {
  const taken = new Map<string, Inventory>();
  return (days) => {
    const inventory =
      taken.get(days.join()) ?? takeInventory(request, network, { ...request.need, days, withinKm: Infinity });
    taken.set(days.join(), inventory);
    return inventory;
  };
}

export function availableIn(
  directory: Directory,
  { ownerId, declined = [] }: MatchingRequest,
  appraisal: Appraisal,
  { withinKm }: Need,
): Candidate[] {
  const away = new Set(ownerId === undefined ? declined : [...declined, ownerId]);
  return candidatesIn(directory, appraisal, withinKm).filter(({ id }) => !away.has(id));
}

export function problemOf(request: MatchingRequest, inventory: Inventory): Problem {
  const { demands, groupWishes, languageWishes } = inventory.appraisal;
  return {
    asked: demands.map(({ amount }) => amount),
    groups: bitsOf(groupWishes.length, () => true),
    languages: bitsOf(languageWishes.length, () => true),
    owner: inventory.owner,
    kept: [],
    candidates: inventory.candidates,
    seats: LARGEST_COALITION,
    stages: request.stages ?? STAGES,
    wanted: request.coalitions ?? RANKED,
    steps: request.steps ?? STEPS,
  };
}

/** How many coalitions are ranked unless something else is asked for. */
const RANKED = 3;
