import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { hasPassed, isDuplicateKey } from '@kraftsamling/messaging';
import { Schema } from 'mongoose';
import type { Connection, Model, QueryFilter } from 'mongoose';
import { Problem } from '../problems/problem.ts';

const keptForMs = 24 * 60 * 60 * 1000;
/** How long a request may take before its key is free again: the process that was handling it must have died. */
const leaseMs = 60_000;

interface StoredKey {
  /** A hash of key, caller and address: the unique index that decides who was first. */
  readonly _id: string;
  readonly fingerprint: string;
  readonly lease: string;
  /** By the database's clock, as replicas need not agree on the time. */
  readonly claimedAt: Date;
  readonly expiresAt: Date;
  /** Sealed with the key itself. */
  readonly answer?: string;
}

type Next = Pick<StoredKey, 'lease' | 'fingerprint' | 'expiresAt'>;

/** The request is ours to handle. */
export interface Claim {
  readonly id: string;
  readonly lease: string;
}

@Injectable()
export class IdempotencyKeys {
  private readonly keys: Model<StoredKey>;

  constructor(@InjectConnection() connection: Connection) {
    const schema = new Schema<StoredKey>(
      { _id: String, fingerprint: String, lease: String, claimedAt: Date, expiresAt: Date, answer: String },
      { versionKey: false },
    );
    schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
    this.keys = connection.model<StoredKey>('IdempotencyKey', schema, 'idempotency-keys');
  }

  /**
   * Takes the key, or gives the sealed answer it already has.
   * @throws Problem `idempotency-key-reused` for another request; `idempotency-key-in-flight` while the first one is being handled
   */
  async claim(id: string, fingerprint: string, now: Date): Promise<Claim | { readonly answer: string }> {
    const next = { lease: randomUUID(), fingerprint, expiresAt: new Date(now.getTime() + keptForMs) };
    if (await this.insert(id, next)) return { id, lease: next.lease };

    const found = await this.keys.findById(id).lean<StoredKey>();
    if (found === null) throw inFlight();
    const kept = found.expiresAt > now;
    if (kept && found.fingerprint !== fingerprint)
      throw new Problem(422, 'idempotency-key-reused', 'The Idempotency-Key belongs to a request with another body.');
    if (kept && found.answer !== undefined) return { answer: found.answer };

    if (!(await this.takeOver(found, next, kept ? hasPassed('claimedAt', leaseMs) : {}))) throw inFlight();
    return { id, lease: next.lease };
  }

  /** Keeps the answer for whoever sends the key again. */
  async keep({ id, lease }: Claim, answer: string): Promise<void> {
    await this.keys.updateOne({ _id: id, lease }, { $set: { answer } });
  }

  /** Nothing was done: the key can be used again at once. */
  async free({ id, lease }: Claim): Promise<void> {
    await this.keys.deleteOne({ _id: id, lease });
  }

  private async insert(id: string, { lease, ...key }: Next): Promise<boolean> {
    try {
      // Nobody has this lease: either it is inserted, or the id is there.
      await this.keys.updateOne({ _id: id, lease }, { $set: key, $currentDate: { claimedAt: true } }, { upsert: true });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** A lease or a whole key that has run out; whoever is first gets it. One that has vanished meanwhile is left for the next try. */
  private async takeOver({ _id, lease }: StoredKey, next: Next, ifSo: QueryFilter<StoredKey>): Promise<boolean> {
    const taken = await this.keys.updateOne(
      { _id, lease, ...ifSo },
      { $set: next, $currentDate: { claimedAt: true }, $unset: { answer: 1 } },
    );
    return taken.modifiedCount === 1;
  }
}

function inFlight(): Problem {
  return new Problem(
    409,
    'idempotency-key-in-flight',
    'A request with this Idempotency-Key is being handled. Try again in a moment.',
    {
      headers: { 'retry-after': '1' },
    },
  );
}
