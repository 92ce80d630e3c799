import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { firstVersionOf, publishedBy, republicationOf, versionIn } from '@kraftsamling/contracts';
import type { Contract, RepublicationData } from '@kraftsamling/contracts';
import { InjectConnection } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import type { Collection, Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { MESSAGING_OPTIONS } from '../messaging-options.ts';
import type { MessagingOptions } from '../messaging-options.ts';
import { Refusal } from '../store/decision.ts';
import { hasPassed } from '../store/database-clock.ts';
import { isDuplicateKey } from '../store/duplicate-key.ts';
import { outboxEntries, outboxEntry } from '../store/outbox-entry.ts';
import type { PublishingStore } from '../store/publishing-store.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { Epochs, nextEpoch } from './epochs.ts';
import type { StoredRepublication } from './epochs.ts';
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
  /** The epoch in which everything is said (`epochAt`), and, where it began with this republication, why and who began it. */
  readonly epoch: number;
  readonly reason?: string;
  readonly by?: string;
}

/** Why a new epoch begins, for whoever reads the list of republications later. */
export interface NewEpoch {
  readonly reason: string;
  readonly by: string;
}

const PAGE = 500;
/** While so many documents wait to be published, no more are added. */
const WAITING_LIMIT = 2_000;
const INTERRUPTED_AFTER_MS = 30_000;
/** So soon does every replica know that a new epoch has begun. */
const WATCH_EVERY_MS = 2_000;

/**
 * Publishes the current state of everything the service owns once more, so that subscribers converge to it: after a stream was lost, or
 * for one who wants to begin anew. It goes the usual way, through the outbox of each document. In a new epoch all versions are raised above
 * what anybody has taken before: after the database was restored from a backup, or somebody has forged an event.
 */
@Injectable()
export class Republisher implements OnApplicationBootstrap {
  private readonly logger = new Logger(Republisher.name);
  private readonly outbox: Outbox;
  private readonly epochs: Epochs;
  private readonly service: string;
  private readonly contracts: ReadonlyMap<string, Contract>;
  private readonly completed: Contract | undefined;
  private readonly stopping = new AbortController();
  private readonly own: PublishingStore;
  private running: Promise<void> | undefined;
  private watching: Promise<void> | undefined;

  constructor(
    @Inject(Outbox) outbox: Outbox,
    @Inject(Epochs) epochs: Epochs,
    @InjectConnection() connection: Connection,
    @Inject(MESSAGING_OPTIONS) { service }: MessagingOptions,
  ) {
    this.outbox = outbox;
    this.epochs = epochs;
    this.service = service;
    this.contracts = new Map(publishedBy(service).map((contract) => [contract.type, contract]));
    this.completed = republicationOf(service);
    this.own = {
      collection: 'republications',
      get documents() {
        return epochs.republications as unknown as Collection<StoredDocument<unknown>>;
      },
      get reachable() {
        return connection.readyState === mongoose.ConnectionStates.connected;
      },
      publicState: (state) => state,
    };
    if (this.completed) outbox.register(this.own);
  }

  onApplicationBootstrap(): void {
    if (this.stores.length > 0) this.watching = this.watch();
  }

