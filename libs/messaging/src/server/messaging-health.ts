import { Inject, Injectable } from '@nestjs/common';
import { Observed } from '../observed.ts';
import { isNatsAway } from './nats-away.ts';
import { NatsConnection } from './nats-connection.ts';
import { Uptake } from './uptake.ts';
import type { Refused } from './refusals.ts';

export type MessagingState = 'up' | 'nats-away' | 'streams-missing' | 'nothing-taken';

export interface MessagingReport {
  readonly state: MessagingState;
  /** What is wrong, in words, for whoever has to mend it. */
  readonly detail?: string;
  /** How old the answer is that this goes by. */
  readonly ageSeconds: number;
}

/** What readiness asks. NATS away is no reason to refuse commands: their events wait in the documents. */
@Injectable()
export class MessagingHealth {
  private readonly nats: NatsConnection;
  private readonly uptake: Uptake;
  private readonly observed = new Observed(() => this.ask());

  constructor(@Inject(NatsConnection) nats: NatsConnection, @Inject(Uptake) uptake: Uptake) {
    this.nats = nats;
    this.uptake = uptake;
  }

  /** At once, or nearly: a server that has fallen silent is known to be away only when it has been asked in vain for five seconds. */
  async check(): Promise<MessagingReport> {
    const { value: state, ageSeconds } = (this.nats.connected && (await this.observed.read())) ?? {
      value: 'nats-away' as const,
      ageSeconds: 0,
    };
    if (state !== 'up') return { state, detail: inWords[state], ageSeconds };

    const [refused] = this.uptake.current();
    return refused ? { state: 'nothing-taken', detail: refusalInWords(refused), ageSeconds } : { state, ageSeconds };
  }

  private async ask(): Promise<'up' | keyof typeof inWords> {
    const { connected, names } = this.nats;
    if (!connected) return 'nats-away';
    try {
      await Promise.all(
        [names.eventStream, names.deadLetterStream, names.doneStream].map((stream) =>
          connected.manager.streams.info(stream),
        ),
      );
      return 'up';
    } catch (error) {
      return isNatsAway(error) ? 'nats-away' : 'streams-missing';
    }
  }
}

const inWords = {
  'nats-away': 'NATS cannot be reached; events wait in their documents.',
  'streams-missing': 'Streams are missing, or NATS runs without JetStream; events wait in their documents.',
} as const;

function refusalInWords({ target, cause, error, seconds }: Refused): string {
  const since = `for ${Math.round(seconds)} s`;
  switch (cause) {
    case 'out-of-space':
      return `Out of space: JetStream has taken no ${target} ${since} (${error}).`;
    case 'silent':
      return `JetStream answers, but has acknowledged no ${target} ${since}: its disk is full, or was. Make room, then start NATS anew.`;
    case 'other':
      return `JetStream has taken no ${target} ${since} (${error}).`;
  }
}
