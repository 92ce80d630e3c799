import { setTimeout as delay } from 'node:timers/promises';
import { Patience, PATIENCE_MS } from './patience.ts';

/** Asks again and again until the answer is yes, for as long as what is observed goes on moving. */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  observed: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const patience = new Patience();
  while (!(await isSo())) {
    if (patience.isExhausted(await observed()))
      throw new Error(`Nothing has moved for ${PATIENCE_MS / 1000} s, and not yet: ${what}`);
    await delay(20);
  }
}
