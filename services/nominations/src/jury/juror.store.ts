import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox, stored } from '@kraftsamling/messaging';
import type { Stored, StoredDocument } from '@kraftsamling/messaging';
import type { ClientSession, Connection } from 'mongoose';
import type { Juror } from './juror.ts';

const jurorSchema = documentSchema<Juror>({ awardId: String, subject: String }, [
  // One person is one juror of an award, however often the secretariat appoints them.
  [{ 'state.awardId': 1, 'state.subject': 1 }, { unique: true }],
]);

/** Persons: nothing of them is published. */
@Injectable()
export class Jurors extends DocumentStore<Juror> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Juror>>('Juror', jurorSchema, 'jurors'), outbox, {
      publicState: () => undefined,
    });
  }

  async ofAward(awardId: string, session?: ClientSession): Promise<Stored<Juror>[]> {
    const found = await this.documents
      .find({ 'state.awardId': awardId } as object, { projection: { outbox: 0 }, ...(session && { session }) })
      .sort({ _id: 1 })
      .toArray();
    return found.map(stored);
  }

  async withTiesKnown(awardId: string): Promise<Stored<Juror>[]> {
    return (await this.ofAward(awardId)).filter(({ state }) => state.tiesForgottenAt === undefined);
  }

  /** The juror that a token speaks for. */
  async bySubject(awardId: string, subject: string): Promise<Stored<Juror> | undefined> {
    const filter = { 'state.awardId': awardId, 'state.subject': subject } as object;
    const found = await this.documents.findOne(filter, { projection: { outbox: 0 } });
    return found === null ? undefined : stored(found);
  }
}
