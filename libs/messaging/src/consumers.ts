import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Contract, EventOf } from '@kraftsamling/contracts';
import { Bus } from './bus.ts';
import { Consumer, durableOf } from './consumer.ts';
import { DeadLetters } from './dead-letters.ts';
import { watchConsumers } from './metrics.ts';
import { MESSAGING_OPTIONS } from './options.ts';
import type { MessagingOptions } from './options.ts';

export interface Subscription<C extends Contract = Contract> {
  /** The handler's identity: its durable consumer and its dead letters carry it. Written out, never derived from a class. */
  readonly name: string;
  readonly contracts: readonly C[];
  /** At most so many events at a time, in one call; 1 by default. */
  readonly batchOf?: number;
  /** So many calls side by side; 16 by default, 1 for batches. */
  readonly concurrency?: number;
  /** Throws: the events are settled as failed; a failed batch is handed over again one by one. */
  handle(events: readonly EventOf<C>[]): Promise<void>;
}

/** What the service hears: every durable consumer it has open. */
@Injectable()
export class Consumers {
  private readonly open_ = new Map<string, Consumer>();
  private readonly logger = new Logger(Consumers.name);
  private readonly bus: Bus;
  private readonly options: MessagingOptions;
  private readonly deadLetters: DeadLetters;
  private readonly unwatch: () => void;

  constructor(
    @Inject(Bus) bus: Bus,
    @Inject(DeadLetters) deadLetters: DeadLetters,
    @Inject(MESSAGING_OPTIONS) options: MessagingOptions,
  ) {
    this.bus = bus;
    this.deadLetters = deadLetters;
    this.options = options;
    this.unwatch = watchConsumers(this);
  }

  /** Starts to hear. A new name begins at the first message of the stream; a known one goes on where it was. */
  open<C extends Contract>(subscription: Subscription<C>): Consumer {
    if (this.open_.has(subscription.name)) throw new Error(`Two handlers have the name "${subscription.name}".`);
    const consumer = new Consumer(this.bus, this.deadLetters, this.options, subscription, () =>
      this.open_.delete(subscription.name),
    );
    this.open_.set(subscription.name, consumer);
    this.deadLetters.register(subscription.name, consumer);
    consumer.start();
    return consumer;
  }

  /** For a handler that is gone for good: its place in the stream is forgotten. Rejects while NATS is away. */
  async remove(name: string): Promise<void> {
    await this.open_.get(name)?.stop();
    if (!this.bus.now) throw new Error('NATS is away.');
    const { manager } = this.bus.now;
    await manager.consumers.delete(this.bus.names.eventStream, durableOf(this.options, name)).catch(ignoreMissing);
  }

  /** Stops pulling everywhere and waits until what is in hand has been handled and settled. */
  async stop(): Promise<void> {
    await Promise.all([...this.open_.values()].map((consumer) => consumer.stop()));
    this.unwatch();
    this.logger.log({ message: 'No more events are pulled' });
  }

  async lag(): Promise<{ handler: string; lag: number }[]> {
    return Promise.all(
      [...this.open_].map(async ([handler, consumer]) => ({ handler, lag: await consumer.pending() })),
    );
  }

  deadLetterCount(): Promise<number> {
    return this.deadLetters.count();
  }
}

function ignoreMissing(error: unknown): void {
  if (!/not found/i.test(String(error))) throw error;
}
