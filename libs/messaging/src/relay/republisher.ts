import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { publishedBy } from '@kraftsamling/contracts';
import type { Contract } from '@kraftsamling/contracts';
import { InjectConnection } from '@nestjs/mongoose';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { MESSAGING_OPTIONS } from '../messaging-options.ts';
import type { MessagingOptions } from '../messaging-options.ts';
import { collectionOf } from '../store/collection-of.ts';
import { Refusal } from '../store/decision.ts';
import { isDuplicateKey } from '../store/duplicate-key.ts';
import { outboxEntry } from '../store/outbox-entry.ts';
import type { PublishingStore } from '../store/publishing-store.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { Outbox } from './outbox.ts';

/** How far a republication has come. */
export interface Republication {
  readonly id: string;
  readonly status: 'running' | 'completed' | 'interrupted';
  readonly startedAt: Date;
  readonly updatedAt: Date;
  /** Aggregates whose events have been published again so far, and how many there were at the start. */
  readonly republished: number;
  readonly aggregates: number;
}

type StoredRepublication = Omit<Republication, 'id' | 'status'> & {
  readonly _id: string;
  /** There as long as it runs; a unique index lets only one document have it. */
  readonly running?: true;
  readonly completedAt?: Date;
};

/** One runs at a time, whichever replica is asked. */
const republicationSchema = new Schema<StoredRepublication>(
  { _id: String, running: Boolean },
  { versionKey: false },
).index({ running: 1 }, { unique: true, sparse: true });

const PAGE = 500;
/** While so many documents wait to be published, no more are added. */
const WAITING_LIMIT = 2_000;
const INTERRUPTED_AFTER_MS = 30_000;

/**
 * Publishes the current state of everything the service owns once more, so that subscribers converge to it:
 * after a stream was lost, or for one who wants to begin anew. It goes the usual way, through the outbox of each document.
 */
@Injectable()
export class Republisher {
  private readonly logger = new Logger(Republisher.name);
  private readonly outbox: Outbox;
  private readonly connection: Connection;
  private readonly contracts: ReadonlyMap<string, Contract>;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    @Inject(Outbox) outbox: Outbox,
    @InjectConnection() connection: Connection,
    @Inject(MESSAGING_OPTIONS) { service }: MessagingOptions,
  ) {
    this.outbox = outbox;
    this.connection = connection;
    connection.model('Republication', republicationSchema, 'republications');
    this.contracts = new Map(publishedBy(service).map((contract) => [contract.type, contract]));
  }

  /** @throws Refusal `republication-running` */
  async start(): Promise<Republication> {
    const counts = await Promise.all(
      [...this.outbox.stores.values()].map((store) => store.documents.countDocuments(published)),
    );
    const now = new Date();
    const republication: StoredRepublication = {
      _id: uuid(),
      running: true,
      startedAt: now,
      updatedAt: now,
      republished: 0,
      aggregates: counts.reduce((sum, count) => sum + count, 0),
    };

    await this.republications.updateMany(
      { running: true, updatedAt: { $lt: new Date(now.getTime() - INTERRUPTED_AFTER_MS) } },
      { $unset: { running: true } },
    );
    await this.republications.insertOne(republication).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
      throw new Refusal(
        'republication-running',
        'Everything is being republished already: wait until that has completed.',
      );
    });

    this.running = this.run(republication._id).catch((error: unknown) =>
      this.logger.error({ message: 'A republication was interrupted; start it again', error: String(error) }),
    );
    return present(republication);
  }

  /** The newest first. */
  async list(limit = 20): Promise<Republication[]> {
    const found = await this.republications.find().sort({ startedAt: -1 }).limit(limit).toArray();
    return found.map(present);
  }

  /** @throws Refusal `not-found` */
  async get(id: string): Promise<Republication> {
    const found = await this.republications.findOne({ _id: id });
    if (!found) throw new Refusal('not-found', 'There is no republication with this id.', 'not-found');
    return present(found);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(id: string): Promise<void> {
    for (const store of this.outbox.stores.values()) {
      let after = '';
      for (;;) {
        await this.waitForRelay(id);
        if (this.stopping.signal.aborted) return;
        const page = await store.documents
          .find({ _id: { $gt: after }, ...published }, { projection: { outbox: 0 } })
          .sort({ _id: 1 })
          .limit(PAGE)
          .toArray();
        const last = page.at(-1);
        if (!last) break;
        after = last._id;
        await this.republish(store, page);
        await this.progress(id, page.length);
      }
    }
    const now = new Date();
    await this.republications.updateOne(
      { _id: id },
      { $unset: { running: true }, $set: { completedAt: now, updatedAt: now } },
    );
  }

  private async republish(store: PublishingStore, page: readonly StoredDocument<unknown>[]): Promise<void> {
    const at = new Date();
    const publicState = (state: unknown, id: string) => store.publicState(state, id);
    await store.documents.bulkWrite(
      page.map(({ _id: id, version, state, lastEvents = [] }) => ({
        updateOne: {
          // Changed meanwhile: then its own event carries the newer state.
          filter: { _id: id, version },
          update: {
            $push: {
              outbox: {
                $each: lastEvents
                  .flatMap((type) => this.contracts.get(type) ?? [])
                  .map((contract) =>
                    outboxEntry(contract, { id, version, state }, publicState, this.outbox.eventRoot, at),
                  ),
              },
            },
          },
        },
      })),
      { ordered: false },
    );
  }

  /** Waits until the relay has caught up, so that a long republication does not crowd out fresh events. */
  private async waitForRelay(id: string): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const waiting = await this.outbox.backlog();
      if (waiting.reduce((sum, { documents }) => sum + documents, 0) < WAITING_LIMIT) return;
      await this.progress(id, 0);
      await delay(200, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async progress(id: string, more: number): Promise<void> {
    await this.republications.updateOne({ _id: id }, { $inc: { republished: more }, $set: { updatedAt: new Date() } });
  }

  private get republications() {
    return collectionOf<StoredRepublication>(this.connection, 'republications');
  }
}

const published = { 'lastEvents.0': { $exists: true } };

function present({ _id, running, completedAt, ...rest }: StoredRepublication): Republication {
  const silent = Date.now() - rest.updatedAt.getTime() > INTERRUPTED_AFTER_MS;
  return { id: _id, status: completedAt ? 'completed' : running && !silent ? 'running' : 'interrupted', ...rest };
}
