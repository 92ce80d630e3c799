import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { headers } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import type { Bus, Connected } from './bus.ts';
import type { DocumentStore } from './document-store.ts';
import { eventsPublished } from './metrics.ts';
import type { OutboxEntry } from './outbox-entry.ts';

export interface Outgoing {
  readonly collection: string;
  readonly documentId: string;
  readonly entry: OutboxEntry;
}

/** How many go out at a time: one atomic batch, or as many acknowledgements awaited together. */
const LOT = 500;
/** From so many on, one atomic batch (one fsync on the server) is faster than single messages in flight together. */
const BATCH_FROM = 8;
/** What memory holds at the most; beyond it the sweep takes over. */
const QUEUE_LIMIT = 10_000;
const SWEEP_EVERY_MS = 1_000;
/** The sweep leaves younger entries to the process that wrote them. */
const GRACE_MS = 1_000;
const ACK_TIMEOUT_MS = 5_000;
/** Acknowledged entries are gathered for so long, so that many leave their documents in one write. Nobody waits for it. */
const GATHER_MS = 100;
const FIRST_REST_MS = 200;
const LONGEST_REST_MS = 5_000;
const STOP_WITHIN_MS = 10_000;

/**
 * Brings events from the documents to JetStream, at least once, and takes each out of its document only after the acknowledgement.
 *
 * Fresh entries are offered from memory and go out at once. Whatever is not published that way (NATS away, stream full,
 * a process killed) is found by a sweep over a partial index. While NATS refuses, the relay rests, in growing pauses;
 * it holds no command up and keeps nothing in memory.
 */
export class Relay {
  private readonly logger = new Logger(Relay.name);
  private readonly bus: Bus;
  private readonly stores: ReadonlyMap<string, DocumentStore<unknown>>;
  private readonly stopping = new AbortController();
  private readonly queue: Outgoing[] = [];
  private readonly acknowledged: Outgoing[] = [];
  /** Ids of what is queued, being published or being taken out: the sweep must not publish it beside us. */
  private readonly inHand = new Set<string>();
  private readonly lettingGo = new EventEmitter();
  private pumping: Promise<void> | undefined;
  private removing: Promise<void> | undefined;
  private sweeping: Promise<void> | undefined;
  private restMs = 0;
  private wake = new AbortController();
  private atomic: { readonly connection: Connected; readonly allowed: boolean } | undefined;

  constructor(bus: Bus, stores: ReadonlyMap<string, DocumentStore<unknown>>) {
    this.bus = bus;
    this.stores = stores;
    bus.onUp(() => {
      this.restMs = 0;
      this.wake.abort();
    });
  }

  start(): void {
    this.sweeping = this.sweepForEver();
  }

  offer(outgoing: Outgoing): void {
    if (this.restMs > 0 || !this.bus.now || this.queue.length >= QUEUE_LIMIT || this.stopping.signal.aborted) return;
    this.enqueue(outgoing);
  }

