import type { Language } from '@kraftsamling/service';
import type { Cause } from '../matching/cause.ts';
import type { Change } from '../matching/change.ts';
import type { StageResult } from '../matching/coalition.ts';
import type { Certificate, ProposedMember as Explained } from '../matching/proposal.ts';
import { wordingIn } from '../matching/wording.ts';
import type { Wording } from '../matching/wording.ts';
import type { Share } from '../organisation/capacity.ts';
import type { Candidate, Inventory, Proposal, Search } from './inventory.ts';

/** Everything that is shown of a search comes with a sentence of it in the language of whoever asks. */
export interface ShownInventory {
  readonly outcome: Search['outcome'] | 'by-hand';
  readonly explanation: string;
  readonly proposals: readonly ShownProposal[];
  readonly certificate?: Certificate;
  readonly cause?: Cause;
  readonly changes?: readonly (Change & Explanation)[];
}

interface Explanation {
  readonly explanation: string;
}

interface Named {
  readonly organisationId: string;
  readonly name?: string;
}

interface ShownProposal {
  readonly owner?: Named & { readonly brings: readonly Share[] } & Partial<Explanation>;
  /** In the order of their seats. */
  readonly members: readonly ShownMember[];
  readonly stages: readonly (StageResult & Explanation)[];
  /** In which stage it is better than the next one. */
  readonly comparison?: string;
}

interface ShownMember extends Named, Partial<Explanation> {
  readonly brings: readonly Share[];
  readonly replacements: readonly (Named & { readonly brings: readonly Share[]; readonly km?: number })[];
  readonly isWeakLink: boolean;
  readonly worksThere?: boolean;
  readonly km?: number;
  readonly ifItDeclines?: string;
}

export type Names = ReadonlyMap<string, string>;

export function shownInventory(
  { proposals, search }: Inventory,
  ownerId: string | undefined,
  names: Names,
  language: Language,
): ShownInventory {
  const wording = wordingIn(language, (id) => names.get(id) ?? nameless(id, language));
  return {
    outcome: search?.outcome ?? 'by-hand',
    explanation: explained(search, wording, language),
    proposals: proposals.map((proposal) => shownProposal(proposal, ownerId, names, wording)),
    ...(search?.outcome === 'proposed' && { certificate: search.certificate }),
    ...(search?.outcome === 'impossible' && {
      cause: search.cause,
      changes: search.changes.map((change) => ({ ...change, explanation: wording.change(change) })),
    }),
  };
}

/** Everybody whom an inventory speaks of. */
export function namedIn({ proposals, search }: Inventory): readonly string[] {
  const members = proposals.flatMap((proposal) => proposal.members);
  const rearranged = proposals
    .flatMap(({ explanation }) => explanation?.members ?? [])
    .flatMap(({ ifItDeclines }) => (ifItDeclines?.kind === 'rearrangement' ? [...ifItDeclines.invites, ...ifItDeclines.releases] : [])); // prettier-ignore
  const changes = search?.outcome === 'impossible' ? search.changes : [];
  return [
    ...members.flatMap((member) => [member, ...member.replacements]).map(({ organisationId }) => organisationId),
    ...rearranged,
    ...changes.flatMap((change) => change.members),
  ];
}

function explained(search: Search | undefined, wording: Wording, language: Language): string {
  switch (search?.outcome) {
    case undefined:
      return language === 'sv' ? 'Sammansatt för hand.' : 'Put together by hand.';
    case 'proposed':
      return wording.certificate(search.certificate);
    case 'impossible':
      return wording.cause(search.cause);
    case 'undecided':
      return wording.undecided();
  }
}

function shownProposal(
  { ownerBrings, members, explanation }: Proposal,
  ownerId: string | undefined,
  names: Names,
  wording: Wording,
): ShownProposal {
  const of = (organisationId: string) =>
    explanation?.members.find((member) => member.organisationId === organisationId);
  const comparison = explanation && wording.comparison(explanation);
  const owner = ownerId === undefined ? undefined : of(ownerId);
  return {
    ...(ownerId !== undefined && {
      owner: { ...named(ownerId, names), brings: ownerBrings, ...(owner && { explanation: wording.member(owner) }) },
    }),
    members: members.map((member) => shownMember(member, of(member.organisationId), names, wording)),
    stages: (explanation?.stages ?? []).map((result) => ({ ...result, explanation: wording.stage(result) })),
    ...(comparison !== undefined && { comparison }),
  };
}

function shownMember(
  { organisationId, brings, replacements }: Proposal['members'][number],
  explained: Explained | undefined,
  names: Names,
  wording: Wording,
): ShownMember {
  return {
    ...named(organisationId, names),
    brings,
    replacements: replacements.map((candidate) => shownReplacement(candidate, explained, names)),
    isWeakLink: replacements.length === 0,
    ...(explained && {
      worksThere: explained.worksThere,
      km: explained.km,
      explanation: wording.member(explained),
      ifItDeclines: wording.ifItDeclines(explained),
    }),
  };
}

function shownReplacement({ organisationId, brings }: Candidate, explained: Explained | undefined, names: Names) {
  const substitutes = explained?.ifItDeclines?.kind === 'replacement' ? explained.ifItDeclines.candidates : [];
  const substitute = substitutes.find((each) => each.organisationId === organisationId);
  return { ...named(organisationId, names), brings, ...(substitute && { km: substitute.km }) };
}

function named(organisationId: string, names: Names): Named {
  const name = names.get(organisationId);
  return { organisationId, ...(name !== undefined && { name }) };
}

/** The name of a sole trader is that of a person, and is not known here. */
export function nameless(id: string, language: Language): string {
  return `${language === 'sv' ? 'enskild firma' : 'sole trader'} ${id}`;
}
