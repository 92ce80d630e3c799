import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { StoredDocument } from '@kraftsamling/messaging';
import type { ClientSession, Connection } from 'mongoose';
import type { Round } from './round.ts';
import type { ScoreCard } from './score-card.ts';

const scoreCardSchema = documentSchema<ScoreCard>({ awardId: String, round: String, juror: String }, [
  [{ 'state.awardId': 1, 'state.round': 1 }],
]);

/** Nobody outside learns of a score before its record is published, so there are no events. */
@Injectable()
export class ScoreCards extends DocumentStore<ScoreCard> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<ScoreCard>>('ScoreCard', scoreCardSchema, 'score-cards'), outbox, {
      publicState: () => undefined,
    });
  }

  async ofRound(awardId: string, round: Round, session?: ClientSession): Promise<readonly ScoreCard[]> {
    const found = await this.documents
      .find({ 'state.awardId': awardId, 'state.round': round } as object, session && { session })
      .toArray();
    return found.map(({ state }) => state);
  }
}
