import { JetStreamApiError } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';
import { isNatsAway } from './nats-away.ts';

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

/** What JetStream does not take of what is published, since when and why. `now` is in milliseconds of a clock that never goes back. */
export class Refusals {
  private readonly byTarget = new Map<Target, Refusal>();

  /** Answers why, where that is to be said: once, and again from time to time, however often it is tried. Not where NATS is away. */
  add(target: Target, error: unknown, now: number): RefusalCause | undefined {
    if (isNatsAway(error) && !(error instanceof errors.TimeoutError)) return undefined;

    const before = this.byTarget.get(target);
    const cause = causeOf(error);
    const isSaid = before?.cause === cause && now - before.saidAt < SAY_AGAIN_AFTER_MS;
    this.byTarget.set(target, {
      since: before?.since ?? now,
      last: now,
      saidAt: isSaid ? before.saidAt : now,
      cause,
      error: String(error),
    });
    return isSaid ? undefined : cause;
  }

  /** Whether it was refused before. */
  taken(target: Target): boolean {
    return this.byTarget.delete(target);
  }

  forget(): void {
    this.byTarget.clear();
  }

  current(now: number): Refused[] {
    return [...this.byTarget]
      .filter(([, { last }]) => now - last < STANDS_FOR_MS)
      .map(([target, { cause, error, since }]) => ({ target, cause, error, seconds: (now - since) / 1000 }));
  }
}

function causeOf(error: unknown): RefusalCause {
  if (error instanceof errors.TimeoutError) return 'silent';
  return error instanceof JetStreamApiError && outOfSpace.includes(error.code) ? 'out-of-space' : 'other';
}
