import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Contract } from '@kraftsamling/contracts';
import { MESSAGING_OPTIONS } from '../messaging-options.ts';
import type { MessagingOptions } from '../messaging-options.ts';
import { watchConsumers } from '../metrics.ts';
import { Observed } from '../observed.ts';
import type { Observation } from '../observed.ts';
import { NatsConnection } from '../server/nats-connection.ts';
import { Consumer, durableOf } from './consumer.ts';
import { DeadLetters } from './dead-letters.ts';
import { Quarantine } from './quarantine.ts';
import type { Subscription } from './subscription.ts';

/** What the service subscribes to: every durable consumer it has open. */
@Injectable()
export class ConsumerRegistry {
  private readonly consumers = new Map<string, Consumer>();
  private readonly logger = new Logger(ConsumerRegistry.name);
  private readonly nats: NatsConnection;
  private readonly options: MessagingOptions;
  private readonly deadLetters: DeadLetters;
  private readonly quarantine: Quarantine;
  private readonly letters = new Observed(() => this.deadLetters.count());
  private readonly unwatch: () => void;

  constructor(
    @Inject(NatsConnection) nats: NatsConnection,
    @Inject(DeadLetters) deadLetters: DeadLetters,
    @Inject(Quarantine) quarantine: Quarantine,
    @Inject(MESSAGING_OPTIONS) options: MessagingOptions,
  ) {
    this.nats = nats;
    this.deadLetters = deadLetters;
    this.quarantine = quarantine;
    this.options = options;
    this.unwatch = watchConsumers(this);
  }

  /** Subscribes. A new name begins at the first message of the stream; a known one goes on where it was. */
  open<C extends Contract>(subscription: Subscription<C>): Consumer {
    if (this.consumers.has(subscription.name)) throw new Error(`Two handlers have the name "${subscription.name}".`);
    const { deadLetters, quarantine } = this;
    const consumer = new Consumer(this.nats, { deadLetters, quarantine }, this.options, subscription, () =>
      this.consumers.delete(subscription.name),
    );
    this.consumers.set(subscription.name, consumer);
    this.deadLetters.register(subscription.name, (payload, subject) => consumer.handleNow(payload, subject));
    consumer.start();
    return consumer;
  }

  /** For a handler that is gone for good: its place in the stream is forgotten. Rejects while NATS is away. */
  async remove(name: string): Promise<void> {
    await this.consumers.get(name)?.stop();
    if (!this.nats.connected) throw new Error('NATS is away.');
    const { manager } = this.nats.connected;
    await manager.consumers
      .delete(this.nats.names.eventStream, durableOf(this.options.service, name))
      .catch(ignoreMissing);
  }

  /** Stops pulling everywhere and waits until what is in flight has been handled and settled. */
  async stop(): Promise<void> {
    await Promise.all([...this.consumers.values()].map((consumer) => consumer.stop()));
    this.unwatch();
    this.logger.log({ message: 'No more events are pulled' });
  }

  /** Of each handler that the server has ever said anything of. */
  async lags(): Promise<(Observation<number> & { readonly handler: string })[]> {
    const lags = await Promise.all(
      [...this.consumers].map(async ([handler, { lag }]) => ({ handler, observed: await lag.read() })),
    );
    return lags.flatMap(({ handler, observed }) => (observed ? { handler, ...observed } : []));
  }

  deadLetterCount(): Promise<Observation<number> | undefined> {
    return this.letters.read();
  }
}

function ignoreMissing(error: unknown): void {
  if (!/not found/i.test(String(error))) throw error;
}
