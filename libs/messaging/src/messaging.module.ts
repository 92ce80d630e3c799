import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Contract } from '@kraftsamling/contracts';
import { Announcer, PUBLISHED_CONTRACTS } from './announcer.ts';
import { Bus } from './bus.ts';
import { Consumers } from './consumers.ts';
import { DeadLetters } from './dead-letters.ts';
import { MessagingHealth } from './messaging-health.ts';
import { MESSAGING_OPTIONS } from './options.ts';
import type { MessagingOptions } from './options.ts';
import { Outbox } from './outbox.ts';

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
        Bus,
        Outbox,
        DeadLetters,
        Consumers,
        Announcer,
        MessagingHealth,
      ],
      exports: [Bus, Outbox, DeadLetters, Consumers, Announcer, MessagingHealth],
    };
  }
}
