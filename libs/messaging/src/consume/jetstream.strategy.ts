import type { INestApplicationContext } from '@nestjs/common';
import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, MessageHandler } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { ConsumerRegistry } from './consumer-registry.ts';
import { JETSTREAM } from './event-handler.ts';
import type { Subscribed } from './event-handler.ts';

/** NestJS's view of JetStream: each method marked with `@EventHandler` becomes a durable consumer. */
export class JetStreamStrategy extends Server implements CustomTransportStrategy {
  override readonly transportId = JETSTREAM;
  private readonly consumers: ConsumerRegistry;

  constructor(consumers: ConsumerRegistry) {
    super();
    this.consumers = consumers;
  }

  listen(callback: () => void): void {
    for (const [name, handler] of this.messageHandlers) {
      if (handler.next) throw new Error(`Two handlers have the name "${name}".`);
      const { contracts } = handler.extras as unknown as Subscribed;
      this.consumers.open({ name, contracts, handle: async ([event]) => settled(await handler(event)) });
    }
    callback();
  }

  /** Stops every consumer of the service, those opened by hand included, when what is in flight is done. */
  close(): Promise<void> {
    return this.consumers.stop();
  }

  on(): never {
    throw new Error('The transport has no events of its own.');
  }

  unwrap(): never {
    throw new Error('The connection is NatsConnection; ask for that.');
  }
}

export function jetStreamStrategy(app: INestApplicationContext): JetStreamStrategy {
  return new JetStreamStrategy(app.get(ConsumerRegistry));
}

/** A handler may answer an observable (Nest's pipes and filters make one): it has succeeded when that has completed. */
async function settled(answer: Awaited<ReturnType<MessageHandler>>): Promise<void> {
  const observable: unknown = answer;
  if (typeof observable === 'object' && observable !== null && 'subscribe' in observable)
    await lastValueFrom(observable as Parameters<typeof lastValueFrom>[0], { defaultValue: undefined });
}
