import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publishExtremes } from '@kraftsamling/service/testing';
import { eventually } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';

/** Those of the manifest, and the one that hears when an owner has republished everything. */
const HANDLERS = 7;
const runs = Number(process.env['RUNS'] ?? 12);
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

let the: Running;
const unhandled: unknown[] = [];
beforeAll(async () => {
  process.on('unhandledRejection', (error) => unhandled.push(error));
  the = await running(import.meta.url, { MAX_DELIVERIES: '1' });
});
afterAll(async () => the[Symbol.asyncDispose]());

describe('every event that is listened to', () => {
  it('is handled or becomes a dead letter, whatever its contract allows', async () => {
    const { published, pending } = await publishExtremes(the.streams, HANDLERS, { runs, seed });
    expect(published).toBeGreaterThan(runs);
    await eventually(async () => expect({ seed, pending: await pending() }).toEqual({ seed, pending: 0 }));

    expect(unhandled).toEqual([]);
    expect((await the.call('GET', '/health/live')).status).toBe(200);
  });
});
