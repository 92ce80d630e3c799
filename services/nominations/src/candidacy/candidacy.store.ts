import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox, stored } from '@kraftsamling/messaging';
import type { Part, Stored, StoredDocument } from '@kraftsamling/messaging';
import type { ClientSession, Connection } from 'mongoose';
import type { Candidacy } from './candidacy.state.ts';
import { publicCandidacy } from './public-candidacy.ts';

const candidacySchema = documentSchema<Candidacy>(
  { awardId: String, status: String, municipalities: [String], nominatedAt: Date },
  [
    // Several nominations of one municipality gather in one candidacy; a joint entry is a candidacy of its own.
    [{ 'state.awardId': 1, 'foundBy.together': 1 }, { unique: true }],
    [{ 'state.awardId': 1, 'state.municipalities': 1 }],
    [{ 'state.status': 1, 'state.nominatedAt': 1 }],
  ],
);

@Injectable()
export class Candidacies extends DocumentStore<Candidacy> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Candidacy>>('Candidacy', candidacySchema, 'candidacies'), outbox, {
      publicState: publicCandidacy,
      lookupKeys: ({ municipalities }) => ({ together: togetherKey(municipalities) }),
    });
  }

  /** All of an award, in the order of their ids. */
  async ofAward(awardId: string, session?: ClientSession): Promise<Stored<Candidacy>[]> {
    const found = await this.documents
      .find({ 'state.awardId': awardId } as object, { projection: { outbox: 0 }, ...(session && { session }) })
      .sort({ _id: 1 })
      .toArray();
    return found.map(stored);
  }

  /** One of an award, whichever. */
  async anyOf(awardId: string): Promise<Stored<Candidacy> | undefined> {
    const found = await this.documents.findOne({ 'state.awardId': awardId } as object, { projection: { outbox: 0 } });
    return found === null ? undefined : stored(found);
  }

  /** The candidacy of exactly these municipalities. */
  async ofMunicipalities(
    awardId: string,
    municipalities: readonly string[],
    session?: ClientSession,
  ): Promise<Stored<Candidacy> | undefined> {
    const filter = { 'state.awardId': awardId, 'foundBy.together': togetherKey(municipalities) } as object;
    const found = await this.documents.findOne(filter, { projection: { outbox: 0 }, ...(session && { session }) });
    return found === null ? undefined : stored(found);
  }

  async search(
    { awardId, municipality }: { readonly awardId: string; readonly municipality?: string | undefined },
    part: Part,
  ): Promise<{ candidacies: Stored<Candidacy>[]; total: number }> {
    const filter = {
      'state.awardId': awardId,
      ...(municipality !== undefined && { 'state.municipalities': municipality }),
    };
    const { found: candidacies, total } = await this.part(filter, { 'foundBy.together': 1, _id: 1 }, part);
    return { candidacies, total };
  }

  /** Ids of those of this municipality in these awards that have been informed and go on. */
  async informed(awardIds: readonly string[], municipality: string, session: ClientSession): Promise<string[]> {
    const filter = {
      'state.awardId': { $in: [...awardIds] },
      'state.municipalities': municipality,
      'state.status': { $in: ['informed', 'complemented'] },
    };
    const found = await this.documents.find(filter as object, { projection: { _id: 1 }, session }).toArray();
    return found.map(({ _id }) => _id);
  }

  /** Ids of those in these awards that have not been informed, and could be: each of their municipalities is one of these. The oldest first. */
  async uninformed(awardIds: readonly string[], municipalities: readonly string[], most: number): Promise<string[]> {
    const filter = {
      'state.status': 'nominated',
      'state.awardId': { $in: [...awardIds] },
      'state.municipalities': { $not: { $elemMatch: { $nin: [...municipalities] } } },
    };
    const found = await this.documents
      .find(filter as object, { projection: { _id: 1 } })
      .sort({ 'state.nominatedAt': 1 })
      .limit(most)
      .toArray();
    return found.map(({ _id }) => _id);
  }
}

function togetherKey(municipalities: readonly string[]): string {
  return municipalities.toSorted().join(' ');
}
