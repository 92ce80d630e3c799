import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox, stored } from '@kraftsamling/messaging';
import type { Part, Stored, StoredDocument } from '@kraftsamling/messaging';
import type { ClientSession, Connection } from 'mongoose';
import { addressKey } from './address-key.ts';
import type { ConfirmedNomination, Nomination } from './nomination.state.ts';
import { publicNomination } from './public-nomination.ts';

const nominationSchema = documentSchema<Nomination>({ awardId: String, status: String, submittedAt: Date }, [
  [{ 'state.status': 1, 'state.awardId': 1, 'state.submittedAt': 1, _id: 1 }],
  [{ 'state.awardId': 1, 'state.submittedAt': 1, _id: 1 }],
  [{ 'foundBy.sender': 1, 'state.awardId': 1 }],
  // Only of those whose nominator is known: looking for whom to forget costs nothing when that is nobody.
  [
    { 'state.awardId': 1, 'state.status': 1 },
    { partialFilterExpression: { 'state.nominator.salt': { $exists: true } } },
  ],
]);

/** What a nominator has written, for those who may read it. */
export interface NominationText {
  readonly id: string;
  readonly answers: Readonly<Record<string, string>>;
}

@Injectable()
export class Nominations extends DocumentStore<Nomination> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Nomination>>('Nomination', nominationSchema, 'nominations'), outbox, {
      publicState: publicNomination,
      // However the address was written. Forgotten together with the nominator.
      lookupKeys: ({ nominator }) => (nominator ? { sender: addressKey(nominator.person.email) } : {}),
    });
  }

  /** In the order of these ids. */
  async textsOf(ids: readonly string[]): Promise<NominationText[]> {
    const found = await this.documents
      .find({ _id: { $in: [...ids] } }, { projection: { 'state.answers': 1 } })
      .toArray();
    const answers = new Map(found.map(({ _id, state }) => [_id, state.answers]));
    return ids.flatMap((id) => {
      const known = answers.get(id);
      return known ? [{ id, answers: known }] : [];
    });
  }

  /** The candidacies that gather a nomination from any of these senders, by the keys of their addresses. */
  async candidaciesFrom(awardId: string, senders: readonly string[]): Promise<ReadonlySet<string>> {
    const filter = { 'foundBy.sender': { $in: [...senders] }, 'state.awardId': awardId, 'state.status': 'gathered' };
    return new Set(await this.documents.distinct('state.candidacyId', filter as object));
  }

  /** The awards in which something that was confirmed has not been gathered. */
  async awardsToGather(): Promise<string[]> {
    const found = await this.documents.distinct('state.awardId', { 'state.status': 'confirmed' } as object);
    return found.map(String);
  }

  /** Confirmed, and in no candidacy yet; the oldest first. */
  async toGather(awardId: string, most: number, session: ClientSession): Promise<Stored<ConfirmedNomination>[]> {
    const found = await this.documents
      .find({ 'state.status': 'confirmed', 'state.awardId': awardId } as object, { session, projection: { outbox: 0 } })
      .sort({ 'state.submittedAt': 1, _id: 1 })
      .limit(most)
      .toArray();
    return found.map((document) => stored(document) as Stored<ConfirmedNomination>);
  }

  /** Whose nominator is known: of all statuses, or of those that nobody has confirmed. */
  async withNominator(awardId: string, statuses: readonly Nomination['status'][], most: number): Promise<string[]> {
    const found = await this.documents
      .find({ ...nominatorOf(awardId), 'state.status': { $in: [...statuses] } } as object, { projection: { _id: 1 } })
      .limit(most)
      .toArray();
    return found.map(({ _id }) => _id);
  }

  async countNominators(awardId: string, statuses: readonly Nomination['status'][]): Promise<number> {
    const filter = { ...nominatorOf(awardId), 'state.status': { $in: [...statuses] } };
    return this.documents.countDocuments(filter);
  }

  async search(
    { awardId, status }: { readonly awardId: string; readonly status?: Nomination['status'] | undefined },
    part: Part,
  ): Promise<{ nominations: Stored<Nomination>[]; total: number }> {
    const filter = { 'state.awardId': awardId, ...(status !== undefined && { 'state.status': status }) };
    const { found: nominations, total } = await this.part(filter, { 'state.submittedAt': 1, _id: 1 }, part);
    return { nominations, total };
  }
}

function nominatorOf(awardId: string) {
  return { 'state.nominator.salt': { $exists: true }, 'state.awardId': awardId };
}
