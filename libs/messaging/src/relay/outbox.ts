import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { firstVersionOf } from '@kraftsamling/contracts';
import { watchOutbox } from '../metrics.ts';
import type { Backlog } from '../metrics.ts';
import { Observed } from '../observed.ts';
import { NatsConnection } from '../server/nats-connection.ts';
import { Uptake } from '../server/uptake.ts';
import type { OutboxEntry } from '../store/outbox-entry.ts';
import type { PublishingStore, StoreOutbox } from '../store/publishing-store.ts';
import { Epochs } from './epochs.ts';
import { Relay } from './relay.ts';

/** Every outbox of the service (each store's documents hold their own) and the relay that empties them. */
@Injectable()
export class Outbox implements StoreOutbox, OnApplicationBootstrap {
  readonly eventRoot: string;
  readonly stores = new Map<string, PublishingStore>();
  private readonly relay: Relay;
  private readonly epochs: Epochs;
  private readonly observed = new Observed(() => this.backlog());
  private readonly unwatch: () => void;
  /** Something was made in an epoch that was over by then: the republisher brings it into the current one. */
  belated = false;

  constructor(
    @Inject(NatsConnection) nats: NatsConnection,
    @Inject(Epochs) epochs: Epochs,
    @Inject(Uptake) uptake: Uptake,
  ) {
    this.eventRoot = nats.names.eventRoot;
    this.epochs = epochs;
    this.relay = new Relay(nats, this.stores, uptake);
    this.unwatch = watchOutbox({ backlogs: () => this.observed.read() });
  }

  register(store: PublishingStore): void {
    this.stores.set(store.collection, store);
  }

  async firstVersion(): Promise<number> {
    return firstVersionOf(await this.epochs.current());
  }

  async made(version: number): Promise<void> {
    if (version < (await this.firstVersion())) this.belated = true;
  }

  /** Publishes entries that have just been written. Never waits, never throws: what is not published now, the sweep finds. */
  offer(collection: string, documentId: string, entries: readonly OutboxEntry[]): void {
    for (const entry of entries) this.relay.offer({ collection, documentId, entry });
  }

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  /** Publishes what is in flight, then stops. What NATS cannot take stays in the documents for the next start. */
  async stop(): Promise<void> {
    await this.relay.stop();
    this.unwatch();
  }

  /** How many documents wait with events, by collection, and since when the oldest waits. */
  async backlog(): Promise<Backlog[]> {
    return Promise.all(
      [...this.stores].map(async ([collection, store]) => {
        const pending = { 'outbox.at': { $exists: true } };
        const [documents, oldest] = await Promise.all([
          store.documents.countDocuments(pending),
          store.documents
            .find(pending, { projection: { 'outbox.at': 1 } })
            .sort({ 'outbox.at': 1 })
            .limit(1)
            .next(),
        ]);
        return { collection, documents, oldest: oldest?.outbox[0]?.at };
      }),
    );
  }
}
