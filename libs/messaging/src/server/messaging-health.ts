import { Inject, Injectable } from '@nestjs/common';
import { Observed } from '../observed.ts';
import type { Observation } from '../observed.ts';
import { isNatsAway } from './nats-away.ts';
import { NatsConnection } from './nats-connection.ts';

export type MessagingState = 'up' | 'nats-away' | 'streams-missing';

/** What readiness asks. NATS away is no reason to refuse commands: their events wait in the documents. */
@Injectable()
export class MessagingHealth {
  private readonly nats: NatsConnection;
  private readonly observed = new Observed(() => this.ask());

  constructor(@Inject(NatsConnection) nats: NatsConnection) {
    this.nats = nats;
  }

  /** At once, or nearly: a server that has fallen silent is known to be away only when it has been asked in vain for five seconds. */
  async check(): Promise<Observation<MessagingState>> {
    const away = { value: 'nats-away', ageSeconds: 0 } as const;
    if (!this.nats.connected) return away;
    return (await this.observed.read()) ?? away;
  }

  private async ask(): Promise<MessagingState> {
    const { connected, names } = this.nats;
    if (!connected) return 'nats-away';
    try {
      await Promise.all(
        [names.eventStream, names.deadLetterStream].map((stream) => connected.manager.streams.info(stream)),
      );
      return 'up';
    } catch (error) {
      return isNatsAway(error) ? 'nats-away' : 'streams-missing';
    }
  }
}