  /** Finishes what is in hand. What NATS does not take in time stays in its document. */
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
    if (this.inHand.has(outgoing.entry.id)) return;
    this.inHand.add(outgoing.entry.id);
    this.queue.push(outgoing);
    this.pumping ??= this.pump().finally(() => (this.pumping = undefined));
  }

  /** One lot at a time. What arrives meanwhile makes up the next, so lots grow with the load. */
  private async pump(): Promise<void> {
    await Promise.resolve();
    while (this.queue.length > 0) {
      const lot = this.queue.splice(0, LOT);
      const taken = await this.publish(lot);
      const left = lot.filter((outgoing) => !taken.has(outgoing));
      this.letGo(left);
      if (taken.size > 0) this.restMs = 0;
      else this.rest();
      this.takeOut([...taken]);
    }
  }

  /** Nothing of a lot was taken: give up what memory holds (the documents have it) and pause, longer each time. */
  private rest(): void {
    this.restMs = Math.min(LONGEST_REST_MS, Math.max(FIRST_REST_MS, this.restMs * 2));
    this.letGo(this.queue.splice(0));
  }

  private letGo(outgoing: readonly Outgoing[]): void {
    for (const { entry } of outgoing) this.inHand.delete(entry.id);
    this.lettingGo.emit('some');
  }

  /** Waits for these only: fresh events keep coming, and a sweep that waited for them too would never come to its next page. */
  private async outOfHand(ids: readonly string[]): Promise<void> {
    while (ids.some((id) => this.inHand.has(id))) await once(this.lettingGo, 'some');
  }

  private async publish(lot: readonly Outgoing[]): Promise<Set<Outgoing>> {
    const connected = this.bus.now;
    if (!connected) return new Set();

    if (lot.length >= BATCH_FROM && (await this.batchesAllowed(connected))) {
      try {
        await this.publishBatch(connected, lot);
        eventsPublished.inc({ outcome: 'batch' }, lot.length);
        return new Set(lot);
      } catch {
        // The server refuses a whole batch for one duplicate id. One by one, the same ids are safe to send again.
      }
    }
    return this.publishEach(connected, lot);
  }

  private async publishBatch({ jetStream }: Connected, lot: readonly Outgoing[]): Promise<void> {
    const [first, ...rest] = lot as [Outgoing, ...Outgoing[]];
    const last = rest.pop();
    if (!last) throw new Error('A batch has two events at least.');

    const batch = await jetStream.startBatch(first.entry.subject, first.entry.event, {
      headers: headersOf(first.entry),
    });
    for (const { entry } of rest) batch.add(entry.subject, entry.event, { headers: headersOf(entry) });
    await batch.commit(last.entry.subject, last.entry.event, {
      headers: headersOf(last.entry),
      timeout: ACK_TIMEOUT_MS,
    });
  }

  private async publishEach({ jetStream }: Connected, lot: readonly Outgoing[]): Promise<Set<Outgoing>> {
    const taken = new Set<Outgoing>();
    let failure: string | undefined;
    await Promise.all(
      lot.map(async (outgoing) => {
        const { subject, event } = outgoing.entry;
        try {
          await jetStream.publish(subject, event, { headers: headersOf(outgoing.entry), timeout: ACK_TIMEOUT_MS });
          taken.add(outgoing);
        } catch (error) {
          failure = String(error);
        }
      }),
    );
    eventsPublished.inc({ outcome: 'single' }, taken.size);
    if (failure !== undefined) {
      eventsPublished.inc({ outcome: 'refused' }, lot.length - taken.size);
      this.logger.warn({
        message: 'JetStream did not take events; they wait in their documents',
        events: lot.length - taken.size,
        error: failure,
      });
    }
    return taken;
  }

  private async batchesAllowed(connection: Connected): Promise<boolean> {
    if (this.atomic?.connection !== connection) {
      const info = await connection.manager.streams.info(this.bus.names.eventStream).catch(() => undefined);
      if (!info) return false;
      this.atomic = { connection, allowed: info.config.allow_atomic === true };
    }
    return this.atomic.allowed;
  }

  private takeOut(acknowledged: readonly Outgoing[]): void {
    this.acknowledged.push(...acknowledged);
    this.removing ??= this.remove().finally(() => (this.removing = undefined));
  }

  private async remove(): Promise<void> {
    while (this.acknowledged.length > 0) {
      if (this.acknowledged.length < LOT)
        await delay(GATHER_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      const lot = this.acknowledged.splice(0, LOT);
      const byCollection = Map.groupBy(lot, ({ collection }) => collection);
      try {
        await Promise.all([...byCollection].map(([collection, outgoing]) => this.removeFrom(collection, outgoing)));
      } catch (error) {
        // They are published once more by the sweep, under the same ids.
        this.logger.warn({
          message: 'Published events could not be taken out of their documents yet',
          error: String(error),
        });
      }
      this.letGo(lot);
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
      if (this.bus.now) {
        for (const [collection, store] of this.stores) {
          if (!store.reachable) continue;
          await this.sweep(collection, store).catch((error: unknown) =>
            this.logger.warn({ message: 'The outbox cannot be read now', collection, error: String(error) }),
          );
        }
      }
      await delay(this.restMs || SWEEP_EVERY_MS, undefined, { signal: this.wake.signal, ref: false }).catch(
        () => undefined,
      );
      if (this.wake.signal.aborted) this.wake = new AbortController();
    }
  }

  private async sweep(collection: string, store: DocumentStore<unknown>): Promise<void> {
    for (let full = true; full && !this.stopping.signal.aborted;) {
      const before = new Date(Date.now() - GRACE_MS);
      const documents = await store.documents
        .find({ 'outbox.at': { $exists: true, $lt: before } }, { projection: { outbox: 1 } })
        .limit(LOT)
        .toArray();
      const ids = documents.flatMap(({ outbox }) => outbox.map(({ id }) => id));
      for (const { _id: documentId, outbox } of documents)
        for (const entry of outbox) this.enqueue({ collection, documentId, entry });

      await this.outOfHand(ids);
      full = documents.length === LOT && this.restMs === 0;
    }
  }
}

function headersOf({ id }: OutboxEntry) {
  const head = headers();
  head.set('Nats-Msg-Id', id);
  head.set('Content-Type', 'application/cloudevents+json');
  return head;
}
