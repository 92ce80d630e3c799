import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, nothingHappens } from '@kraftsamling/messaging';
import type { Decision, Stored } from '@kraftsamling/messaging';
import { attemptEach, Clock, PeriodicTask } from '@kraftsamling/service';
import type { Connection } from 'mongoose';
import { Candidacies } from '../candidacy/candidacy.store.ts';
import { Deliberations } from '../jury/deliberation.store.ts';
import { isFresh, listsOf } from '../jury/deliberation.ts';
import type { Deliberation } from '../jury/deliberation.ts';
import type { ListRound } from '../jury/round.ts';
import type { Entry } from '../record/entry.ts';
import { Records } from '../record/records.store.ts';
import { announceList, announceWinner } from './award.ts';
import type { Award, Listed, OpenAward } from './award.state.ts';
import { Awards } from './award.store.ts';

const everyMs = 250;

/**
 * Announces what has been decided when its instant has come, by itself: also if the service was down at that instant, and once however many
 * replicas try, since the award itself says that it is done.
 */
@Injectable()
export class Announcer extends PeriodicTask {
  protected override readonly everyMs = everyMs;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly awards: Awards,
    private readonly candidacies: Candidacies,
    private readonly deliberations: Deliberations,
    private readonly records: Records,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected override async run(): Promise<void> {
    await attemptEach(await this.awards.open(), (award) => this.announce(award));
  }

  private async announce({ id, state: award }: Stored<OpenAward>): Promise<void> {
    const now = this.clock.now();
    const due = (phase: 'long-list' | 'short-list' | 'announcement') => now >= award.deadlines[phase].closesAt;
    if (!due('long-list')) return;

    // Read outside of a transaction: nothing is due in most runs.
    const { state: deliberation } = await this.deliberations.require(id);
    const lists = listsOf(deliberation);
    for (const round of ['long-list', 'short-list'] as const)
      if (due(round) && lists[round] && isFresh(deliberation, round)) await this.announceList(id, round, now);
    if (due('announcement') && lists.winner && isFresh(deliberation, 'winner')) await this.announceWinner(id, now);
  }

  private announceList(id: string, round: ListRound, now: Date): Promise<void> {
    return this.change(id, now, async (award, deliberation, listed) => {
      const list = isFresh(deliberation, round) ? listsOf(deliberation)[round] : undefined;
      if (!list) return undefined;
      return {
        decision: announceList(award, round, await listed(list), now),
        entry: { kind: 'list-announced', data: { round, candidacies: list } },
      };
    });
  }

  private announceWinner(id: string, now: Date): Promise<void> {
    return this.change(id, now, async (award, deliberation, listed) => {
      const [winner] = isFresh(deliberation, 'winner') ? (listsOf(deliberation).winner ?? []) : [];
      if (winner === undefined) return undefined;
      const [seen] = await listed([winner]);
      if (!seen) return undefined;
      const { openings } = deliberation;
      return {
        decision: announceWinner(award, seen, openings, now),
        entry: { kind: 'winner-announced', data: { winner, openings } },
      };
    });
  }

  private async change(
    id: string,
    now: Date,
    decide: (
      award: Award,
      deliberation: Deliberation,
      listed: (candidacies: readonly string[]) => Promise<readonly Listed[]>,
    ) => Promise<{ readonly decision: Decision<Award>; readonly entry: Entry } | undefined>,
  ): Promise<void> {
    await inTransaction(this.connection, async (session) => {
      const award = await this.awards.require(id, session);
      const deliberation = await this.deliberations.require(id, session);
      const decided = await decide(award.state, deliberation.state, async (ids) => {
        const all = await this.candidacies.ofAward(id, session);
        return all
          .filter((candidacy) => ids.includes(candidacy.id))
          .map((candidacy) => ({ candidacyId: candidacy.id, municipalities: candidacy.state.municipalities }));
      });
      if (!decided || decided.decision === nothingHappens) return;

      const { decision, entry } = decided;
      await this.awards.update(id, () => decision, { session, loaded: award });
      await this.records.append(id, [entry], now, session);
    });
  }
}
