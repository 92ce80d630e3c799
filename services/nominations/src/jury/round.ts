import { Refusal } from '@kraftsamling/messaging/decision';
import type { Candidacy } from '../candidacy/candidacy.state.ts';
import type { AwardPlan, RunningAward, Size } from '../award/award.state.ts';
import type { Rule } from '../judging/rules.ts';
import { standingBy } from '../judging/rules.ts';
import type { ScoreSheet } from '../judging/score-sheet.ts';
import type { Round } from '../record/entry.ts';

export type { Round } from '../record/entry.ts';
export type ListRound = Exclude<Round, 'winner'>;
export const rounds = ['long-list', 'short-list', 'winner'] as const satisfies readonly Round[];

/** A candidacy as far as it matters for who is in a round. */
export interface Competitor {
  readonly id: string;
  readonly withdrawn: boolean;
  readonly assessed: boolean;
  readonly met: boolean;
}

export function competitorOf({ id, state }: { readonly id: string; readonly state: Candidacy }): Competitor {
  return {
    id,
    withdrawn: state.status === 'withdrawn',
    assessed: state.assessment !== undefined,
    met: state.meeting !== undefined,
  };
}

/** By juror, then by candidacy, then by criterion. What is not here was not given. */
export type Scores = ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, number>>>>;

/** The lists that have been decided so far. */
export type Lists = Readonly<Partial<Record<Round, readonly string[]>>>;

/** Long list: all. Short list: those on the long list that have sent an assessment. Winner: those on the short list that the jury has met. */
export function contenders(round: Round, competitors: readonly Competitor[], lists: Lists): readonly string[] {
  const inRound = {
    'long-list': () => true,
    'short-list': ({ id, assessed }: Competitor) => assessed && (lists['long-list'] ?? []).includes(id),
    winner: ({ id, met }: Competitor) => met && (lists['short-list'] ?? []).includes(id),
  }[round];
  return competitors
    .filter((each) => !each.withdrawn && inRound(each))
    .map(({ id }) => id)
    .sort();
}

/** The marks of those who can be ranked: a candidacy with fewer marks than the quorum is left out. */
export function sheetOf(
  { criteria, scale, quorum, jurors }: Pick<RunningAward, 'criteria' | 'scale' | 'quorum' | 'jurors'>,
  candidacies: readonly string[],
  scores: Scores,
): ScoreSheet {
  const mark = (juror: string, candidacy: string) => {
    const given = scores.get(juror)?.get(candidacy);
    return given === undefined ? null : criteria.reduce((sum, { id, weight }) => sum + weight * (given[id] ?? 0), 0);
  };
  const marks = (candidacy: string) => jurors.filter((juror) => scores.get(juror)?.has(candidacy)).length;
  const entries = candidacies.filter((candidacy) => marks(candidacy) >= quorum);
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0);
  return {
    entries,
    jurors: jurors.map((name) => ({ name, scores: entries.map((entry) => mark(name, entry)) })),
    scale: { lowest: weights * scale.lowest, highest: weights * scale.highest },
    higherIsBetter: true,
  };
}

/** The best first, those in a group level by the rule and by all tie rules. Who has no rank by one of them is left out. */
export function inOrder(sheet: ScoreSheet, rules: readonly Rule[]): readonly (readonly string[])[] {
  const { entries } = sheet;
  if (entries.length <= 1) return entries.length === 0 ? [] : [entries];
  const ranks = rules.map((rule) => standingBy(rule, sheet).ranks);
  const worse = (a: number, b: number) =>
    ranks.map((each) => (each[a] ?? 0) - (each[b] ?? 0)).find((order) => order !== 0) ?? 0;
  const ranked = entries.map((_, at) => at).filter((at) => ranks.every((each) => each[at] !== null));
  const groups: number[][] = [];
  for (const at of ranked.toSorted(worse)) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && worse(last[0], at) === 0) last.push(at);
    else groups.push([at]);
  }
  return groups.map((group) => group.flatMap((at) => entries[at] ?? []));
}

export interface TieDecision {
  readonly tied: readonly string[];
  readonly chosen: readonly string[];
}

/** What the rules say of so many seats: who is inside in any case, and who shares the last of them. */
export interface Outcome {
  readonly inside: readonly string[];
  /** Empty where the rules leave no tie at the cut. */
  readonly tied: readonly string[];
  /** How many of the tied there is a seat for. */
  readonly seatsLeft: number;
}

export function outcomeOf(groups: readonly (readonly string[])[], seats: number): Outcome {
  const inside: string[] = [];
  for (const group of groups) {
    const seatsLeft = seats - inside.length;
    if (seatsLeft === 0) break;
    if (group.length > seatsLeft) return { inside, tied: group.toSorted(), seatsLeft };
    inside.push(...group);
  }
  return { inside, tied: [], seatsLeft: 0 };
}

/** The list in the order of ids, which says nothing of ranks. A tie at the cut is what the jury has decided of exactly this tie. */
export function listOf({ inside, tied, seatsLeft }: Outcome, ties: readonly TieDecision[]): readonly string[] {
  if (tied.length === 0) return inside.toSorted();
  const decided = ties.findLast((tie) => String(tie.tied.toSorted()) === String(tied));
  if (decided?.chosen.length !== seatsLeft)
    throw new Refusal(
      'tie-at-the-cut',
      `The rules leave ${tied.length} candidacies level for the last ${seatsLeft} of the seats. The jury decides between them, on record.`,
      'conflict',
      tied.map((candidacy) => ({ pointer: '', code: 'tie-at-the-cut', detail: candidacy })),
    );
  return [...inside, ...decided.chosen].sort();
}

export function sizeOf(award: Pick<AwardPlan, 'longList' | 'shortList'>, round: Round): Size {
  switch (round) {
    case 'long-list':
      return award.longList;
    case 'short-list':
      return award.shortList;
    case 'winner':
      return { fewest: 1, most: 1 };
  }
}

/** Fewer than the list needs only where no more can be ranked. */
export function refuseSeats(
  award: Pick<AwardPlan, 'longList' | 'shortList'>,
  round: Round,
  seats: number,
  rankable: number,
): void {
  const { fewest, most } = sizeOf(award, round);
  const least = Math.min(fewest, rankable);
  const largest = Math.min(most, rankable);
  if (rankable === 0) throw new Refusal('nobody-to-rank', 'No candidacy has as many scores as the quorum asks for.');
  if (seats < least || seats > largest)
    throw new Refusal(
      'seats-outside-size',
      `The list has from ${least} to ${largest} seats, not ${seats}.`,
      'invalid',
      [{ pointer: '/seats', code: 'seats-outside-size', detail: `Choose from ${least} to ${largest}.` }],
    );
}
