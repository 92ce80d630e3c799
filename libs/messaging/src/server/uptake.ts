import { JetStreamApiError } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { watchUptake } from '../metrics.ts';
import { isNatsAway } from './nats-away.ts';
import { NatsConnection } from './nats-connection.ts';

/** What is published to. */
export type Target = 'events' | 'dead-letters' | 'done';

/** `silent`: published, and never acknowledged. */
export type RefusalCause = 'out-of-space' | 'silent' | 'other';

export interface Refused {
  readonly target: Target;
  readonly cause: RefusalCause;
  /** As the server, or the client, has said it. */
  readonly error: string;
  /** For how long nothing has been taken. */
  readonly seconds: number;
}

/** Insufficient resources of the server or of the account; a stream that is full, or whose disk is. */
const outOfSpace: readonly number[] = [10023, 10047, 10077];

/** Whoever is refused tries again well within this. What has not been refused for so long, nobody has tried since. */
const STANDS_FOR_MS = 30_000;
const SAY_AGAIN_AFTER_MS = 60_000;

interface Refusal {
  readonly since: number;
  readonly last: number;
  readonly saidAt: number;
  readonly cause: RefusalCause;
  readonly error: string;
}

/**
 * Whether JetStream takes what this service publishes. Nobody else can say: a server whose disk was full answers every question as ever
 * and acknowledges nothing, and goes on so after there is space again, until it is started anew.
 */
@Injectable()
export class Uptake implements OnModuleDestroy {
  private readonly logger = new Logger(Uptake.name);
  private readonly refusals = new Map<Target, Refusal>();
  private readonly unwatch: () => void;

  constructor(@Inject(NatsConnection) nats: NatsConnection) {
    // Another server, or the same one started anew: what it takes is not known yet.
    nats.onUp(() => this.refusals.clear());
    this.unwatch = watchUptake(this);
  }

  onModuleDestroy(): void {
    this.unwatch();
  }

  taken(target: Target): void {
    if (this.refusals.delete(target)) this.logger.log({ message: 'JetStream takes again', target });
  }

  /** Said once, and again from time to time, however often it is tried. */
  refused(target: Target, error: unknown): void {
    if (isNatsAway(error) && !(error instanceof errors.TimeoutError)) return;

    const now = performance.now();
    const before = this.refusals.get(target);
    const cause = causeOf(error);
    const isSaid = before?.cause === cause && now - before.saidAt < SAY_AGAIN_AFTER_MS;
    this.refusals.set(target, {
      since: before?.since ?? now,
      last: now,
      saidAt: isSaid ? before.saidAt : now,
      cause,
      error: String(error),
    });
    if (!isSaid)
      this.logger.warn({
        message: 'JetStream does not take what is published; it waits where it is',
        target,
        cause,
        error: String(error),
      });
  }

  current(): Refused[] {
    const now = performance.now();
    return [...this.refusals]
      .filter(([, { last }]) => now - last < STANDS_FOR_MS)
      .map(([target, { cause, error, since }]) => ({ target, cause, error, seconds: (now - since) / 1000 }));
  }
}

function causeOf(error: unknown): RefusalCause {
  if (error instanceof errors.TimeoutError) return 'silent';
  return error instanceof JetStreamApiError && outOfSpace.includes(error.code) ? 'out-of-space' : 'other';
}
