import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  campaignAmended,
  campaignAnnounced,
  campaignClosed,
  eventOf,
  organisationAmended,
} from '@kraftsamling/contracts';
import type { CampaignData } from '@kraftsamling/contracts';
import { anyDelivery, eventually, shuffled, twice } from '@kraftsamling/testing';
import fc from 'fast-check';
import { Campaigns } from '../src/campaign/campaign.replica.ts';
import { Organisations } from '../src/organisation/organisation.replica.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { aCampaign, anOrganisation, newId, organisationPublished, published } from './samples.ts';

let the: Running;
let campaigns: Campaigns;

beforeAll(async () => {
  the = await running(import.meta.url);
  campaigns = the.service.app.get(Campaigns);
});
afterAll(async () => the[Symbol.asyncDispose]());

/** What registrations publishes of a campaign in its life, from the announcement to the end. */
function lifeOf(id: string): { contract: typeof campaignAnnounced; version: number; data: CampaignData }[] {
  const data = aCampaign({ id });
  const longer = { ...data, days: [...data.days, '2024-11-14'] };
  return [
    { contract: campaignAnnounced, version: 2, data },
    { contract: campaignAmended, version: 3, data: longer },
    { contract: campaignAmended, version: 5, data: { ...longer, organiser: 'Another' } },
    {
      contract: campaignClosed,
      version: 10,
      data: { ...longer, status: 'closed', closedAt: '2024-11-17T00:00:00.000Z' },
    },
  ];
}

const eventId = '01924b10-6c3a-7e21-9a40-2b8d51c7f390';
const known = async (id: string) => (await campaigns.known([id])).get(id);

describe('the replica of campaigns', () => {
  it('holds the newest, in whatever order and however often they were published', async () => {
    await fc.assert(
      fc.asyncProperty(anyDelivery([0, 1, 2, 3]), async (order) => {
        const id = newId('campaign');
        const life = lifeOf(id);
        for (const at of order) {
          const { contract, version, data } = life[at]!;
          await campaigns.apply(eventOf(contract, { id: eventId, subject: id, version, time: new Date(), data }));
        }
        expect(await known(id)).toEqual(life.at(-1)?.data);
      }),
      { numRuns: 30 },
    );
  });

  it('holds the newest when all of it is applied at the same moment', async () => {
    await fc.assert(
      fc.asyncProperty(anyDelivery([0, 1, 2, 3]), async (order) => {
        const id = newId('campaign');
        const life = lifeOf(id);
        await Promise.all(
          order.map((at) => {
            const { contract, version, data } = life[at]!;
            return campaigns.apply(eventOf(contract, { id: eventId, subject: id, version, time: new Date(), data }));
          }),
        );
        expect(await known(id)).toEqual(life.at(-1)?.data);
      }),
      { numRuns: 30 },
    );
  });

  it('is filled from the stream, duplicated and shuffled, to two replicas of the service', async () => {
    await the.replica();
    const ids = Array.from({ length: 10 }, () => newId('campaign'));
    const events = ids.flatMap((id) => lifeOf(id).map((event) => ({ id, ...event })));
    for (const { id, contract, version, data } of shuffled(twice(events), 7))
      await the.streams.publish(contract, { subject: id, version, data });

    await eventually(async () => {
      const known = await campaigns.known(ids);
      expect([...known.values()].map(({ status }) => status)).toEqual(ids.map(() => 'closed'));
    });
  });

  it('decides, once it knows a campaign, about an activity that was planned before', async () => {
    const data = aCampaign();
    const library = await organisationPublished(the);
    const early = published(the.call, the.secretariat, { organisers: [library], campaigns: [data.id] });
    await expect(early).rejects.toThrow();

    await the.streams.publish(campaignAnnounced, { subject: data.id, version: 1, data });
    await eventually(() => published(the.call, the.secretariat, { organisers: [library], campaigns: [data.id] }));
  });
});

describe('the replica of organisations', () => {
  it('holds names, but for those of sole traders', async () => {
    const library = await organisationPublished(the, { name: 'Biblioteket' });
    const { name: _, ...trader } = anOrganisation();
    const organisations = the.service.app.get(Organisations);
    await the.streams.publish(organisationAmended, { subject: trader.id, version: 2, data: trader });

    await eventually(async () => expect((await organisations.known([trader.id])).size).toBe(1));
    const { names, changedAt } = await organisations.named([library, trader.id, 'nobody']);
    expect(names).toEqual(new Map([[library, 'Biblioteket']]));
    expect(changedAt.getTime()).toBeGreaterThan(Date.now() - 600_000);
    expect(await organisations.known([])).toEqual(new Map());
  });
});
