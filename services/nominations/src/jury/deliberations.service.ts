import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, nothingHappens, Refusal } from '@kraftsamling/messaging';
import type { Stored } from '@kraftsamling/messaging';
import { becomes, refuseAny } from '@kraftsamling/messaging/decision';
import { Audit, Clock } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import type { ClientSession, Connection } from 'mongoose';
import type { RunningAward } from '../award/award.state.ts';
import { commitAward, openOf, runningOf } from '../award/award.ts';
import { Awards } from '../award/award.store.ts';
import { Candidacies } from '../candidacy/candidacy.store.ts';
import { Conflicts } from '../conflict/conflicts.service.ts';
import { anotherList } from '../judging/overtaking.ts';
import { cutLine } from '../judging/ranking.ts';
import { standingBy } from '../judging/rules.ts';
import type { ScoreSheet } from '../judging/score-sheet.ts';
import { smallestChange } from '../judging/smallest-change.ts';
import { verdictOn } from '../judging/verdict.ts';
import { NominationGatherer } from '../nomination/nomination-gatherer.service.ts';
import type { AwardResult, Entry } from '../record/entry.ts';
import { unreadableAt } from '../record/readable.ts';
import type { Tip } from '../record/record.ts';
import { newSalt, Records } from '../record/records.store.ts';
import { commitTo, withheldBy } from '../record/seal.ts';
import {
  afterRecomputation,
  closeRound,
  decideList,
  decideTie,
  discussCutLine,
  listsOf,
  refuseUnlessOpen,
  staleRound,
} from './deliberation.ts';
import type { Deliberation } from './deliberation.ts';
import { Deliberations } from './deliberation.store.ts';
import { feedbackOn, roundMissed } from './feedback.ts';
import type { Feedback } from './feedback.ts';
import { Jurors } from './juror.store.ts';
import { competitorOf, contenders, inOrder, outcomeOf, sheetOf } from './round.ts';
import type { Round, Scores } from './round.ts';
import { scoresThatCount } from './score-card.ts';
import { ScoreCards } from './score-card.store.ts';

/** Everything that a round is decided by. */
interface Hearing {
  readonly award: RunningAward;
  readonly deliberation: Stored<Deliberation>;
  readonly candidacies: readonly string[];
  readonly scores: Scores;
  readonly sheet: ScoreSheet;
  readonly groups: readonly (readonly string[])[];
}

/** What a meeting of the jury has come to, and how it is put on record. */
interface Decided {
  readonly state: Deliberation;
  readonly entries: readonly Entry[];
  readonly isList?: true;
}

/** How far a juror has come: counts, never points. */
export interface Progress {
  readonly juror: string;
  readonly name: string;
  readonly declared: boolean;
  readonly given: number;
  readonly of: number;
}

/**
 * From scores to lists, and to a winner that the jury has bound itself to. Each step is one transaction over what it decides by, so that
 * nothing is decided on scores that are changing.
 */
