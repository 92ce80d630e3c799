import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EveryRoute } from '@kraftsamling/service/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { announced, submitted } from './samples.ts';

let the: Running;
let every: EveryRoute;
beforeAll(async () => {
  the = await running(import.meta.url);
  const campaign = await announced(the.call, the.secretariat);
  const { id, secret } = await submitted(the.call, campaign);

  every = await EveryRoute.of({
    url: the.service.url,
    known: { campaigns: campaign, registrations: id },
    tokens: [the.secretariat, secret],
  });
});
afterAll(async () => the[Symbol.asyncDispose]());

describe('every route', () => {
  it('is described', () => {
    expect(every.routes.length).toBeGreaterThan(25);
    expect(every.routes.filter(({ example }) => example).length).toBeGreaterThan(7);
  });

  it('answers a problem to whatever it is asked', async () => {
    expect(await every.faults()).toEqual([]);
  });

  it('costs no more than a request may, and keeps nothing', async () => {
    expect(await every.thatCostTooMuch()).toEqual([]);
    expect(await every.memoryKept()).toEqual([]);
  });
});
