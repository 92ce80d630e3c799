import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EveryRoute } from '@kraftsamling/service/testing';
import { running, setClock } from './running.ts';
import type { Running } from './running.ts';
import { asked, campaignPublished, organisationPublished } from './samples.ts';

let the: Running;
let every: EveryRoute;
beforeAll(async () => {
  setClock('2024-10-01T08:00:00Z');
  the = await running(import.meta.url);
  const campaign = await campaignPublished(the);
  const organisation = await organisationPublished(the);
  const id = (await asked(the, campaign, [organisation])).split('/').at(-1)!;
  every = await EveryRoute.of({
    url: the.service.url,
    known: { id, campaign, invitation: '1', seat: '0', organisation: organisation.id },
    tokens: [the.secretariat, await the.key.token('organisation', { organisation: organisation.id })],
  });
});
afterAll(async () => the[Symbol.asyncDispose]());

describe('every route', () => {
  it('is described', () => {
    expect(every.routes.length).toBeGreaterThan(25);
    expect(every.routes.filter(({ example }) => example).length).toBeGreaterThan(12);
  });

  it('answers a problem to whatever it is asked', async () => {
    expect(await every.faults()).toEqual([]);
  });

  it('costs no more than a request may, and keeps nothing', async () => {
    expect(await every.thatCostTooMuch()).toEqual([]);
    expect(await every.memoryKept()).toEqual([]);
  });
});
