import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { withdrawScores } from './deliberation.ts';
import { Deliberations } from './deliberation.store.ts';
import { rounds } from './round.ts';
import { ScoreCards } from './score-card.store.ts';

/** What follows where scores that were given count no longer. */
@Injectable()
export class WithdrawnScores {
  constructor(
    private readonly deliberations: Deliberations,
    private readonly scoreCards: ScoreCards,
  ) {}

  /** A juror is blocked from a candidacy: lists that follow from what they gave it are to be computed again. */
  async ofJuror(awardId: string, juror: string, candidacyId: string, session: ClientSession): Promise<void> {
    const cards = await Promise.all(rounds.map((round) => this.scoreCards.ofRound(awardId, round, session)));
    const concerned = rounds.filter((_, at) =>
      cards[at]?.some((card) => card.juror === juror && Object.hasOwn(card.scores, candidacyId)),
    );
    await this.deliberations.update(awardId, (deliberation) => withdrawScores(deliberation, concerned), { session });
  }
}
