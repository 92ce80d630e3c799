import type { Bits } from './bits.ts';
import { union } from './bits.ts';
import type { Candidate, Wish } from './candidate.ts';
import type { Inventory } from './inventory.ts';
import type { Share, Stage } from './need.ts';
import { brought } from './search.ts';

/** Each member of a coalition, with what it is there for. */
export interface Member {
  readonly organisationId: string;
  readonly isOwner: boolean;
  /** What it is asked to bring: the shares of all members add up to exactly what is asked for. */
  readonly brings: readonly Share[];
  /** Of which demands there would be too little without it. */
  readonly neededFor: readonly Share['capability'][];
  /** Whether it works there; else its home is near enough. */
  readonly worksThere: boolean;
  readonly km: number;
  readonly meets: readonly Wish[];
  readonly requests: number;
  readonly collaborations: number;
}

export interface StageResult {
  readonly stage: Stage;
  /** Members; wishes that nobody meets; kilometres from their homes, requests, and good collaborations, added up. */
  readonly value: number;
  /** What nobody meets, in the stages that count it. */
  readonly unmet?: readonly Wish[];
}

export function membersOf({ owner, appraisal }: Inventory, members: readonly Candidate[], before?: Brought): Member[] {
  const shares = shareOut(appraisal.demands, inOrder(members, owner), before);
  return inOrder(members, owner).map((member) => ({
    organisationId: member.id,
    isOwner: member === owner,
    brings: shares.get(member.id) ?? [],
    neededFor: appraisal.demands
      .filter(({ amount }, demand) => brought(members, demand, member) < amount)
      .map(({ capability }) => capability),
    worksThere: member.reachKm === 0,
    km: member.km,
    meets: [
      ...wishesIn(appraisal.groupWishes, member.groups),
      ...wishesIn(appraisal.languageWishes, member.languages),
    ].filter(({ capability }) => shares.get(member.id)?.some((share) => share.capability === capability)),
    requests: member.requests,
    collaborations: member.collaborations,
  }));
}

export function stageResultsOf(
  { appraisal }: Inventory,
  stages: readonly Stage[],
  members: readonly Candidate[],
  figures: readonly number[],
): StageResult[] {
  const met = (of: 'groups' | 'languages') =>
    members.reduce<Bits>((bits, member) => union(bits, member[of]), members[0]?.[of] ?? []);
  return stages.map((stage, at) => {
    const value = inWordsOf(stage, figures[at] ?? 0);
    switch (stage) {
      case 'target-groups-and-themes':
        return { stage, value, unmet: wishesNotIn(appraisal.groupWishes, met('groups')) };
      case 'languages':
        return { stage, value, unmet: wishesNotIn(appraisal.languageWishes, met('languages')) };
      case 'members':
      case 'nearness':
      case 'requests':
      case 'collaborations':
        return { stage, value };
    }
  });
}

/** The search makes everything as small as it can; of good collaborations there are to be many. */
export function inWordsOf(stage: Stage, figure: number): number {
  return stage === 'collaborations' ? 0 - figure : figure;
}

/** What members bring already, by their id. */
export type Brought = ReadonlyMap<string, readonly Share[]>;

/**
 * Who brings how much, so that it adds up to what is asked for and nobody gives more than that. What somebody brings already stays as
 * it is; then the others fill up, then everybody.
 */
function shareOut(demands: readonly Share[], members: readonly Candidate[], before: Brought = new Map()): Brought {
  const shares = new Map(members.map(({ id }) => [id, [] as Share[]]));
  for (const [demand, { capability, amount }] of demands.entries()) {
    const amountBefore = (id: string) => before.get(id)?.find((share) => share.capability === capability)?.amount;
    const given = new Map<string, number>();
    let rest = amount;
    const give = (id: string, upTo: number) => {
      const more = Math.min(rest, Math.max(0, upTo - (given.get(id) ?? 0)));
      given.set(id, (given.get(id) ?? 0) + more);
      rest -= more;
    };
    for (const { id, amounts } of members) give(id, Math.min(amountBefore(id) ?? 0, amounts[demand] ?? 0));
    for (const { id, amounts } of members) if (!before.has(id)) give(id, amounts[demand] ?? 0);
    for (const { id, amounts } of members) give(id, amounts[demand] ?? 0);
    for (const [id, amount] of given) if (amount > 0) shares.get(id)?.push({ capability, amount });
  }
  return shares;
}

function inOrder(members: readonly Candidate[], owner: Candidate | undefined): Candidate[] {
  const others = members.filter((member) => member !== owner).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return owner ? [owner, ...others] : others;
}

function wishesIn(wishes: readonly Wish[], bits: Bits): Wish[] {
  return wishes.filter((_, at) => ((bits[at >> 5] ?? 0) >>> (at & 31)) & 1);
}

function wishesNotIn(wishes: readonly Wish[], bits: Bits): Wish[] {
  return wishes.filter((_, at) => !(((bits[at >> 5] ?? 0) >>> (at & 31)) & 1));
}
