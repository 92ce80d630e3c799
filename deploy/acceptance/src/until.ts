import { setTimeout as delay } from 'node:timers/promises';
import { Patience } from '@kraftsamling/infrastructure/patience';

const ASK_AGAIN_MS = 200;

/** Asks until the answer is as it should be, or has not changed for so long that it never will be; answers the last one. */
export async function until<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  const patience = new Patience();
  for (;;) {
    const value = await read();
    if (isSo(value) || patience.isExhausted(JSON.stringify(value))) return value;
    await delay(ASK_AGAIN_MS);
  }
}
