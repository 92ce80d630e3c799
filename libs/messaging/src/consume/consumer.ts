import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { AckPolicy, DeliverPolicy } from '@nats-io/jetstream';
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import { filterOf, parseEvent } from '@kraftsamling/contracts';
import type { Contract, EventOf } from '@kraftsamling/contracts';
import type { MessagingOptions } from '../messaging-options.ts';
import { eventsHandled, handlingDuration, observeAge } from '../metrics.ts';
import { Observed } from '../observed.ts';
import type { Connected, NatsConnection } from '../server/nats-connection.ts';
import { isOutage } from '../store/outage.ts';
import { traceContext } from '../trace-context.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Quarantine } from './quarantine.ts';
import { settle, settleUnwritten } from './settlement.ts';
import type { Outcome } from './settlement.ts';
import type { Subscription } from './subscription.ts';

/** An event that was delivered and not settled for so long is delivered again: to us or to another replica. */
const ACK_WAIT_MS = 20_000;
const PREFETCH = { single: 200, batch: 2_000 };
const CONCURRENCY = 16;
const RETRY_OPENING_MS = 1_000;
const FAILURES_REMEMBERED = 10_000;

type Event = EventOf<Contract>;

/** A message, and the event it is or what is wrong with it. */
interface Delivery {
  readonly message: JsMsg;
  readonly event?: Event;
  readonly broken?: unknown;
}

/**
 * One durable pull consumer and the handler behind it. Any number of replicas share the durable; each event goes to one of them.
 * Order is not kept and duplicates come: handlers know both.
 */
export class Consumer {
  readonly lag = new Observed(() => this.pending());
  private readonly logger = new Logger(Consumer.name);
  private readonly nats: NatsConnection;
  private readonly deadLetters: DeadLetters;
  private readonly quarantine: Quarantine;
  private readonly options: MessagingOptions;
  private readonly subscription: Subscription;
  private readonly durable: string;
  private readonly onStopped: () => void;
  private readonly stopping = new AbortController();
  private readonly waiting: JsMsg[] = [];
  private readonly working = new Set<Promise<void>>();
  private readonly roomFreed = new EventEmitter();
  private readonly failures = new Map<number, number>();
  private messages: ConsumerMessages | undefined;
  private running: Promise<void> | undefined;
  private stopped: Promise<void> | undefined;

  constructor(
    nats: NatsConnection,
    { deadLetters, quarantine }: { deadLetters: DeadLetters; quarantine: Quarantine },
    options: MessagingOptions,
    subscription: Subscription,
    onStopped: () => void,
  ) {
    this.nats = nats;
    this.deadLetters = deadLetters;
    this.quarantine = quarantine;
    this.options = options;
    this.subscription = subscription;
    this.durable = durableOf(options.service, subscription.name);
    this.onStopped = onStopped;
  }

  start(): void {
    this.running = this.runForEver();
  }

  /** Stops pulling, gives back what was only prefetched, finishes what is in flight. */
  stop(): Promise<void> {
    this.stopped ??= this.stopOnce();
    return this.stopped;
  }

  /** Events of the stream that no replica of this handler has settled yet. Rejects while the server cannot say. */
  async pending(): Promise<number> {
    if (!this.nats.connected) throw new Error('NATS is away.');
    const info = await this.nats.connected.manager.consumers.info(this.nats.names.eventStream, this.durable);
    return info.num_pending + info.num_ack_pending;
  }

  /** Hands one event to the handler, outside the stream: what an operator does with a dead letter. */
  async handleNow(payload: Uint8Array, subject: string): Promise<void> {
    await this.call([this.read(payload, subject)]);
  }

  private async stopOnce(): Promise<void> {
    this.stopping.abort();
    this.messages?.stop();
    this.roomFreed.emit('some');
    await this.running;
    for (const message of this.waiting.splice(0)) message.nak();
    await Promise.all(this.working);
    this.onStopped();
  }

