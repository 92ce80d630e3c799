import { BrokenContract } from '@kraftsamling/contracts';
import { NotYet } from '../store/not-yet.ts';
import { isOutage } from '../store/outage.ts';

/** What becomes of a delivery, decided here for every event that was handled. (A consumer that stops gives back what it has only prefetched.) */
export type Settlement =
  { readonly kind: 'acknowledge' } | Retry | { readonly kind: 'dead-letter'; readonly reason: string };

export interface Retry {
  readonly kind: 'retry';
  readonly delayMs: number;
}

export type Outcome = { readonly kind: 'handled' } | { readonly kind: 'failed'; readonly error: unknown };

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 60_000;
const OUTAGE_DELAY_MS = 2_000;
/** What others must come before is tried so many times as often as what has failed, and no later than after this. */
const EARLY_TRIES = 10;
const LONGEST_EARLY_DELAY_MS = 10_000;
const UNWRITTEN_DELAY_MS = 1_000;

/**
 * Handled, or already known: acknowledge. A broken contract never mends: dead letter at once. The database is away: wait,
 * however long, for it is not the event's fault. Any other error: again, later and later, until the deliveries are used up;
 * where others must come before it, ten times as many.
 *
 * @param failure how often this handler has failed on this event, from 1; outages are not counted
 * @param random from 0 to 1: spreads retries that failed together
 */
export function settle(outcome: Outcome, failure: number, maxDeliveries: number, random: number): Settlement {
  if (outcome.kind === 'handled') return { kind: 'acknowledge' };

  const { error } = outcome;
  if (error instanceof BrokenContract) return { kind: 'dead-letter', reason: reasonOf(error) };
  if (isOutage(error)) return { kind: 'retry', delayMs: jittered(OUTAGE_DELAY_MS, random) };
  const isEarly = error instanceof NotYet;
  if (failure >= (isEarly ? EARLY_TRIES * maxDeliveries : maxDeliveries))
    return { kind: 'dead-letter', reason: reasonOf(error) };
  const longest = isEarly ? LONGEST_EARLY_DELAY_MS : LONGEST_DELAY_MS;
  return { kind: 'retry', delayMs: jittered(Math.min(longest, FIRST_DELAY_MS * 2 ** (failure - 1)), random) };
}

/** The dead letter could not be written: until it is, the event stays in the stream. */
export function settleUnwritten(): Retry {
  return { kind: 'retry', delayMs: UNWRITTEN_DELAY_MS };
}

/** Half to one and a half of the delay. */
function jittered(delayMs: number, random: number): number {
  return Math.round(delayMs * (0.5 + random));
}

/** Goes into a header and a list for operators: one line, bounded. */
function reasonOf(error: unknown): string {
  return String(error).replaceAll(/\s+/g, ' ').slice(0, 500);
}
