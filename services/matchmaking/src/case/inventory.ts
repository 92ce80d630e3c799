import type { OrganisationData } from '@kraftsamling/contracts';
import type { Share, Standing } from '../organisation/capacity.ts';
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
}

/** What a search of the network has come to: the best coalitions first, or the smallest set of demands that cannot be met together. */
export interface Inventory {
  readonly proposals: readonly Proposal[];
  readonly cannotBeMet: readonly string[];
}

export interface Searched {
  readonly organisation: OrganisationData;
  readonly standing: Standing;
}

/** What whoever searches the network for a case is asked, and answers. Pure: the same input in any order gives the same inventory. */
export type Propose = (
  need: Need & { readonly municipality: string },
  organisations: readonly Searched[],
  options: { readonly ownerId?: string; readonly declined: readonly string[] },
) => Inventory;
