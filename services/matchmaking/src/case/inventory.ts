import type { Cause, Demand } from '../matching/cause.ts';
import type { Change } from '../matching/change.ts';
import type { MatchingRequest } from '../matching/need.ts';
import type { Certificate, ProposedCoalition, Proposal as Found } from '../matching/proposal.ts';
import type { Share } from '../organisation/capacity.ts';
import type { Need } from './need.ts';

/** An organisation and what it would bring. */
export interface Candidate {
  readonly organisationId: string;
  readonly brings: readonly Share[];
}

/** One of those to be asked, and who could come in its place, best first. Nobody: it is the weak link. */
export interface ProposedMember extends Candidate {
  readonly replacements: readonly Candidate[];
}

/** A coalition that could meet the need. Its owner belongs to it without being asked. */
export interface Proposal {
  readonly ownerBrings: readonly Share[];
  readonly members: readonly ProposedMember[];
  /** Why these, member by member and stage by stage. Left out where a person has put the coalition together. */
  readonly explanation?: ProposedCoalition;
}

/** What a search of the network has come to: the best coalitions first, or the smallest set of demands that cannot be met together. */
export interface Inventory {
  readonly proposals: readonly Proposal[];
  readonly cannotBeMet: readonly string[];
  /** Left out where a person has put the coalition together. */
  readonly search?: Search;
}

export type Search =
  | { readonly outcome: 'proposed'; readonly certificate: Certificate }
  | { readonly outcome: 'impossible'; readonly cause: Cause; readonly changes: readonly Change[] }
  /** It has ended at its limit, and it is not known whether there is a coalition. */
  | { readonly outcome: 'undecided' };

/** What the matcher is asked for a case. */
export function requestFor(
  {
    need,
    municipality,
    ownerId,
  }: { readonly need: Need; readonly municipality: string; readonly ownerId?: string | undefined },
  options: Pick<MatchingRequest, 'stages' | 'otherDays'>,
): MatchingRequest {
  return { ...options, need: { ...need, municipality }, ownerId };
}

/** What the matcher has found, as a case keeps it: to be carried out, and to be explained. */
export function inventoryOf(found: Found): Inventory {
  switch (found.outcome) {
    case 'proposed': {
      const { coalitions, certificate } = found;
      return { proposals: coalitions.map(proposalOf), cannotBeMet: [], search: { outcome: 'proposed', certificate } };
    }
    case 'impossible': {
      const { cause, changes } = found;
      return {
        proposals: [],
        cannotBeMet: [...new Set(cause.demands.map(nameOf))],
        search: { outcome: 'impossible', cause, changes },
      };
    }
    case 'undecided':
      return { proposals: [], cannotBeMet: [], search: { outcome: 'undecided' } };
  }
}

function proposalOf(explanation: ProposedCoalition): Proposal {
  const owner = explanation.members.find(({ isOwner }) => isOwner);
  return {
    ownerBrings: owner?.brings ?? [],
    members: explanation.members
      .filter(({ isOwner }) => !isOwner)
      .map(({ organisationId, brings, ifItDeclines }) => ({
        organisationId,
        brings,
        replacements:
          ifItDeclines?.kind === 'replacement'
            ? ifItDeclines.candidates.map((candidate) => ({ organisationId: candidate.organisationId, brings }))
            : [],
      })),
    explanation,
  };
}

/** A word for the statistics. */
function nameOf(demand: Demand): string {
  return demand.kind === 'capability' ? demand.capability : demand.kind;
}
