import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, nothingHappens, notFound, Refusal } from '@kraftsamling/messaging';
import type { Stored } from '@kraftsamling/messaging';
import { Audit, Clock, refuseDuplicate } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { becomes } from '@kraftsamling/messaging/decision';
import type { Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { openOf, runningOf } from '../award/award.ts';
import { Awards } from '../award/award.store.ts';
import { CandidacyGate } from '../candidacy/candidacy-gate.service.ts';
import type { Candidacy } from '../candidacy/candidacy.state.ts';
import { Candidacies } from '../candidacy/candidacy.store.ts';
import { Conflicts } from '../conflict/conflicts.service.ts';
import { Screener } from '../conflict/screener.service.ts';
import { Records } from '../record/records.store.ts';
import { hasBegun, isOpen, listsOf, refuseUnlessOpen } from './deliberation.ts';
import { Deliberations } from './deliberation.store.ts';
import { appointJuror, declareTies } from './juror.ts';
import type { Juror, Profile, Tie } from './juror.ts';
import { Jurors } from './juror.store.ts';
import { competitorOf, contenders, rounds } from './round.ts';
import type { Round } from './round.ts';
import { giveScores, scoreCardId } from './score-card.ts';
import type { ScoreCard } from './score-card.ts';
import { ScoreCards } from './score-card.store.ts';

const refuseSecond = refuseDuplicate('juror-exists', 'This person is a juror of the award already.');

/** What lies before a juror: candidacies that no conflict keeps them from, and what they themselves have given. */
export interface Desk {
  readonly juror: Stored<Juror>;
  readonly rounds: readonly {
    readonly round: Round;
    readonly open: boolean;
    readonly candidacies: readonly Stored<Candidacy>[];
    readonly scores: ScoreCard['scores'];
  }[];
}

/** What jurors do. What is decided from it, the deliberation service does. */
@Injectable()
export class JuryService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly awards: Awards,
    private readonly candidacies: Candidacies,
    private readonly gate: CandidacyGate,
    private readonly conflicts: Conflicts,
    private readonly screener: Screener,
    private readonly deliberations: Deliberations,
    private readonly jurorStore: Jurors,
    private readonly scoreCards: ScoreCards,
    private readonly records: Records,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Who judges lies fast when the award is opened: a jury that grows later would be chosen with the candidates before one's eyes. */
  async appoint(caller: Principal, awardId: string, subject: string, profile: Profile): Promise<Stored<Juror>> {
    const id = uuid();
    const juror = await inTransaction(this.connection, async (session) => {
      const award = await this.awards.require(awardId, session);
      if (award.state.status !== 'draft')
        throw new Refusal('award-open', 'The award has been opened: who judges lies fast.');
      // Whoever opens it at this moment starts over, and counts this juror too.
      await this.awards.update(awardId, (state) => becomes(state), { session, loaded: award });
      return this.jurorStore.create(id, appointJuror(awardId, subject, profile), { session });
    }).catch(refuseSecond);

    await this.audit.note(caller, 'appointed', 'juror', id);
    return juror;
  }

  async jurors(awardId: string): Promise<readonly Stored<Juror>[]> {
    return this.jurorStore.ofAward(awardId);
  }

  async declare(caller: Principal, awardId: string, ties: readonly Tie[]): Promise<Stored<Juror>> {
    const juror = await this.required(caller, awardId);
    const { state: award } = await this.awards.require(awardId);
    // Before it is opened a juror may declare already; of what is over nothing more is asked.
    if (award.status !== 'draft') openOf(award);
    const declared = await this.jurorStore.update(juror.id, (state) => declareTies(state, ties, this.clock.now()));

    this.screener.tiesMayHaveChanged();
    return declared;
  }

  async score(
    caller: Principal,
    { awardId, round, candidacyId }: { readonly awardId: string; readonly round: Round; readonly candidacyId: string },
    scores: Readonly<Record<string, number>>,
  ): Promise<Stored<ScoreCard>> {
    const juror = await this.required(caller, awardId);
    const candidacy = await this.gate.open(caller, candidacyId);
    if (candidacy.state.awardId !== awardId) throw notFound();
    const now = this.clock.now();

    return inTransaction(this.connection, async (session) => {
      const award = runningOf((await this.awards.require(awardId, session)).state);
      const deliberation = await this.deliberations.require(awardId, session);
      refuseUnlessOpen(round, award, deliberation.state, now);
      // Whoever was put on record as blocked since the gate let them in gives nothing after that.
      const isBlocked = await this.conflicts.blocked(awardId, session);
      if (isBlocked(juror.id, candidacyId)) throw notFound();
      const all = await this.candidacies.ofAward(awardId, session);
      if (!contenders(round, all.map(competitorOf), listsOf(deliberation.state)).includes(candidacyId))
        throw new Refusal('not-in-round', 'The candidacy is not in this round.');

      const id = scoreCardId(awardId, round, juror.id);
      const found = await this.scoreCards.get(id, session);
      const card = found?.state ?? { awardId, round, juror: juror.id, scores: {} };
      const decision = giveScores(card, award, candidacyId, scores);
      if (decision === nothingHappens) return found ?? { id, version: 0, state: card, createdAt: now, updatedAt: now };

      const data = { round, juror: juror.id, candidacy: candidacyId, scores };
      await this.records.append(awardId, [{ kind: 'scores-given', data }], now, session);
      return found
        ? this.scoreCards.update(id, () => decision, { session, loaded: found })
        : this.scoreCards.create(id, decision, { session });
    });
  }

  /** Rounds that have not begun are not among it: who will be in them is not known to anybody. */
  async desk(caller: Principal, awardId: string): Promise<Desk> {
    const juror = await this.required(caller, awardId);
    const award = runningOf((await this.awards.require(awardId)).state);
    const { state: deliberation } = await this.deliberations.require(awardId);
    const all = await this.candidacies.ofAward(awardId);
    const open = await this.gate.openTo(juror, all);
    const now = this.clock.now();

    const desks = rounds
      .filter((round) => hasBegun(round, award, now))
      .map(async (round) => {
        const inRound = contenders(round, all.map(competitorOf), listsOf(deliberation));
        const card = await this.scoreCards.get(scoreCardId(awardId, round, juror.id));
        return {
          round,
          open: isOpen(round, award, deliberation, now),
          candidacies: open.filter(({ id }) => inRound.includes(id)),
          scores: card?.state.scores ?? {},
        };
      });
    return { juror, rounds: await Promise.all(desks) };
  }

  /** A token for this award is not enough: its subject has been appointed too. */
  private async required(caller: Principal, awardId: string): Promise<Stored<Juror>> {
    const juror = await this.gate.jurorOf(caller, awardId);
    if (!juror) throw notFound();
    return juror;
  }
}
