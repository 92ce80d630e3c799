import type { Change, Decision } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, Refusal } from '@kraftsamling/messaging/decision';
import type { Opening, RunningAward } from '../award/award.state.ts';
import type { WithheldText } from '../candidacy/candidacy.state.ts';
import { listOf, refuseSeats, rounds } from './round.ts';
import type { Lists, Outcome, Round, TieDecision } from './round.ts';

interface Closed {
  readonly closedAt: Date;
  readonly ties: readonly TieDecision[];
  readonly discussedAt?: Date;
}

export type RoundState =
  | { readonly status: 'scoring' }
  | ({ readonly status: 'closed' } & Closed)
  | ({
      readonly status: 'decided';
      readonly seats: number;
      readonly candidacies: readonly string[];
      readonly decidedAt: Date;
      /** Scores that it follows from count no longer: it is to be computed again before anything is built on it. */
      readonly stale: boolean;
    } & Closed);

/** What the jury has decided, and how it got there: secret until it is announced, so it has no public state and no events. */
export interface Deliberation {
  readonly rounds: Readonly<Record<Round, RoundState>>;
  /** Of every commitment that was published, in their order. */
  readonly openings: readonly Opening[];
  /** What was said about cut lines, in the order in which it was put on record. */
  readonly discussions: readonly WithheldText[];
}

export const beginning: Deliberation = {
  rounds: { 'long-list': { status: 'scoring' }, 'short-list': { status: 'scoring' }, winner: { status: 'scoring' } },
  openings: [],
  discussions: [],
};

/** Long list: when the texts are final. Short list: when assessments are. Winner: when the finalists are known. */
export function hasBegun(round: Round, award: RunningAward, now: Date): boolean {
  const { complements, assessments } = award.deadlines;
  switch (round) {
    case 'long-list':
      return now >= complements.closesAt;
    case 'short-list':
      return award.longListed !== undefined && now >= assessments.closesAt;
    case 'winner':
      return award.shortListed !== undefined;
  }
}

export function isOpen(round: Round, award: RunningAward, { rounds: states }: Deliberation, now: Date): boolean {
  return award.status === 'open' && states[round].status === 'scoring' && hasBegun(round, award, now);
}

export function refuseUnlessOpen(round: Round, award: RunningAward, deliberation: Deliberation, now: Date): void {
  if (deliberation.rounds[round].status !== 'scoring')
    throw new Refusal('round-closed', 'The round has been closed: scores can no longer be given or changed.');
  if (!isOpen(round, award, deliberation, now)) throw new Refusal('round-not-open', 'The round has not begun yet.');
}

/** What whoever closes a round is to know before. */
export interface Closing {
  /** Indirect ties to candidacies of the round that nobody has decided. */
  readonly undecided: readonly { readonly juror: string; readonly candidacy: string }[];
  readonly belowQuorum: readonly string[];
  /** Those below the quorum who may go unranked. */
  readonly acknowledged: readonly string[];
}

/**
 * Whoever a tie that is not decided keeps out could not score, so it is decided first. Those who cannot be ranked are named by whoever
 * closes, so that nobody drops out by an oversight.
 */
export function closeRound(
  deliberation: Deliberation,
  round: Round,
  { undecided, belowQuorum, acknowledged }: Closing,
  now: Date,
): Decision<Deliberation> {
  if (deliberation.rounds[round].status !== 'scoring') return nothingHappens;
  if (undecided.length > 0)
    throw new Refusal(
      'conflict-undecided',
      `${undecided.length} indirect ties of jurors to candidacies of the round are undecided. Decide them first, on record.`,
      'conflict',
      undecided.map(({ juror, candidacy }) => ({
        pointer: '',
        code: 'conflict-undecided',
        detail: `Juror ${juror}, candidacy ${candidacy}.`,
      })),
    );
  const forgotten = belowQuorum.filter((candidacy) => !acknowledged.includes(candidacy));
  if (forgotten.length > 0)
    throw new Refusal(
      'below-quorum',
      `${forgotten.length} candidacies have fewer scores than the quorum, and would not be ranked. Ask the jurors who are missing, or name them as unranked.`,
      'conflict',
      forgotten.map((detail) => ({ pointer: '/unranked', code: 'below-quorum', detail })),
    );
  return withRound(deliberation, round, { status: 'closed', closedAt: now, ties: [] });
}

/** Between exactly those that the rules leave level, for exactly the seats that are left. */
export function decideTie(
  deliberation: Deliberation,
  round: Round,
  chosen: readonly string[],
  { tied, seatsLeft }: Outcome,
): { readonly change: Change<Deliberation>; readonly tie: TieDecision } {
  const state = closedOf(deliberation, round);
  if (tied.length === 0) throw new Refusal('no-tie', 'The rules leave no tie at the cut: there is nothing to decide.');
  const strangers = chosen.filter((candidacy) => !tied.includes(candidacy));
  if (strangers.length > 0 || chosen.length !== seatsLeft || new Set(chosen).size !== seatsLeft)
    throw new Refusal('tie-decided-wrongly', `Choose ${seatsLeft} of the ${tied.length} that are tied.`, 'invalid', [
      { pointer: '/chosen', code: 'tie-decided-wrongly', detail: `Tied are ${tied.join(', ')}.` },
    ]);
  const tie = { tied, chosen: chosen.toSorted() };
  return { change: withRound(deliberation, round, { ...state, ties: [...state.ties, tie] }), tie };
}

