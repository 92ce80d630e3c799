import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { collectionOf } from '../store/collection-of.ts';
import { notFound, Refusal } from '../store/decision.ts';

/** An event that no handler of this service is given, by its id or by where it lies in the stream. */
export interface Quarantined {
  readonly id: string;
  readonly eventId?: string;
  readonly streamSequence?: number;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly released?: { readonly by: string; readonly at: Date };
}

type StoredQuarantined = Omit<Quarantined, 'id'> & { readonly _id: string };

/** So soon does every replica know. A consumer that begins knows at once: a rebuild takes nothing that has been quarantined before. */
const KNOWN_FOR_MS = 2_000;

/**
 * The events that operators have taken out of circulation. They are settled without being handled, now and whenever the stream is read again.
 * What has been made of one already is undone by its owner's next epoch.
 */
@Injectable()
export class Quarantine {
  private readonly connection: Connection;
  private known: ReadonlySet<string | number> = new Set();
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(@InjectConnection() connection: Connection) {
    this.connection = connection;
  }

  /** @throws Refusal `already-quarantined` */
  async add(which: Pick<Quarantined, 'eventId' | 'streamSequence'>, reason: string, by: string): Promise<Quarantined> {
    if (await this.quarantined.findOne({ ...which, released: { $exists: false } }))
      throw new Refusal('already-quarantined', 'This event is in quarantine already.');
    const added: StoredQuarantined = { _id: uuid(), ...which, reason, by, at: new Date() };
    await this.quarantined.insertOne(added);
    await this.look();
    return present(added);
  }

  /** From now on it is handled again; where it has passed, only a rebuild or a new consumer reads it once more. @throws Refusal `not-found` */
  async release(id: string, by: string): Promise<void> {
    const { matchedCount } = await this.quarantined.updateOne(
      { _id: id, released: { $exists: false } },
      { $set: { released: { by, at: new Date() } } },
    );
    if (matchedCount === 0) throw notFound();
    await this.look();
  }

  /** The newest first, the released ones too. */
  async list(limit = 100): Promise<Quarantined[]> {
    return (await this.quarantined.find().sort({ at: -1 }).limit(limit).toArray()).map(present);
  }

  async look(): Promise<void> {
    // Whoever asks meanwhile goes on with what was known.
    this.lookedAt = performance.now();
    const found = await this.quarantined.find({ released: { $exists: false } }).toArray();
    this.known = new Set(found.flatMap(({ eventId = [], streamSequence = [] }) => [eventId, streamSequence].flat()));
  }

  /** Event ids and stream sequences. While the database is away, those that were known last: nothing can be handled then anyway. */
  async current(): Promise<ReadonlySet<string | number>> {
    if (performance.now() - this.lookedAt > KNOWN_FOR_MS) await this.look().catch(() => undefined);
    return this.known;
  }

  private get quarantined() {
    return collectionOf<StoredQuarantined>(this.connection, 'quarantined-events');
  }
}

function present({ _id, ...rest }: StoredQuarantined): Quarantined {
  return { id: _id, ...rest };
}
