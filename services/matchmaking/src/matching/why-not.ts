import { stageResultsOf } from './coalition.ts';
import type { StageResult } from './coalition.ts';
import { problemOf, takeInventory } from './inventory.ts';
import type { MatchingRequest, Share, Stage } from './need.ts';
import { demandsOf } from './need.ts';
import type { Network } from './network.ts';
import { availableOf, stands } from './candidate.ts';
import { search } from './search.ts';

/** Why an organisation is in no coalition that was proposed, and what would have had to be different. */
export type WhyNot =
  /** It is not in the network, or not for us to speak of: the two cannot be told apart. */
  | { readonly reason: 'unknown' }
  | { readonly reason: 'owner' }
  | { readonly reason: 'declined' }
  /** It is in the best coalition. */
  | { readonly reason: 'proposed' }
  /** It offers nothing of what is asked for. */
  | { readonly reason: 'offers-nothing' }
  /** What it offers of it, it does not offer on all of the days: on these it would have to. */
  | { readonly reason: 'not-free'; readonly days: readonly string[] }
  /** What it offers of it is promised to others: so much would have to be free again for the first unit. */
  | { readonly reason: 'reserved'; readonly shares: readonly Share[] }
  /** The need would have to reach so far. */
  | { readonly reason: 'too-far'; readonly km: number; readonly withinKm: number }
  /** In every coalition with it that meets the need, somebody could be left out. */
  | { readonly reason: 'not-needed' }
  /** The best coalition with it is worse, first in this stage: it would have to be better by the difference. */
  | {
      readonly reason: 'worse';
      readonly stage: Stage;
      readonly difference: number;
      readonly best: readonly StageResult[];
      readonly withIt: readonly StageResult[];
      readonly members: readonly string[];
    }
  /** The best coalition with it is as good: only the order of their ids tells them apart. */
  | { readonly reason: 'equal'; readonly members: readonly string[] }
  /** Nobody is proposed: the cause of that is the answer. */
  | { readonly reason: 'impossible' }
  /** The search has ended at its limit. */
  | { readonly reason: 'undecided' };

/** The organisation is put into the coalition, the best of those is looked for, and the difference is told. */
export function whyNot(request: MatchingRequest, network: Network, organisationId: string): WhyNot {
  const organisation = network.consenting.byId.get(organisationId);
  if (!organisation) return { reason: 'unknown' };
  if (request.declined?.includes(organisationId)) return { reason: 'declined' };
  if (organisationId === request.ownerId) return { reason: 'owner' };

  const { need } = request;
  const asked = demandsOf(need).map(({ capability }) => capability);
  const offered = organisation.offers.filter(({ capability }) => asked.includes(capability));
  if (offered.length === 0) return { reason: 'offers-nothing' };
  if (
    !asked.some((name) =>
      stands(
        offered.filter(({ capability }) => capability === name),
        need.days,
      ),
    )
  )
    return { reason: 'not-free', days: need.days.filter((day) => !stands(offered, [day])) };
  const free = asked.filter((capability) => availableOf(organisation, capability, need.days) > 0);
  if (free.length === 0) return { reason: 'reserved', shares: organisation.reserved };

  const inventory = takeInventory(request, network);
  const kept = inventory.candidates.filter(({ id }) => id === organisationId);
  if (kept.length === 0) {
    const km = inventory.appraisal.reachKm(organisation);
    return { reason: 'too-far', km, withinKm: need.withinKm };
  }

  const problem = { ...problemOf(request, inventory), wanted: 1 };
  const [best, withIt] = [search(problem), search({ ...problem, kept })];
  const [first, forced] = [best.best[0], withIt.best[0]];
  if (!best.complete || !withIt.complete) return { reason: 'undecided' };
  if (!first) return { reason: 'impossible' };
  if (!forced) return { reason: 'not-needed' };
  if (first.members.some(({ id }) => id === organisationId)) return { reason: 'proposed' };

  const members = forced.members.map(({ id }) => id).toSorted();
  const at = problem.stages.findIndex((_, stage) => first.figures[stage] !== forced.figures[stage]);
  const stage = problem.stages[at];
  if (stage === undefined) return { reason: 'equal', members };
  return {
    reason: 'worse',
    stage,
    difference: (forced.figures[at] ?? 0) - (first.figures[at] ?? 0),
    best: stageResultsOf(inventory, problem.stages, first.members, first.figures),
    withIt: stageResultsOf(inventory, problem.stages, forced.members, forced.figures),
    members,
  };
}