export function discussCutLine(
  deliberation: Deliberation,
  round: Round,
  discussion: WithheldText,
): Change<Deliberation> {
  const { state, events } = withRound(deliberation, round, {
    ...closedOf(deliberation, round),
    discussedAt: discussion.at,
  });
  return { state: { ...state, discussions: [...state.discussions, discussion] }, events };
}

export interface ListBasis {
  readonly outcome: Outcome;
  readonly seats: number;
  /** How many can be ranked. */
  readonly rankable: number;
  /** The fewest points that would make another list; nothing where none would. */
  readonly margin: number | undefined;
}

/** The list as the scores say. Computed again only when scores have been withdrawn; what is the same the second time changes nothing. */
export function decideList(
  deliberation: Deliberation,
  round: Round,
  award: Pick<RunningAward, 'longList' | 'shortList' | 'discussBelow'>,
  { outcome, seats, rankable, margin }: ListBasis,
  now: Date,
): Decision<Deliberation> {
  refuseStaleBefore(deliberation, round);
  const state = closedOf(deliberation, round);
  if (state.status === 'decided' && !state.stale) {
    if (state.seats !== seats)
      throw new Refusal('list-decided', 'The list has been decided, with another number of seats.');
    return nothingHappens;
  }
  refuseSeats(award, round, seats, rankable);
  const candidacies = listOf(outcome, state.ties);
  if (margin !== undefined && margin <= award.discussBelow && state.discussedAt === undefined)
    throw new Refusal(
      'cut-line-not-discussed',
      `${margin} points would make another list. The award asks the jury to discuss it first, on record.`,
    );
  return withRound(deliberation, round, {
    ...state,
    status: 'decided',
    seats,
    candidacies,
    decidedAt: now,
    stale: false,
  });
}

/** Scores of this round count no longer: its list, and with it everything that was built on it, is to be looked at again. */
export function withdrawScores(deliberation: Deliberation, ofRounds: readonly Round[]): Decision<Deliberation> {
  const concerned = rounds.filter(
    (round) => ofRounds.includes(round) && deliberation.rounds[round].status !== 'scoring',
  );
  if (concerned.length === 0) return nothingHappens;
  return becomes(concerned.reduce((changed, round) => staleIn(changed, round), deliberation));
}

/**
 * A finalist is in no list any more: the jury decides again, whoever its winner was. Everybody sees the new commitment, and would know by it
 * that the winner has left, if it came only then.
 */
export function withdrawFinalist(deliberation: Deliberation, candidacyId: string): Decision<Deliberation> {
  const { winner } = deliberation.rounds;
  const finalists = listsOf(deliberation)['short-list'] ?? [];
  if (winner.status !== 'decided' || !finalists.includes(candidacyId)) return nothingHappens;
  return becomes(staleIn(deliberation, 'winner'));
}

/** A list that has become another one makes the next one stale too: other candidacies may have been scored in it. */
export function afterRecomputation(deliberation: Deliberation, round: Round): Deliberation {
  const next = rounds[rounds.indexOf(round) + 1];
  return next !== undefined && isDecided(deliberation, next) ? staleIn(deliberation, next) : deliberation;
}

export function listsOf({ rounds: states }: Deliberation): Lists {
  const decided = rounds.flatMap((round) => {
    const state = states[round];
    return state.status === 'decided' ? [[round, state.candidacies] as const] : [];
  });
  return Object.fromEntries(decided);
}

/** The first list that is to be computed again. */
export function staleRound({ rounds: states }: Deliberation): Round | undefined {
  return rounds.find((round) => {
    const state = states[round];
    return state.status === 'decided' && state.stale;
  });
}

/** Whether the list of a round, and every one before it, follows from the scores that count. */
export function isFresh(deliberation: Deliberation, round: Round): boolean {
  const stale = staleRound(deliberation);
  return stale === undefined || rounds.indexOf(stale) > rounds.indexOf(round);
}

/** Nothing is built on a list that does not follow from the scores any more. */
function refuseStaleBefore(deliberation: Deliberation, round: Round): void {
  const stale = staleRound(deliberation);
  if (stale === undefined || rounds.indexOf(stale) >= rounds.indexOf(round)) return;
  throw new Refusal(
    'list-to-be-recomputed',
    `Scores of the round ${stale} have been withdrawn: its list is to be decided again first.`,
  );
}

/** What was decided of its ties and said of its cut line was of other scores. */
function staleIn(deliberation: Deliberation, round: Round): Deliberation {
  const state = deliberation.rounds[round];
  if (state.status === 'scoring') return deliberation;
  const { discussedAt: _, ...again } = state;
  const stale = again.status === 'decided' ? { ...again, ties: [], stale: true } : { ...again, ties: [] };
  return { ...deliberation, rounds: { ...deliberation.rounds, [round]: stale } };
}

function isDecided({ rounds: states }: Deliberation, round: Round): boolean {
  return states[round].status === 'decided';
}

function closedOf(deliberation: Deliberation, round: Round) {
  const state = deliberation.rounds[round];
  if (state.status === 'scoring')
    throw new Refusal('round-not-closed', 'The round is not closed: scores are still being given.');
  return state;
}

function withRound(deliberation: Deliberation, round: Round, state: RoundState): Change<Deliberation> {
  return becomes({ ...deliberation, rounds: { ...deliberation.rounds, [round]: state } });
}
