import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction } from '@kraftsamling/messaging';
import { ensureCollection } from '@kraftsamling/service';
import { mongo } from 'mongoose';
import type { Connection } from 'mongoose';
import type { StoredRow } from '../counting/row.ts';
import type { Generation } from '../generation/generation.ts';
import type { Fact } from '../subjects/subjects.ts';
import type { Verification } from '../verification/verification.ts';

export type SummaryDocument = StoredRow | HeadDocument;

/** The revision in which a scope last changed. */
export interface HeadDocument {
  readonly _id: string;
  readonly revision: number;
  readonly updatedAt: Date;
}

export function isRow(summary: SummaryDocument): summary is StoredRow {
  return 'sums' in summary;
}

export function isHead(summary: SummaryDocument): summary is HeadDocument {
  return 'revision' in summary;
}

/**
 * The collections of this service's database. Facts and sums are written by the thousand and edited by nobody, so they are
 * read and written as plain documents, without a mongoose model between.
 */
@Injectable()
export class Collections {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  get generations(): mongo.Collection<Generation> {
    return this.database.collection<Generation>('generations');
  }

  get verifications(): mongo.Collection<Verification> {
    return this.database.collection<Verification>('verifications');
  }

  facts(generation: number): mongo.Collection<Fact> {
    return this.database.collection<Fact>(`facts-${generation}`);
  }

  summaries(generation: number): mongo.Collection<SummaryDocument> {
    return this.database.collection<SummaryDocument>(`summaries-${generation}`);
  }

  transaction<Result>(work: (session: mongo.ClientSession) => Promise<Result>): Promise<Result> {
    return inTransaction(this.connection, work);
  }

  async create(generation: number): Promise<void> {
    for (const { collectionName } of [this.facts(generation), this.summaries(generation)])
      await ensureCollection(this.database, collectionName);
    // Leads from a campaign to its facts: the sources of its figures, and its surveys.
    await this.facts(generation).createIndex({ campaign: 1, _id: 1 }, { name: 'campaign' }, {});
    // From an award to the sources of its figures.
    await this.facts(generation).createIndex({ award: 1, _id: 1 }, { name: 'award' }, {});
  }

  async drop(generation: number): Promise<void> {
    for (const { collectionName } of [this.facts(generation), this.summaries(generation)])
      await this.database.dropCollection(collectionName).catch(unlessItIsGone);
  }

  /** The driver's own database: while the connection is away, mongoose's collections keep calls back and answer promises for cursors. */
  private get database(): mongo.Db {
    if (this.connection.db) return this.connection.db;
    throw new mongo.MongoNotConnectedError('The database has not been reached yet.');
  }
}

const namespaceNotFound = 26;

function unlessItIsGone(error: unknown): void {
  if (!(error instanceof mongo.MongoServerError) || error.code !== namespaceNotFound) throw error;
}