  /** @throws Refusal `republication-running`, `epoch-too-soon` */
  async start(begins?: NewEpoch): Promise<Republication> {
    const counts = await Promise.all(this.stores.map((store) => store.documents.countDocuments(published)));
    const now = new Date();
    const current = await this.epochs.look();
    const republication: StoredRepublication = {
      _id: uuid(),
      running: true,
      epoch: begins ? nextEpoch(current, now) : current,
      ...begins,
      startedAt: now,
      updatedAt: now,
      republished: 0,
      aggregates: counts.reduce((sum, count) => sum + count, 0),
    };

    await this.republications.updateMany(silent, { $unset: { running: true } });
    await this.republications.insertOne(republication).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
      throw new Refusal(
        'republication-running',
        'Everything is being republished already: wait until that has completed.',
      );
    });

    this.running = this.run(republication).catch((error: unknown) =>
      this.logger.error({ message: 'A republication was interrupted; start it again', error: String(error) }),
    );
    return present(republication, false);
  }

  /** The newest first. */
  async list(limit = 20): Promise<Republication[]> {
    const found = await this.republications.find().sort({ startedAt: -1 }).limit(limit).toArray();
    const interrupted = await this.interrupted();
    return found.map((each) => present(each, interrupted.has(each._id)));
  }

  /** @throws Refusal `not-found` */
  async get(id: string): Promise<Republication> {
    const found = await this.republications.findOne({ _id: id });
    if (!found) throw new Refusal('not-found', 'There is no republication with this id.', 'not-found');
    return present(found, (await this.interrupted()).has(id));
  }

  private async interrupted(): Promise<ReadonlySet<string>> {
    const found = await this.republications.find(silent, { projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.running, this.watching]);
  }

  private get stores(): readonly PublishingStore[] {
    return [...this.outbox.stores.values()].filter((store) => store !== this.own);
  }

  private async run(republication: StoredRepublication): Promise<void> {
    const { _id: id, epoch = 0 } = republication;
    await this.progress(id, 0);
    // Whatever is made from now on is of this epoch here; other replicas know within seconds.
    await this.epochs.look();
    const earlier = { version: { $lt: firstVersionOf(epoch) } };
    for (const store of this.stores) await this.republishThose(store, { $or: [published, earlier] }, epoch, id);
    await this.bringInto(epoch, id);

    await this.untilPublished(id);
    if (!this.stopping.signal.aborted) await this.complete(republication);
  }

  /** What was made by those who did not know of the epoch yet, or changed while it was read. */
  private async bringInto(epoch: number, id?: string): Promise<void> {
    const earlier = { version: { $lt: firstVersionOf(epoch) } };
    for (const store of this.stores)
      while (!this.stopping.signal.aborted && (await this.republishThose(store, earlier, epoch, id)) > 0);
  }

  /** Answers how many there were. */
  private async republishThose(store: PublishingStore, which: object, epoch: number, id?: string): Promise<number> {
    let after = '';
    for (let count = 0; ;) {
      if (id !== undefined) await this.waitForRelay(id);
      if (this.stopping.signal.aborted) return count;
      const page = await store.documents
        .find({ _id: { $gt: after }, ...which }, { projection: { outbox: 0 } })
        .sort({ _id: 1 })
        .limit(PAGE)
        .toArray();
      const last = page.at(-1);
      if (!last) return count;
      after = last._id;
      count += page.length;
      await this.republish(store, page, epoch);
      if (id !== undefined) await this.progress(id, page.filter(({ lastEvents = [] }) => lastEvents.length > 0).length);
    }
  }

  private async republish(
    store: PublishingStore,
    page: readonly StoredDocument<unknown>[],
    epoch: number,
  ): Promise<void> {
    const at = new Date();
    const publicState = (state: unknown, id: string) => store.publicState(state, id);
    await store.documents.bulkWrite(
      page.map(({ _id: id, version: before, state, lastEvents = [] }) => {
        const version = before < firstVersionOf(epoch) ? versionIn(epoch, before) : before;
        const contracts = lastEvents.flatMap((type) => this.contracts.get(type) ?? []);
        const entries = outboxEntries(contracts, { id, version, state }, publicState, this.outbox.eventRoot, at);
        // Changed meanwhile: then its own event carries the newer state.
        return {
          updateOne: {
            filter: { _id: id, version: before },
            update: { $set: { version }, $push: { outbox: { $each: entries } } },
          },
        };
      }),
      { ordered: false },
    );
  }

  /** Before the event that ends it, everything it speaks of must have gone out. */
  private async untilPublished(id: string): Promise<void> {
    const before = new Date();
    while (!this.stopping.signal.aborted) {
      const waiting = await Promise.all(
        this.stores.map(({ documents }) => documents.countDocuments({ 'outbox.at': { $lte: before } }, { limit: 1 })),
      );
      if (waiting.every((documents) => documents === 0)) return;
      await this.progress(id, 0);
      await this.pause(200);
    }
  }

  private async complete({ _id: id, epoch = 0, startedAt }: StoredRepublication): Promise<void> {
    const now = new Date();
    const ended = { $unset: { running: true }, $set: { completedAt: now, updatedAt: now } } as const;
    if (!this.completed) {
      await this.republications.updateOne({ _id: id }, ended);
      return;
    }
    const state: RepublicationData = {
      id,
      owner: this.service,
      epoch,
      aggregates: await this.counts(),
      startedAt: startedAt.toISOString(),
      completedAt: now.toISOString(),
    };
    // Of two in the same epoch the later one is the newer.
    const version = firstVersionOf(epoch) + (await this.republications.countDocuments());
    const aggregate = { id, version, state };
    const entry = outboxEntry(this.completed, aggregate, () => state, this.outbox.eventRoot, now);
    await this.republications.updateOne({ _id: id }, { ...ended, $push: { outbox: entry } });
    this.outbox.offer(this.own.collection, id, [entry]);
  }

  /** How many there are of each kind that have ever been published. */
  private async counts(): Promise<RepublicationData['aggregates']> {
    const kinds = [...this.contracts.keys()].map(kindOf).filter((kind) => kind !== 'republication');
    const counts = new Map([...new Set(kinds)].map((kind) => [kind, 0]));
    for (const { documents } of this.stores) {
      const lastEvent = { $arrayElemAt: ['$lastEvents', 0] };
      const groups = [{ $match: published }, { $group: { _id: lastEvent, count: { $sum: 1 } } }];
      for await (const { _id: type, count } of documents.aggregate<{ _id: string; count: number }>(groups))
        counts.set(kindOf(type), (counts.get(kindOf(type)) ?? 0) + count);
    }
    return [...counts].map(([aggregate, count]) => ({ aggregate, count }));
  }

  /** Notices that another replica has begun a new epoch, and brings what was made here meanwhile into it. */
  private async watch(): Promise<void> {
    let known = 0;
    while (!this.stopping.signal.aborted) {
      try {
        const epoch = await this.epochs.look();
        if (epoch !== known || this.outbox.belated) {
          this.outbox.belated = false;
          await this.bringInto(epoch);
          known = epoch;
        }
      } catch {
        // The database is away, which is said elsewhere: all of it again at the next look.
        this.outbox.belated = true;
      }
      await this.pause(WATCH_EVERY_MS);
    }
  }

  /** Waits until the relay has caught up, so that a long republication does not crowd out fresh events. */
  private async waitForRelay(id: string): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const waiting = await this.outbox.backlog();
      if (waiting.reduce((sum, { documents }) => sum + documents, 0) < WAITING_LIMIT) return;
      await this.progress(id, 0);
      await this.pause(200);
    }
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopping.signal, ref: false }).catch(() => undefined);
  }

  private async progress(id: string, more: number): Promise<void> {
    await this.republications.updateOne(
      { _id: id },
      { $inc: { republished: more }, $currentDate: { updatedAt: true } },
    );
  }

  private get republications() {
    return this.epochs.republications;
  }
}

/** No replica has got on with them for so long, by the database's clock, which is also what they are dated by while they run. */
const silent = { running: true, ...hasPassed('updatedAt', INTERRUPTED_AFTER_MS) } as const;

const published = { 'lastEvents.0': { $exists: true } };

/** `owner.aggregate.past-tense.version` */
function kindOf(type: string): string {
  return type.split('.')[1] ?? '';
}

function present(
  { _id, running, completedAt, epoch = 0, outbox: _, ...rest }: StoredRepublication,
  interrupted: boolean,
): Republication {
  return {
    id: _id,
    status: completedAt ? 'completed' : running && !interrupted ? 'running' : 'interrupted',
    epoch,
    ...rest,
  };
}
