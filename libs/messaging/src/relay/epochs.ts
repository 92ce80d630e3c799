import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { epochAt, latestEpochAt } from '@kraftsamling/contracts';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import { collectionOf } from '../store/collection-of.ts';
import { Refusal } from '../store/decision.ts';
import type { OutboxEntry } from '../store/outbox-entry.ts';

/** A republication as it lies in the database. The event that ends it travels in it, as all events do in what they are about. */
export interface StoredRepublication {
  readonly _id: string;
  /** There as long as it runs; a unique index lets only one document have it. */
  readonly running?: true;
  /** Absent in those from before there were epochs. */
  readonly epoch?: number;
  /** Why a new epoch was begun, and who did. */
  readonly reason?: string;
  readonly by?: string;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly completedAt?: Date;
  readonly republished: number;
  readonly aggregates: number;
  readonly outbox?: readonly OutboxEntry[];
}

/** One runs at a time, whichever replica is asked. */
const republicationSchema = new Schema<StoredRepublication>(
  { _id: String, running: Boolean },
  { versionKey: false },
).index({ running: 1 }, { unique: true, sparse: true });

/** In which epoch this service says what it says. Its republications know: each was made in one, and may have begun it. */
@Injectable()
export class Epochs {
  private readonly connection: Connection;
  private known: number | undefined;

  constructor(@InjectConnection() connection: Connection) {
    this.connection = connection;
    connection.model('Republication', republicationSchema, 'republications');
  }

  /** As it is known here: a moment ago another replica may have begun another. */
  async current(): Promise<number> {
    return this.known ?? this.look();
  }

  async look(): Promise<number> {
    const [newest] = await this.republications
      .find({ epoch: { $gt: 0 } })
      .sort({ epoch: -1 })
      .limit(1)
      .toArray();
    return (this.known = newest?.epoch ?? 0);
  }

  get republications() {
    return collectionOf<StoredRepublication>(this.connection, 'republications');
  }
}

/**
 * The epoch to begin after the current one.
 * @throws Refusal `epoch-too-soon` where nobody would take its events yet
 */
export function nextEpoch(current: number, now: Date): number {
  const next = Math.max(current + 1, epochAt(now));
  if (next > latestEpochAt(now))
    throw new Refusal('epoch-too-soon', 'Epochs have begun twice within this hour. Begin another after the hour.');
  return next;
}
