import type { Cause } from './cause.ts';
import { smallestCause } from './cause.ts';
import type { Change } from './change.ts';
import { changesThatHelp } from './change.ts';
import type { Member, StageResult } from './coalition.ts';
import { inWordsOf, membersOf, stageResultsOf } from './coalition.ts';
import type { CoverFound } from './cover.ts';
import { cheapestCover } from './cover.ts';
import { compareFigures } from './figures.ts';
import type { Inventory } from './inventory.ts';
import { problemOf, stockOf, takeInventory } from './inventory.ts';
import type { MatchingRequest, Stage } from './need.ts';
import { LARGEST_COALITION, STEPS } from './need.ts';
import type { Network } from './network.ts';
import type { Replacement } from './replacement.ts';
import { replacementFor } from './replacement.ts';
import type { Found, Solution } from './search.ts';
import { search } from './search.ts';

export interface ProposedMember extends Member {
  /** Of everybody but the owner. */
  readonly ifItDeclines?: Replacement;
}

export interface ProposedCoalition {
  readonly members: readonly ProposedMember[];
  readonly stages: readonly StageResult[];
  /** The first stage in which it is better than the next one. Nothing, where only the order of their ids tells them apart. */
  readonly betterIn?: Stage;
}

/** That nothing is better than the first of the coalitions, stage by stage. */
export interface Certificate {
  readonly stages: readonly { readonly stage: Stage; readonly value: number; readonly bound: number }[];
  /** Whether the first is proved to be the best. */
  readonly optimal: boolean;
  /** Whether that is so of the whole ranking. */
  readonly complete: boolean;
  readonly steps: number;
}

export type Proposal =
  | {
      readonly outcome: 'proposed';
      /** The best first. */
      readonly coalitions: readonly ProposedCoalition[];
      readonly certificate: Certificate;
    }
  | { readonly outcome: 'impossible'; readonly cause: Cause; readonly changes: readonly Change[] }
  /** The search has ended at its limit, and it is not known whether there is a coalition. */
  | { readonly outcome: 'undecided' };

/** What everybody concerned may know. Who does not consent to matching has no part in it. */
export function propose(request: MatchingRequest, network: Network): Proposal {
  const inventory = takeInventory(request, network);
  // First whether there is any, which is known far sooner than which is the best.
  const { cover, complete } = anyCover(request, inventory);
  if (!cover && !complete) return { outcome: 'undecided' };
  if (!cover) {
    const stockOn = stockOf(request, network);
    return {
      outcome: 'impossible',
      cause: smallestCause(request, stockOn),
      changes: changesThatHelp(request, stockOn),
    };
  }

  const problem = problemOf(request, inventory);
  const found = search(problem);
  const ids = new Set(cover.members.map(({ id }) => id));
  const covering = inventory.candidates.filter(({ id }) => ids.has(id));
  const best = found.best.length > 0 ? found.best : search({ ...problem, candidates: covering }).best;
  if (!hasAny(best)) throw new Error('A need that can be met has no coalition.');
  return proposed(request, inventory, found, best);
}

function hasAny(best: readonly Solution[]): best is readonly [Solution, ...Solution[]] {
  return best.length > 0;
}

/** Any coalition that meets the need, whatever its merits: found far sooner than the best. */
function anyCover(request: MatchingRequest, { appraisal, owner, candidates }: Inventory): CoverFound {
  return cheapestCover({
    asked: appraisal.demands.map(({ amount }) => amount),
    owner,
    candidates,
    seats: LARGEST_COALITION,
    withinKm: request.need.withinKm,
    perKm: 0,
    steps: request.steps ?? STEPS,
  });
}

function proposed(
  request: MatchingRequest,
  inventory: Inventory,
  found: Found,
  best: readonly [Solution, ...Solution[]],
): Proposal {
  const { stages } = problemOf(request, inventory);
  const [{ figures }] = best;
  const bound = found.bound ?? figures;
  return {
    outcome: 'proposed',
    coalitions: best.map((solution, rank) => {
      const betterIn = stages.find((_, at) => solution.figures[at] !== best[rank + 1]?.figures[at]);
      return {
        members: explainedMembers(request, inventory, solution),
        stages: stageResultsOf(inventory, stages, solution.members, solution.figures),
        ...(rank + 1 < best.length && betterIn && { betterIn }),
      };
    }),
    certificate: {
      stages: stages.map((stage, at) => ({
        stage,
        value: inWordsOf(stage, figures[at] ?? 0),
        bound: inWordsOf(stage, bound[at] ?? 0),
      })),
      optimal: compareFigures(figures, bound) <= 0,
      complete: found.complete,
      steps: found.steps,
    },
  };
}

function explainedMembers(request: MatchingRequest, inventory: Inventory, { members }: Solution): ProposedMember[] {
  const explained = membersOf(inventory, members);
  const brought = new Map(explained.map(({ organisationId, brings }) => [organisationId, brings]));
  const candidates = new Map(members.map((member) => [member.id, member]));
  return explained.map((member) => {
    const candidate = candidates.get(member.organisationId);
    if (member.isOwner || !candidate) return member;
    return { ...member, ifItDeclines: replacementFor(request, inventory, members, candidate, brought) };
  });
}
