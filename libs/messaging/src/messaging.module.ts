import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Contract } from '@kraftsamling/contracts';
import { ConsumerRegistry } from './consume/consumer-registry.ts';
import { DeadLetters } from './consume/dead-letters.ts';
import { MESSAGING_OPTIONS } from './messaging-options.ts';
import type { MessagingOptions } from './messaging-options.ts';
import { Outbox } from './relay/outbox.ts';
import { PUBLISHED_CONTRACTS, Republisher } from './relay/republisher.ts';
import { MessagingHealth } from './server/messaging-health.ts';
import { NatsConnection } from './server/nats-connection.ts';

/** The way of an event, for one service. Global: its stores and handlers inject what they need. */
@Module({})
export class MessagingModule {
  static of(publishes: readonly Contract[], options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: MESSAGING_OPTIONS, useValue: options },
        { provide: PUBLISHED_CONTRACTS, useValue: publishes },
        NatsConnection,
        Outbox,
        DeadLetters,
        ConsumerRegistry,
        Republisher,
        MessagingHealth,
      ],
      exports: [NatsConnection, Outbox, DeadLetters, ConsumerRegistry, Republisher, MessagingHealth],
    };
  }
}
