import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publishExtremes } from '@kraftsamling/service/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';

/** Those of the manifest, and the one that handles it when an owner has republished everything. */
const HANDLERS = 4;

let the: Running;
beforeAll(async () => {
  the = await running(import.meta.url, { MAX_DELIVERIES: '1' });
});
afterAll(async () => the[Symbol.asyncDispose]());

describe('every event that is listened to', () => {
  it('is handled or becomes a dead letter, whatever its contract allows', async () => {
    const { published, unhandled } = await publishExtremes(the.streams, HANDLERS);
    expect(published).toBeGreaterThan(12);
    expect(unhandled).toEqual([]);
    expect((await the.call('GET', '/health/live')).status).toBe(200);
  });
});