@Injectable()
export class DeliberationsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly awards: Awards,
    private readonly candidacies: Candidacies,
    private readonly conflicts: Conflicts,
    private readonly deliberations: Deliberations,
    private readonly gatherer: NominationGatherer,
    private readonly jurors: Jurors,
    private readonly scoreCards: ScoreCards,
    private readonly records: Records,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async close(caller: Principal, awardId: string, round: Round, unranked: readonly string[]): Promise<Deliberation> {
    await this.gatherer.gatherAll(awardId);
    await this.conflicts.settle(awardId);
    const undecided = await this.conflicts.undecided(awardId);
    return this.decide(
      caller,
      'closed a round of',
      awardId,
      round,
      ({ award, deliberation, candidacies, sheet }, now) => {
        if (deliberation.state.rounds[round].status === 'scoring')
          refuseUnlessOpen(round, award, deliberation.state, now);
        const belowQuorum = candidacies.filter((candidacy) => !sheet.entries.includes(candidacy));
        const closing = {
          undecided: undecided.filter(({ candidacy }) => candidacies.includes(candidacy)),
          belowQuorum,
          acknowledged: unranked,
        };
        const closed = closeRound(deliberation.state, round, closing, now);
        return closed === nothingHappens ? undefined : { state: closed.state, entries: [] };
      },
    );
  }

  async decideTie(
    caller: Principal,
    awardId: string,
    round: Round,
    { seats, chosen }: { readonly seats: number; readonly chosen: readonly string[] },
  ): Promise<Deliberation> {
    return this.decide(caller, 'decided a tie of', awardId, round, ({ deliberation, groups }) => {
      const { change, tie } = decideTie(deliberation.state, round, chosen, outcomeOf(groups, seats));
      return { state: change.state, entries: [{ kind: 'tie-decided', data: { round, ...tie } }] };
    });
  }

  /** What was said stays here with its salt: the record has the hash of both. */
  async discuss(caller: Principal, awardId: string, round: Round, text: string): Promise<Deliberation> {
    refuseAny(unreadableAt('/text', text));
    const salt = newSalt();
    return this.decide(caller, 'discussed the cut line of', awardId, round, ({ deliberation }, at) => ({
      state: discussCutLine(deliberation.state, round, { text, salt, at }).state,
      entries: [{ kind: 'cut-line-discussed', data: { round, discussion: withheldBy(salt, text) } }],
    }));
  }

  /** The list of a round, or the winner; with the winner goes the commitment. */
  async decideList(caller: Principal, awardId: string, round: Round, seats: number): Promise<Deliberation> {
    await this.conflicts.settle(awardId);
    return this.decide(caller, 'decided a list of', awardId, round, ({ award, deliberation, sheet, groups }, now) => {
      const before = deliberation.state.rounds[round];
      const rankable = groups.flat().length;
      const basis = { outcome: outcomeOf(groups, seats), seats, rankable, margin: marginOf(sheet, award, seats) };
      const decision = decideList(deliberation.state, round, award, basis, now);
      if (decision === nothingHappens) return undefined;

      const list = listsOf(decision.state)[round] ?? [];
      const again = before.status === 'decided';
      const another = again && String(before.candidacies) !== String(list);
      return {
        state: another ? afterRecomputation(decision.state, round) : decision.state,
        isList: true,
        entries: [again ? { kind: 'list-recomputed', data: { round, candidacies: list } } : decidedEntry(round, list)],
      };
    });
  }

  /** Who is missing. Counts alone, while the round goes on. */
  async progress(awardId: string, round: Round): Promise<readonly Progress[]> {
    const jurors = await this.jurors.ofAward(awardId);
    const all = await this.candidacies.ofAward(awardId);
    const { state } = await this.deliberations.require(awardId);
    const inRound = new Set(contenders(round, all.map(competitorOf), listsOf(state)));
    const cards = await this.scoreCards.ofRound(awardId, round);
    return Promise.all(
      jurors.map(async (juror) => {
        const access = await this.conflicts.access(
          juror,
          all.filter(({ id }) => inRound.has(id)),
        );
        const open = [...access].filter(([, each]) => each === 'open').map(([id]) => id);
        const given = cards.find((card) => card.juror === juror.id)?.scores ?? {};
        return {
          juror: juror.id,
          name: juror.state.name,
          declared: juror.state.declaredAt !== undefined,
          given: open.filter((id) => Object.hasOwn(given, id)).length,
          of: open.length,
        };
      }),
    );
  }

  /** What the scores say, by every rule, with its certificate: for the secretariat, and only when no score can be changed any more. */
  async standing(awardId: string, round: Round, seats: number) {
    const { award, deliberation, sheet, groups } = await this.hear(awardId, round);
    if (deliberation.state.rounds[round].status === 'scoring')
      throw new Refusal('round-not-closed', 'The round is not closed: scores are still being given.');
    if (sheet.entries.length === 0)
      throw new Refusal('nobody-to-rank', 'No candidacy has as many scores as the quorum asks for.');
    const { rule, tieRules } = award;
    return {
      ...verdictOn({ sheet, seats: Math.min(seats, sheet.entries.length), rule }),
      tieRules,
      outcome: outcomeOf(groups, seats),
    };
  }

  /** Once everything is public. Its own distance alone, never who is how far from what. */
  async feedback(awardId: string, candidacyId: string): Promise<Feedback | undefined> {
    const award = runningOf((await this.awards.require(awardId)).state);
    if (award.status !== 'announced')
      throw new Refusal('feedback-secret', 'Feedback is given when the winner has been announced.');
    const lists = listsOf((await this.deliberations.require(awardId)).state);
    const round = roundMissed(candidacyId, lists);
    if (round === undefined) return undefined;
    const { sheet } = await this.hear(awardId, round);
    return feedbackOn(candidacyId, round, sheet, award, lists[round] ?? []);
  }

  async state(awardId: string): Promise<Deliberation> {
    return (await this.deliberations.require(awardId)).state;
  }

  private async decide(
    caller: Principal,
    did: string,
    awardId: string,
    round: Round,
    decide: (hearing: Hearing, now: Date) => Decided | undefined,
  ): Promise<Deliberation> {
    const now = this.clock.now();
    const state = await inTransaction(this.connection, async (session) => {
      const hearing = await this.hear(awardId, round, session);
      openOf(hearing.award);
      const decided = decide(hearing, now);
      if (!decided) return hearing.deliberation.state;

      if (decided.entries.length === 0) await this.records.hold(awardId, session);
      const tip = await this.records.append(awardId, decided.entries, now, session);
      const after = decided.isList ? await this.committed(awardId, decided.state, tip, now, session) : decided.state;
      const { deliberation } = hearing;
      return (await this.deliberations.update(awardId, () => becomes(after), { session, loaded: deliberation })).state;
    });

    await this.audit.note(caller, did, 'award', awardId);
    return state;
  }

  /**
   * Once there is a winner the jury binds itself; and again after every list that it decides since, whether or not it made a difference:
   * how often there is a commitment must not tell whether the result has changed.
   */
  private async committed(
    awardId: string,
    state: Deliberation,
    { count, head }: Tip,
    now: Date,
    session: ClientSession,
  ): Promise<Deliberation> {
    const { 'long-list': longList, 'short-list': shortList, winner } = listsOf(state);
    if (!winner || !longList || !shortList || staleRound(state) !== undefined) return state;

    const result: AwardResult = { award: awardId, count, head, longList, shortList, winner: winner[0] ?? '' };
    const nonce = randomBytes(32);
    const commitment = commitTo(result, nonce);
    await this.records.append(awardId, [{ kind: 'commitment-published', data: { commitment } }], now, session);
    await this.awards.update(awardId, (award) => commitAward(award, commitment, now), { session });
    return { ...state, openings: [...state.openings, { nonce: nonce.toString('hex'), result }] };
  }

  private async hear(awardId: string, round: Round, session?: ClientSession): Promise<Hearing> {
    const award = runningOf((await this.awards.require(awardId, session)).state);
    const deliberation = await this.deliberations.require(awardId, session);
    const all = await this.candidacies.ofAward(awardId, session);
    const candidacies = contenders(round, all.map(competitorOf), listsOf(deliberation.state));
    const isBlocked = await this.conflicts.blocked(awardId, session);
    const scores = scoresThatCount(await this.scoreCards.ofRound(awardId, round, session), isBlocked);
    const sheet = sheetOf(award, candidacies, scores);
    return { award, deliberation, candidacies, scores, sheet, groups: inOrder(sheet, [award.rule, ...award.tieRules]) };
  }
}

function decidedEntry(round: Round, list: readonly string[]): Entry {
  switch (round) {
    case 'long-list':
      return { kind: 'long-list-decided', data: { candidacies: list } };
    case 'short-list':
      return { kind: 'short-list-decided', data: { candidacies: list } };
    case 'winner':
      return { kind: 'winner-decided', data: { candidacy: list[0] ?? '' } };
  }
}

/** The fewest points that would make another list; a search that ends without finding any has at least said how many it needs. */
function marginOf(sheet: ScoreSheet, { rule, discussBelow }: RunningAward, seats: number): number | undefined {
  // No list is that narrow: nothing is to be looked for.
  if (discussBelow === 0) return undefined;
  const change = smallestChange(sheet, rule, anotherList(cutLine(standingBy(rule, sheet).ranks, seats)));
  if (change === undefined) return undefined;
  return 'moreThan' in change ? change.moreThan + 1 : change.points;
}
