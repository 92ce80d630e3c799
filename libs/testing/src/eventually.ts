import { setTimeout as pausing } from 'node:timers/promises';

const shortestPause = 5;
const longestPause = 100;

/**
 * Asks again and again until the assertion holds, and answers what it answered. A test that waits like this is as fast as the
 * code it tests, and its patience costs nothing until it fails.
 */
export async function eventually<T>(assertion: () => T | Promise<T>, { within = 60_000 } = {}): Promise<T> {
  let waiting = true;
  let failure: unknown = new Error('It never answered.');

  const holds = async (): Promise<T> => {
    for (let pause = shortestPause; waiting; pause = Math.min(2 * pause, longestPause)) {
      try {
        return await assertion();
      } catch (error) {
        failure = error;
      }
      await pausing(pause);
    }
    throw failure;
  };

  const outOfPatience = Promise.withResolvers<never>();
  const timer = setTimeout(() => outOfPatience.reject(new Error('Out of patience.')), within);
  try {
    return await Promise.race([holds(), outOfPatience.promise]);
  } catch {
    const reason = failure instanceof Error ? failure.message : String(failure);
    throw new Error(`Not within ${within} ms: ${reason}`, { cause: failure });
  } finally {
    waiting = false;
    clearTimeout(timer);
  }
}
