import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publishExtremes } from '@kraftsamling/service/testing';
import type { Verification } from '../src/verification/verification.ts';
import { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(import.meta.url);
  await world.startReplica({ MAX_DELIVERIES: '1' });
});
afterAll(() => world.close());

describe('every event that is listened to', () => {
  it('is counted or becomes a dead letter, whatever its contract allows, and the figures are those of the facts', async () => {
    const { published, unhandled } = await publishExtremes(world.streams, 1);
    expect(published).toBeGreaterThan(12);
    expect(unhandled).toEqual([]);
    const { body } = await world.as<Verification>('operator', 'POST', '/v1/verifications');
    // Places need not agree with each other in what a contract allows, so nothing need add up.
    expect(body.equal).toBe(true);
  });
});
