import { setTimeout as pausing } from 'node:timers/promises';
import { PATIENCE_MS } from '@kraftsamling/infrastructure/patience';

const shortestPause = 5;
const longestPause = 100;

export interface Waiting {
  /** How long the reason of the failure may stay the same, in milliseconds. */
  readonly patience?: number;
  /** How long all may take, where that is itself the promise under test. */
  readonly within?: number;
}

/**
 * Asks again and again until the assertion holds, and answers what it answered. Patience counts from the last change of the
 * reason why it does not hold, so that a slow machine is waited for and nothing waits for what stands still.
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  { patience = PATIENCE_MS, within }: Waiting = {},
): Promise<T> {
  let waiting = true;
  let failure: unknown = new Error('It never answered.');

  const holds = async (): Promise<T> => {
    for (let pause = shortestPause; waiting; pause = Math.min(2 * pause, longestPause)) {
      try {
        return await assertion();
      } catch (error) {
        if (reasonOf(error) !== reasonOf(failure)) timer.refresh();
        failure = error;
      }
      await pausing(pause);
    }
    throw failure;
  };

  const outOfPatience = Promise.withResolvers<never>();
  const giveUp = (why: string) => outOfPatience.reject(new Error(`${why}: ${reasonOf(failure)}`, { cause: failure }));
  const timer = setTimeout(giveUp, patience, `Nothing has moved for ${patience} ms`);
  const deadline = within === undefined ? undefined : setTimeout(giveUp, within, `Not within ${within} ms`);
  try {
    return await Promise.race([holds(), outOfPatience.promise]);
  } finally {
    waiting = false;
    clearTimeout(timer);
    clearTimeout(deadline);
  }
}

function reasonOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
