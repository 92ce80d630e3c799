import { afterEach, describe, expect, it } from '@jest/globals';
import { campaignAnnounced, organisationJoined } from '@kraftsamling/contracts';
import { eventually, infrastructure, proxy, ready } from '@kraftsamling/testing';
import type { Proxy } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import {
  aCampaign,
  anActivity,
  anOrganisation,
  campaignPublished,
  organisationPublished,
  planned,
  published,
} from './samples.ts';

let way: Proxy | undefined;
afterEach(async () => way?.close());

const typesOf = async (the: Running, id: string) =>
  (await the.streams.events())
    .filter(({ subject }) => subject === id)
    .map(({ type }) => type.split('.')[2])
    .sort();

describe('while NATS is away', () => {
  it('the service starts and plans activities; they are published when NATS comes', async () => {
    way = await proxy(infrastructure().natsUrl);
    way.cut();
    await using the = await running(import.meta.url, { NATS_URL: way.url });
    await eventually(async () => expect(await the.call('GET', '/v1/programme')).toMatchObject({ status: 200 }));

    const id = await planned(the.call, the.secretariat);
    expect(await the.streams.events()).toEqual([]);

    way.restore();
    await eventually(async () => expect(await typesOf(the, id)).toEqual(['planned']));
  });

  it('commands go on by the rules that are known, and each event comes once when NATS is back', async () => {
    way = await proxy(infrastructure().natsUrl);
    await using the = await running(import.meta.url, { NATS_URL: way.url });
    const organisers = [await organisationPublished(the)];
    const campaigns = [await campaignPublished(the)];

    way.cut();
    const ids = await Promise.all(
      Array.from({ length: 10 }, () => published(the.call, the.secretariat, { organisers, campaigns })),
    );
    way.restore();

    await eventually(async () => {
      for (const id of ids) expect(await typesOf(the, id)).toEqual(['planned', 'published']);
    });
  });

  it('what others have published meanwhile comes afterwards', async () => {
    way = await proxy(infrastructure().natsUrl);
    await using the = await running(import.meta.url, { NATS_URL: way.url });
    const campaign = aCampaign();
    const library = anOrganisation();
    const id = await planned(the.call, the.secretariat, { organisers: [library.id] });
    const publish = () => the.call('POST', `/v1/activities/${id}/publication`, { token: the.secretariat });

    way.cut();
    await the.streams.publish(campaignAnnounced, { subject: campaign.id, version: 1, data: campaign });
    await the.streams.publish(organisationJoined, { subject: library.id, version: 1, data: library });
    const of = { campaigns: [campaign.id] };
    const plan = () => the.call('POST', '/v1/activities', { token: the.secretariat, body: anActivity(of) });
    expect(await plan()).toMatchObject({ status: 422, body: { code: 'unknown-campaign' } });
    expect(await publish()).toMatchObject({ status: 422, body: { code: 'unknown-organisation' } });

    way.restore();
    await eventually(async () => expect(await publish()).toMatchObject({ status: 200 }));
    await eventually(async () => expect(await plan()).toMatchObject({ status: 201 }));
  });
});

describe('while the database is away', () => {
  it('commands are refused as unavailable, and nothing that was acknowledged is lost', async () => {
    way = await proxy(new URL(infrastructure().mongodbUri).href);
    await using the = await running(import.meta.url, { MONGODB_URI: way.url });
    const token = the.secretariat;
    const before = await planned(the.call, token);

    way.cut();
    await eventually(async () => {
      const refused = await the.call('POST', '/v1/activities', { token, body: anActivity() });
      expect(refused).toMatchObject({ status: 503, body: { code: 'database-unavailable' } });
    });
    expect(await the.call('GET', '/health/live')).toMatchObject({ status: 200 });

    way.restore();
    await ready(the.call);
    const after = await planned(the.call, token);
    const { body } = await the.call('GET', '/v1/activities', { token });
    expect((body.items as { id: string }[]).map(({ id }) => id)).toEqual(expect.arrayContaining([before, after]));
  });

  it('what others publish waits for it, and is no dead letter', async () => {
    way = await proxy(new URL(infrastructure().mongodbUri).href);
    await using the = await running(import.meta.url, { MONGODB_URI: way.url });

    way.cut();
    const data = aCampaign();
    await the.streams.publish(campaignAnnounced, { subject: data.id, version: 1, data });
    await eventually(async () => expect(await the.call('GET', '/health/ready')).toMatchObject({ status: 503 }));
    way.restore();

    await ready(the.call);
    await campaignPublished(the, data, 2);
    const { state } = await the.streams.manager.streams.info(the.streams.names.deadLetterStream);
    expect(state.messages).toBe(0);
  });
});

describe('when the service stops', () => {
  it('what it has taken is published by the next one', async () => {
    way = await proxy(infrastructure().natsUrl);
    await using the = await running(import.meta.url, { NATS_URL: way.url });
    way.cut();
    const id = await planned(the.call, the.secretariat);
    await the.service.stop();

    await the.replica({ NATS_URL: infrastructure().natsUrl });
    await eventually(async () => expect(await typesOf(the, id)).toEqual(['planned']));
  });
});
