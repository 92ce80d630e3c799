import { MessagingHealth } from '@kraftsamling/messaging';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.ts';

export interface Check {
  readonly name: string;
  readonly status: 'up' | 'down';
  /** Whether the service can serve without it. */
  readonly essential: boolean;
  /** How old the answer is that this goes by, where a server had to be asked. */
  readonly ageSeconds?: number;
  /** What is wrong, in words. */
  readonly detail?: string;
}

export interface ReadinessReport {
  readonly status: 'ready' | 'degraded' | 'not-ready';
  readonly checks: readonly Check[];
}

/** Whether requests should be sent here. */
@Injectable()
export class Readiness {
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly messaging: MessagingHealth,
  ) {}

  /** The service is about to end: no new requests, please. */
  stop(): void {
    this.stopping = true;
  }

  /**
   * The database is essential. NATS is not: commands are decided and kept while it is away, and their events go out when it is back,
   * so a service without it is degraded, but ready.
   */
  async report(): Promise<ReadinessReport> {
    const { state, detail, ageSeconds } = await this.messaging.check();
    const said = { ageSeconds, ...(detail !== undefined && { detail }) };
    const isAway = state === 'nats-away';
    const checks: readonly Check[] = [
      { name: 'process', status: this.stopping ? 'down' : 'up', essential: true },
      { name: 'database', status: this.database.isUp() ? 'up' : 'down', essential: true },
      { name: 'nats', status: isAway ? 'down' : 'up', essential: false, ...(isAway ? said : { ageSeconds }) },
      { name: 'streams', status: state === 'up' ? 'up' : 'down', essential: false, ...said },
    ];

    const down = checks.filter(({ status }) => status === 'down');
    if (down.length === 0) return { status: 'ready', checks };
    return { status: down.some(({ essential }) => essential) ? 'not-ready' : 'degraded', checks };
  }
}
