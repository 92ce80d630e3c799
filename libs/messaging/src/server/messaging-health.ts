import { Inject, Injectable } from '@nestjs/common';
import { NatsConnection } from './nats-connection.ts';

export type MessagingState = 'up' | 'nats-away' | 'streams-missing';

/** What readiness asks. NATS away is no reason to refuse commands: their events wait in the documents. */
@Injectable()
export class MessagingHealth {
  private readonly nats: NatsConnection;

  constructor(@Inject(NatsConnection) nats: NatsConnection) {
    this.nats = nats;
  }

  async check(): Promise<MessagingState> {
    const { connected, names } = this.nats;
    if (!connected) return 'nats-away';
    try {
      await Promise.all(
        [names.eventStream, names.deadLetterStream].map((stream) => connected.manager.streams.info(stream)),
      );
      return 'up';
    } catch {
      return 'streams-missing';
    }
  }
}
