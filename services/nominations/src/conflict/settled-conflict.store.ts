import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { StoredDocument } from '@kraftsamling/messaging';
import type { ClientSession, Connection } from 'mongoose';
import type { Pair, SettledConflict } from './conflict.ts';

const settledConflictSchema = documentSchema<SettledConflict>({ awardId: String, juror: String }, [
  [{ 'state.awardId': 1, 'state.juror': 1 }],
]);

/** Who is tied to whom is nobody's business outside: there are no events. */
@Injectable()
export class SettledConflicts extends DocumentStore<SettledConflict> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    const model = connection.model<StoredDocument<SettledConflict>>(
      'SettledConflict',
      settledConflictSchema,
      'settled-conflicts',
    );
    super(model, outbox, { publicState: () => undefined });
  }

  async ofAward(awardId: string, session?: ClientSession): Promise<readonly SettledConflict[]> {
    return this.found({ 'state.awardId': awardId }, session);
  }

  /** By candidacy. */
  async ofJuror(awardId: string, juror: string): Promise<ReadonlyMap<string, SettledConflict>> {
    const found = await this.found({ 'state.awardId': awardId, 'state.juror': juror });
    return new Map(found.map((settled) => [settled.candidacyId, settled]));
  }

  /** Ids of those whose ground is known. */
  async withGround(awardId: string): Promise<readonly string[]> {
    const settled = await this.ofAward(awardId);
    return settled.filter(({ ground }) => ground !== undefined).map(settledConflictId);
  }

  private async found(filter: object, session?: ClientSession): Promise<readonly SettledConflict[]> {
    const found = await this.documents
      .find(filter, session && { session })
      .sort({ _id: 1 })
      .toArray();
    return found.map(({ state }) => state);
  }
}

export function settledConflictId({ awardId, juror, candidacyId }: Pair): string {
  return `${awardId}.${juror}.${candidacyId}`;
}
