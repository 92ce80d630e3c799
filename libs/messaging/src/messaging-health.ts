import { Inject, Injectable } from '@nestjs/common';
import { Bus } from './bus.ts';

export type MessagingState = 'up' | 'nats-away' | 'streams-missing';

/** What readiness asks. NATS away is no reason to refuse commands: their events wait in the documents. */
@Injectable()
export class MessagingHealth {
  private readonly bus: Bus;

  constructor(@Inject(Bus) bus: Bus) {
    this.bus = bus;
  }

  async check(): Promise<MessagingState> {
    const { now, names } = this.bus;
    if (!now) return 'nats-away';
    try {
      await Promise.all([names.eventStream, names.deadLetterStream].map((stream) => now.manager.streams.info(stream)));
      return 'up';
    } catch {
      return 'streams-missing';
    }
  }
}
