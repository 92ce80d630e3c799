import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EveryRoute } from '@kraftsamling/service/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { added, aVenue, campaignPublished, organisationPublished, published } from './samples.ts';

let the: Running;
let every: EveryRoute;
beforeAll(async () => {
  the = await running(import.meta.url);
  const [campaign, organisation] = [await campaignPublished(the), await organisationPublished(the)];
  const activity = await published(the.call, the.secretariat, { campaigns: [campaign], organisers: [organisation] });
  const venue = await added(the.call, the.secretariat, aVenue({ organisationId: organisation }));

  every = await EveryRoute.of({
    url: the.service.url,
    known: { activities: activity, resources: venue, campaigns: campaign, municipality: '2081' },
    tokens: [the.secretariat, await the.key.token('organisation', { organisation })],
  });
});
afterAll(async () => the[Symbol.asyncDispose]());

describe('every route', () => {
  it('is described', () => {
    expect(every.routes.length).toBeGreaterThan(25);
    expect(every.routes.filter(({ example }) => example).length).toBeGreaterThan(10);
  });

  it('answers a problem to whatever it is asked', async () => {
    expect(await every.faults()).toEqual([]);
  });

  it('costs no more than a request may, and keeps nothing', async () => {
    expect(await every.thatCostTooMuch()).toEqual([]);
    expect(await every.memoryKept()).toEqual([]);
  });
});