  private async runForEver(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !this.isStopping(); failures++) {
      try {
        const connected = await this.nats.ready(signal);
        await this.ensure(connected);
        await this.quarantine.look();
        failures = 0;
        await this.pull(connected);
      } catch (error) {
        if (this.isStopping()) return;
        if (failures === 0)
          this.logger.warn({
            message: 'Cannot consume events now; trying again',
            handler: this.subscription.name,
            error: String(error),
          });
        await delay(RETRY_OPENING_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async ensure({ manager }: Connected): Promise<void> {
    const stream = this.nats.names.eventStream;
    const filters = this.subscription.contracts.map((contract) => filterOf(contract, this.nats.names.eventRoot)).sort();
    const known = await manager.consumers.info(stream, this.durable).catch(() => undefined);
    if (!known) {
      await manager.consumers.add(stream, {
        durable_name: this.durable,
        deliver_policy: DeliverPolicy.All,
        ack_policy: AckPolicy.Explicit,
        ack_wait: nanos(ACK_WAIT_MS),
        // We count failures ourselves: a message past max_deliver would vanish from every count of the server.
        max_deliver: -1,
        max_ack_pending: 10 * this.prefetch,
        filter_subjects: filters,
      });
    } else if (JSON.stringify([...(known.config.filter_subjects ?? [])].sort()) !== JSON.stringify(filters)) {
      await manager.consumers.update(stream, this.durable, { filter_subjects: filters });
    }
  }

  /** Until stopped; throws when the stream or the consumer is gone, so that it is made anew. */
  private async pull({ jetStream }: Connected): Promise<void> {
    const consumer = await jetStream.consumers.get(this.nats.names.eventStream, this.durable);
    const prefetch = this.prefetch;
    const messages = await consumer.consume({
      max_messages: prefetch,
      abort_on_missing_resource: true,
    });
    this.messages = messages;
    if (this.isStopping()) messages.stop();

    for await (const message of messages) {
      this.waiting.push(message);
      this.work();
      // Only as much as is asked for is sent to us; the rest stays on the server, for other replicas too.
      while (this.waiting.length >= prefetch && !this.isStopping()) await once(this.roomFreed, 'some');
    }
    if (!this.isStopping()) throw new Error('The consumer has ended.');
  }

  private get prefetch(): number {
    return this.subscription.batchOf === undefined ? PREFETCH.single : PREFETCH.batch;
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Takes up what waits, as much side by side as allowed. What arrives meanwhile makes up the next batch. */
  private work(): void {
    const { batchOf = 1, concurrency = batchOf === 1 ? CONCURRENCY : 1 } = this.subscription;
    while (this.waiting.length > 0 && this.working.size < concurrency && !this.isStopping()) {
      const job = this.handleBatch(batchOf)
        // What was not settled comes again by itself; nobody waits for this promise whom an error would reach.
        .catch((error: unknown) => this.logger.error({ message: 'Events could not be settled', error: String(error) }))
        .finally(() => {
          this.working.delete(job);
          this.work();
        });
      this.working.add(job);
    }
  }

  private async handleBatch(batchOf: number): Promise<void> {
    // A turn of the event loop, so that messages which arrived together are taken together.
    if (batchOf > 1) await new Promise(setImmediate);
    const taken = this.waiting.splice(0, batchOf).map((message) => this.parse(message));
    this.roomFreed.emit('some');
    const quarantined = await this.quarantine.current();
    const isOut = ({ message, event }: Delivery) => quarantined.has(message.seq) || quarantined.has(event?.id ?? '');
    for (const { message } of taken.filter(isOut)) this.passOver(message);
    const deliveries = taken.filter((delivery) => !isOut(delivery));
    const sound = deliveries.filter((delivery) => delivery.event !== undefined);

    const outcome = await this.runHandler(sound.map(({ event }) => event as Event));
    if (outcome.kind === 'failed' && sound.length > 1 && !isOutage(outcome.error)) {
      // One bad event must not drag the others down: handled alone, each shows whether it is the one.
      for (const { message, event } of sound)
        await this.settleDelivery(message, await this.runHandler([event as Event]), event);
    } else {
      for (const { message, event } of sound) await this.settleDelivery(message, outcome, event);
    }
    for (const { message, broken } of deliveries)
      if (broken) await this.settleDelivery(message, { kind: 'failed', error: broken });
  }

  private passOver(message: JsMsg): void {
    message.ack();
    eventsHandled.inc({ handler: this.subscription.name, outcome: 'quarantined' });
    this.logger.warn({
      message: 'An event in quarantine was passed over',
      handler: this.subscription.name,
      subject: message.subject,
      streamSequence: message.seq,
    });
  }

  private parse(message: JsMsg): Delivery {
    try {
      return { message, event: this.read(message.data, message.subject) };
    } catch (broken) {
      return { message, broken };
    }
  }

  private read(payload: Uint8Array, subject: string): Event {
    const arrival = { subject, root: this.nats.names.eventRoot, at: new Date() };
    return parseEvent(this.subscription.contracts, payload, arrival);
  }

  private async runHandler(events: readonly Event[]): Promise<Outcome> {
    if (events.length === 0) return { kind: 'handled' };
    const stopTimer = handlingDuration.startTimer({ handler: this.subscription.name });
    try {
      await this.call(events);
      return { kind: 'handled' };
    } catch (error) {
      return { kind: 'failed', error };
    } finally {
      stopTimer();
    }
  }

  /** A single event is handled inside its own trace; a batch has none. */
  private async call(events: readonly Event[]): Promise<void> {
    const traceparent = events.length === 1 ? events[0]?.traceparent : undefined;
    if (traceparent === undefined) await this.subscription.handle(events);
    else await traceContext.run({ traceparent }, () => this.subscription.handle(events));
  }

  /** The server counts deliveries, also those that an outage or a stop sent back; only failures use up an event's tries. */
  private failuresOf(message: JsMsg, outcome: Outcome): number {
    const before = this.failures.get(message.seq) ?? 0;
    if (outcome.kind === 'handled' || isOutage(outcome.error)) return before;
    // Another replica may have settled what is remembered here: forgetting costs a few more tries, remembering costs memory.
    if (this.failures.size >= FAILURES_REMEMBERED) this.failures.clear();
    this.failures.set(message.seq, before + 1);
    return before + 1;
  }

  private async settleDelivery(message: JsMsg, outcome: Outcome, event?: Event): Promise<void> {
    const handler = this.subscription.name;
    const delivery = message.info.deliveryCount;
    const failure = this.failuresOf(message, outcome);
    const settlement = settle(outcome, failure, this.options.maxDeliveries, Math.random());
    if (settlement.kind !== 'retry') this.failures.delete(message.seq);
    switch (settlement.kind) {
      case 'acknowledge':
        message.ack();
        eventsHandled.inc({ handler, outcome: 'acknowledged' });
        if (event) observeAge(handler, event.time);
        return;
      case 'retry':
        message.nak(settlement.delayMs);
        eventsHandled.inc({ handler, outcome: 'retried' });
        this.logger.warn({
          message: 'A handler failed; the event comes again',
          handler,
          subject: message.subject,
          delivery,
          again: `in ${settlement.delayMs} ms`,
          error: String((outcome as { error?: unknown }).error),
        });
        return;
      case 'dead-letter':
        try {
          await this.deadLetters.put({ handler, reason: settlement.reason, message });
          message.term(settlement.reason.slice(0, 100));
          eventsHandled.inc({ handler, outcome: 'dead-lettered' });
          this.logger.error({
            message: 'An event became a dead letter',
            handler,
            subject: message.subject,
            reason: settlement.reason,
          });
        } catch {
          // Why is said where it was not written; the event comes again.
          message.nak(settleUnwritten().delayMs);
        }
        return;
    }
  }
}

/** The consumer's name on the server: the same in every replica, and one of those that the service's NATS user may use. */
export function durableOf(service: string, handler: string): string {
  return `${service}-${handler}`;
}
