import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { ConsumerRegistry } from './consume/consumer-registry.ts';
import { DeadLetters } from './consume/dead-letters.ts';
import { Quarantine } from './consume/quarantine.ts';
import { RepublicationHandler } from './consume/republication-handler.ts';
import { MESSAGING_OPTIONS } from './messaging-options.ts';
import type { MessagingOptions } from './messaging-options.ts';
import { Epochs } from './relay/epochs.ts';
import { Outbox } from './relay/outbox.ts';
import { Republisher } from './relay/republisher.ts';
import { DoneRecord } from './server/done-record.ts';
import { MessagingHealth } from './server/messaging-health.ts';
import { NatsConnection } from './server/nats-connection.ts';
import { Uptake } from './server/uptake.ts';

/** The way of an event, for one service. Global: its stores and handlers inject what they need. */
@Module({})
export class MessagingModule {
  static of(options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: MESSAGING_OPTIONS, useValue: options },
        NatsConnection,
        Uptake,
        Epochs,
        Outbox,
        DeadLetters,
        Quarantine,
        ConsumerRegistry,
        Republisher,
        RepublicationHandler,
        MessagingHealth,
        DoneRecord,
      ],
      exports: [
        NatsConnection,
        Outbox,
        DeadLetters,
        Quarantine,
        ConsumerRegistry,
        Republisher,
        MessagingHealth,
        DoneRecord,
      ],
    };
  }
}
