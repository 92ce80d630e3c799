import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EveryRoute } from '@kraftsamling/service/testing';
import { eventually } from '@kraftsamling/testing';
import { World } from './world.ts';

let world: World;
let every: EveryRoute;
beforeAll(async () => {
  world = await World.open(import.meta.url);
  await world.startReplica();
  // Until then, that it has none is a problem of its own.
  await eventually(async () => expect((await fetch(world.url('/v1/figures'))).status).toBe(200));

  every = await EveryRoute.of({
    url: world.url(''),
    known: {},
    tokens: [await world.token('secretariat'), await world.token('operator')],
  });
});
afterAll(async () => world.close());

describe('every route', () => {
  it('is described', () => {
    expect(every.routes.length).toBeGreaterThan(10);
  });

  it('answers a problem to whatever it is asked', async () => {
    expect(await every.faults()).toEqual([]);
  });

  it('costs no more than a request may, and keeps nothing', async () => {
    expect(await every.thatCostTooMuch()).toEqual([]);
    expect(await every.memoryKept()).toEqual([]);
  });
});
