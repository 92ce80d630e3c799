import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { headers } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import { eventsPublished } from '../metrics.ts';
import type { Connected, NatsConnection } from '../server/nats-connection.ts';
import type { Uptake } from '../server/uptake.ts';
import type { OutboxEntry } from '../store/outbox-entry.ts';
import type { PublishingStore } from '../store/publishing-store.ts';

export interface Outgoing {
  readonly collection: string;
  readonly documentId: string;
  readonly entry: OutboxEntry;
}

/** How many go out at a time: one atomic batch, or as many acknowledgements awaited together. */
const BATCH = 500;
/** From so many on, one atomic batch (one fsync on the server) is faster than single messages in flight together. */
const ATOMIC_FROM = 8;
/** What memory holds at the most; beyond it the sweep takes over. */
const QUEUE_LIMIT = 10_000;
const SWEEP_EVERY_MS = 1_000;
/** The sweep leaves younger entries to the process that wrote them. */
const GRACE_MS = 1_000;
const ACK_TIMEOUT_MS = 5_000;
/** Acknowledged entries are gathered for so long, so that many leave their documents in one write. Nobody waits for it. */
const GATHER_MS = 100;
const FIRST_BACK_OFF_MS = 200;
const LONGEST_BACK_OFF_MS = 5_000;
const STOP_WITHIN_MS = 10_000;

/**
 * Brings events from the documents to JetStream, at least once, and takes each out of its document only after the acknowledgement.
 *
 * Fresh entries are offered from memory and go out at once. Whatever is not published that way (NATS away, stream full,
 * a process killed) is found by a sweep over a partial index. While NATS refuses, the relay backs off, longer each time;
 * it holds no command up and keeps nothing in memory.
 */
export class Relay {
  private readonly logger = new Logger(Relay.name);
  private readonly nats: NatsConnection;
  private readonly stores: ReadonlyMap<string, PublishingStore>;
  private readonly uptake: Uptake;
  private readonly stopping = new AbortController();
  private readonly queue: Outgoing[] = [];
  private readonly acknowledged: Outgoing[] = [];
  /** Ids of what is queued, being published or being taken out: the sweep must not publish it beside us. */
  private readonly inFlight = new Set<string>();
  private readonly released = new EventEmitter();
  /** Publishing goes on for whoever comes next, so it belongs to no request's trace. */
  private readonly outside = AsyncLocalStorage.snapshot();
  private pumping: Promise<void> | undefined;
  private removing: Promise<void> | undefined;
  private sweeping: Promise<void> | undefined;
  private backOffMs = 0;
  private wake = new AbortController();
  private atomic: { readonly connection: Connected; readonly allowed: boolean } | undefined;

  constructor(nats: NatsConnection, stores: ReadonlyMap<string, PublishingStore>, uptake: Uptake) {
    this.nats = nats;
    this.uptake = uptake;
    this.stores = stores;
    nats.onUp(() => {
      this.backOffMs = 0;
      this.wake.abort();
    });
  }

  start(): void {
    this.sweeping = this.sweepForEver();
  }

  offer(outgoing: Outgoing): void {
    if (this.backOffMs > 0 || !this.nats.connected || this.queue.length >= QUEUE_LIMIT || this.stopping.signal.aborted)
      return;
    this.enqueue(outgoing);
  }

  /** Finishes what is in flight. What NATS does not take in time stays in its document. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake.abort();
    await Promise.race([this.settled(), delay(STOP_WITHIN_MS, undefined, { ref: false })]);
  }

  private async settled(): Promise<void> {
    await this.sweeping;
    await this.pumping;
    await this.removing;
  }

  private enqueue(outgoing: Outgoing): void {
    if (this.inFlight.has(outgoing.entry.id)) return;
    this.inFlight.add(outgoing.entry.id);
    this.queue.push(outgoing);
    this.pumping ??= this.outside(() => this.pump()).finally(() => (this.pumping = undefined));
  }

  /** One batch at a time. What arrives meanwhile makes up the next, so batches grow with the load. */
  private async pump(): Promise<void> {
    await Promise.resolve();
    while (this.queue.length > 0) {
      const batch = this.queue.splice(0, BATCH);
      const published = await this.publish(batch);
      const left = batch.filter((outgoing) => !published.has(outgoing));
      this.release(left);
      if (published.size > 0) this.backOffMs = 0;
      else this.backOff();
      this.removeLater([...published]);
    }
  }

  /** Nothing of a batch was taken: give up what memory holds (the documents have it) and pause, longer each time. */
  private backOff(): void {
    this.backOffMs = Math.min(LONGEST_BACK_OFF_MS, Math.max(FIRST_BACK_OFF_MS, this.backOffMs * 2));
    this.release(this.queue.splice(0));
  }

  private release(outgoing: readonly Outgoing[]): void {
    for (const { entry } of outgoing) this.inFlight.delete(entry.id);
    this.released.emit('some');
  }

  /** Waits for these only: fresh events keep coming, and a sweep that waited for them too would never come to its next page. */
  private async untilReleased(ids: readonly string[]): Promise<void> {
    while (ids.some((id) => this.inFlight.has(id))) await once(this.released, 'some');
  }

