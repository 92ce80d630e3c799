import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { isDuplicateKey } from '@kraftsamling/messaging';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { Problem } from '../problems/problem.ts';

const keptForMs = 24 * 60 * 60 * 1000;
/** How long a request may take before its key is free again: the process that was handling it must have died. */
const leaseMs = 60_000;

interface StoredKey {
  /** A hash of key, caller and address: the unique index that decides who was first. */
  readonly _id: string;
  readonly fingerprint: string;
  readonly lease: string;
  readonly leaseUntil: Date;
  readonly expiresAt: Date;
  /** Sealed with the key itself. */
  readonly answer?: string;
}

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
      { _id: String, fingerprint: String, lease: String, leaseUntil: Date, expiresAt: Date, answer: String },
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
    const lease = randomUUID();
    if (await this.insert({ _id: id, fingerprint, lease, ...deadlines(now) })) return { id, lease };

    const found = await this.keys.findById(id).lean<StoredKey>();
    if (found !== null && found.expiresAt > now) {
      if (found.fingerprint !== fingerprint) {
        throw new Problem(422, 'idempotency-key-reused', 'The Idempotency-Key belongs to a request with another body.');
      }
      if (found.answer !== undefined) return { answer: found.answer };
      if (found.leaseUntil > now) throw inFlight();
    }

    return (await this.takeOver(found, { fingerprint, lease, ...deadlines(now) }))
      ? { id, lease }
      : Promise.reject(inFlight());
  }

  /** Keeps the answer for whoever sends the key again. */
  async keep({ id, lease }: Claim, answer: string): Promise<void> {
    await this.keys.updateOne({ _id: id, lease }, { $set: { answer } });
  }

  /** Nothing was done: the key can be used again at once. */
  async free({ id, lease }: Claim): Promise<void> {
    await this.keys.deleteOne({ _id: id, lease });
  }

  private async insert(key: StoredKey): Promise<boolean> {
    try {
      await this.keys.insertOne(key);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** A lease or a whole key that has run out; whoever is first gets it. One that has vanished meanwhile is left for the next try. */
  private async takeOver(found: StoredKey | null, next: Omit<StoredKey, '_id'>): Promise<boolean> {
    if (found === null) return false;
    const taken = await this.keys.updateOne(
      { _id: found._id, lease: found.lease },
      { $set: next, $unset: { answer: 1 } },
    );
    return taken.modifiedCount === 1;
  }
}

function deadlines(now: Date): Pick<StoredKey, 'leaseUntil' | 'expiresAt'> {
  return { leaseUntil: new Date(now.getTime() + leaseMs), expiresAt: new Date(now.getTime() + keptForMs) };
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
