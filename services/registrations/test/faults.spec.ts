import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually, infrastructure, proxy, ready } from '@kraftsamling/testing';
import type { Proxy } from '@kraftsamling/testing';
import { running } from './running.ts';
import { announced, aRegistration, submitted } from './samples.ts';

let way: Proxy | undefined;
afterEach(async () => way?.close());

describe('while NATS is away', () => {
  it('the service starts, and takes registrations; they are published when NATS comes', async () => {
    way = await proxy(infrastructure().natsUrl);
    way.cut();
    await using the = await running(import.meta.url, { NATS_URL: way.url });
    const token = the.secretariat;
    await eventually(async () => expect(await the.call('GET', '/v1/campaigns')).toMatchObject({ status: 200 }));

    const campaign = await announced(the.call, token);
    const { id } = await submitted(the.call, campaign);
    await the.call('POST', `/v1/registrations/${id}/confirmation`, { token });
    expect(await the.streams.events()).toEqual([]);

    way.restore();
    await eventually(async () => {
      const events = (await the.streams.events()).filter(({ subject }) => subject === id);
      expect(events.map(({ type }) => type.split('.')[2]).sort()).toEqual(['confirmed', 'kit-issued', 'submitted']);
    });
    await eventually(() => expect(the.mailServer.messages).toHaveLength(2));
  });

  it('commands go on, and each event comes once when NATS is back', async () => {
    way = await proxy(infrastructure().natsUrl);
    await using the = await running(import.meta.url, { NATS_URL: way.url });
    const campaign = await announced(the.call, the.secretariat);
    const before = await submitted(the.call, campaign);

    way.cut();
    const during = await Promise.all(Array.from({ length: 10 }, () => submitted(the.call, campaign)));
    way.restore();

    const ids = [before, ...during].map(({ id }) => id).sort();
    await eventually(async () => {
      const submissions = (await the.streams.events()).filter(({ type }) => type.endsWith('registration.submitted.v1'));
      expect(submissions.map(({ subject }) => subject).sort()).toEqual(ids);
    });
    await eventually(() => expect(the.mailServer.messages).toHaveLength(11));
  });
});

describe('while the database is away', () => {
  it('the service starts, answers that it cannot serve yet, and serves when the database comes', async () => {
    way = await proxy(new URL(infrastructure().mongodbUri).href);
    way.cut();
    const leftBehind: unknown[] = [];
    const note = (reason: unknown) => leftBehind.push(reason);
    process.on('unhandledRejection', note);
    await using the = await running(import.meta.url, { MONGODB_URI: way.url }, { ready: false });

    for (const path of ['/v1/campaigns', '/v1/organisations', '/v1/campaigns/any'])
      expect(await the.call('GET', path)).toMatchObject({ status: 503, body: { code: 'database-unavailable' } });
    expect(await the.call('GET', '/v1/mails', { token: the.secretariat })).toMatchObject({ status: 503 });

    way.restore();
    await ready(the.call);
    await submitted(the.call, await announced(the.call, the.secretariat));
    await eventually(() => expect(the.mailServer.messages).toHaveLength(1));
    process.off('unhandledRejection', note);
    expect(leftBehind).toEqual([]);
  });

  it('commands are refused as unavailable, and nothing that was acknowledged is lost', async () => {
    way = await proxy(new URL(infrastructure().mongodbUri).href);
    await using the = await running(import.meta.url, { MONGODB_URI: way.url });
    const token = the.secretariat;
    const campaign = await announced(the.call, token);
    const before = await submitted(the.call, campaign);

    way.cut();
    await eventually(async () => {
      const refused = await the.call('POST', '/v1/registrations', { body: aRegistration(campaign) });
      expect(refused).toMatchObject({ status: 503, body: { code: 'database-unavailable' } });
    });
    expect(await the.call('GET', '/health/live')).toMatchObject({ status: 200 });
    // The driver notices by its own heartbeat.
    await eventually(async () => expect(await the.call('GET', '/health/ready')).toMatchObject({ status: 503 }));

    way.restore();
    await eventually(async () => expect(await the.call('GET', '/health/ready')).toMatchObject({ status: 200 }));
    const after = await submitted(the.call, campaign);
    const { body } = await the.call('GET', `/v1/registrations?campaign=${campaign}`, { token });
    expect((body.items as { id: string }[]).map(({ id }) => id)).toEqual([before.id, after.id]);
    await eventually(() => expect(the.mailServer.messages).toHaveLength(2));
  });
});

describe('when the service stops', () => {
  it('what it has taken is published by the next one', async () => {
    way = await proxy(infrastructure().natsUrl);
    await using the = await running(import.meta.url, { NATS_URL: way.url });
    const campaign = await announced(the.call, the.secretariat);
    way.cut();
    const { id } = await submitted(the.call, campaign);
    await the.service.stop();

    await the.replica({ NATS_URL: infrastructure().natsUrl });
    await eventually(async () => {
      const events = (await the.streams.events()).filter(({ subject }) => subject === id);
      expect(events).toHaveLength(1);
    });
  });
});