  private async publish(batch: readonly Outgoing[]): Promise<Set<Outgoing>> {
    const connected = this.nats.connected;
    if (!connected) return new Set();

    if (batch.length >= ATOMIC_FROM && (await this.atomicAllowed(connected))) {
      try {
        await this.publishAtomically(connected, batch);
        eventsPublished.inc({ outcome: 'batch' }, batch.length);
        this.uptake.taken('events');
        return new Set(batch);
      } catch {
        // The server refuses a whole batch for one duplicate id. One by one, the same ids are safe to send again.
      }
    }
    return this.publishEach(connected, batch);
  }

  private async publishAtomically({ jetStream }: Connected, batch: readonly Outgoing[]): Promise<void> {
    const [first, ...rest] = batch as [Outgoing, ...Outgoing[]];
    const last = rest.pop();
    if (!last) throw new Error('A batch has two events at least.');

    const atomic = await jetStream.startBatch(first.entry.subject, first.entry.event, {
      headers: headersOf(first.entry),
    });
    for (const { entry } of rest) atomic.add(entry.subject, entry.event, { headers: headersOf(entry) });
    await atomic.commit(last.entry.subject, last.entry.event, {
      headers: headersOf(last.entry),
      timeout: ACK_TIMEOUT_MS,
    });
  }

  private async publishEach({ jetStream }: Connected, batch: readonly Outgoing[]): Promise<Set<Outgoing>> {
    const taken = new Set<Outgoing>();
    const failures: unknown[] = [];
    await Promise.all(
      batch.map(async (outgoing) => {
        const { subject, event } = outgoing.entry;
        try {
          await jetStream.publish(subject, event, { headers: headersOf(outgoing.entry), timeout: ACK_TIMEOUT_MS });
          taken.add(outgoing);
        } catch (error) {
          failures.push(error);
        }
      }),
    );
    eventsPublished.inc({ outcome: 'single' }, taken.size);
    eventsPublished.inc({ outcome: 'refused' }, failures.length);
    // What alone is refused is refused alone at the next sweep, and said then.
    if (taken.size > 0) this.uptake.taken('events');
    else this.uptake.refused('events', failures[0]);
    return taken;
  }

  private async atomicAllowed(connection: Connected): Promise<boolean> {
    if (this.atomic?.connection !== connection) {
      const info = await connection.manager.streams.info(this.nats.names.eventStream).catch(() => undefined);
      if (!info) return false;
      this.atomic = { connection, allowed: info.config.allow_atomic === true };
    }
    return this.atomic.allowed;
  }

  private removeLater(acknowledged: readonly Outgoing[]): void {
    this.acknowledged.push(...acknowledged);
    this.removing ??= this.remove().finally(() => (this.removing = undefined));
  }

  private async remove(): Promise<void> {
    while (this.acknowledged.length > 0) {
      if (this.acknowledged.length < BATCH)
        await delay(GATHER_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      const batch = this.acknowledged.splice(0, BATCH);
      const byCollection = Map.groupBy(batch, ({ collection }) => collection);
      try {
        await Promise.all([...byCollection].map(([collection, outgoing]) => this.removeFrom(collection, outgoing)));
      } catch (error) {
        // They are published once more by the sweep, under the same ids.
        this.logger.warn({
          message: 'Published events could not be taken out of their documents yet',
          error: String(error),
        });
      }
      this.release(batch);
    }
  }

  private async removeFrom(collection: string, outgoing: readonly Outgoing[]): Promise<void> {
    const documentIds = [...new Set(outgoing.map(({ documentId }) => documentId))];
    const eventIds = outgoing.map(({ entry }) => entry.id);
    await this.stores
      .get(collection)
      ?.documents.updateMany({ _id: { $in: documentIds } }, { $pull: { outbox: { id: { $in: eventIds } } } });
  }

  private async sweepForEver(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      if (this.nats.connected) {
        for (const [collection, store] of this.stores) {
          if (!store.reachable) continue;
          await this.sweep(collection, store).catch((error: unknown) =>
            this.logger.warn({ message: 'The outbox cannot be read now', collection, error: String(error) }),
          );
        }
      }
      await delay(this.backOffMs || SWEEP_EVERY_MS, undefined, { signal: this.wake.signal, ref: false }).catch(
        () => undefined,
      );
      if (this.wake.signal.aborted) this.wake = new AbortController();
    }
  }

  private async sweep(collection: string, store: PublishingStore): Promise<void> {
    for (let full = true; full && !this.stopping.signal.aborted;) {
      const before = new Date(Date.now() - GRACE_MS);
      const documents = await store.documents
        .find({ 'outbox.at': { $exists: true, $lt: before } }, { projection: { outbox: 1 } })
        .limit(BATCH)
        .toArray();
      const ids = documents.flatMap(({ outbox }) => outbox.map(({ id }) => id));
      for (const { _id: documentId, outbox } of documents)
        for (const entry of outbox) this.enqueue({ collection, documentId, entry });

      await this.untilReleased(ids);
      full = documents.length === BATCH && this.backOffMs === 0;
    }
  }
}

function headersOf({ id }: OutboxEntry) {
  const head = headers();
  head.set('Nats-Msg-Id', id);
  head.set('Content-Type', 'application/cloudevents+json');
  return head;
}
