import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, infrastructure, proxy } from '@kraftsamling/testing';
import type { Proxy } from '@kraftsamling/testing';
import type { CampaignFigures } from '../src/figures/figures.ts';
import { EventStream } from './event-stream.ts';
import { announced, registered } from './registrations.ts';
import { World } from './world.ts';

const campaign = 'digitalidag-2024';
const path = `/v1/figures/${campaign}`;

let world: World;
let way: Proxy;

beforeEach(async () => {
  world = await World.open(import.meta.url);
  await world.publish([announced(campaign)]);
});
afterEach(async () => {
  way.restore();
  await world.close();
  await way.close();
});

async function confirmed(): Promise<number> {
  return (await world.get<CampaignFigures>(path)).body.figures.registrations.confirmed;
}

async function expectExactly(count: number): Promise<void> {
  await eventually(async () => expect(await confirmed()).toBe(count));
  const verified = await world.as('operator', 'POST', '/v1/verifications');
  expect(verified.body).toMatchObject({ equal: true, addsUp: true, facts: count + 1 });
  expect(await world.as('operator', 'GET', '/v1/dead-letters')).toMatchObject({ body: { items: [] } });
}

describe('While the database is away', () => {
  beforeEach(async () => {
    way = await proxy(infrastructure().mongodbUri);
  });

  it('events wait, figures are refused as unavailable, listeners stay; then everything is counted once', async () => {
    await world.startReplica({ MONGODB_URI: way.url });
    await world.publish(registered(campaign, 10));
    await eventually(async () => expect(await confirmed()).toBe(10));
    const listener = await EventStream.open(world.url(`/v1/live?campaign=${campaign}`));

    way.cut();
    await world.publish(registered(campaign, 10));
    await eventually(async () =>
      expect(await world.get(path)).toMatchObject({ status: 503, body: { code: 'database-unavailable' } }),
    );
    way.restore();

    await expectExactly(20);
    await eventually(() => expect(listener.figures).toMatchObject({ figures: { registrations: { confirmed: 20 } } }));
    expect(listener.closed).toBe(false);
    listener.close();
  });

  it('a batch that is cut off at any moment is projected whole, or not at all', async () => {
    await world.startReplica({ MONGODB_URI: way.url });
    for (let round = 0; round < 10; round++) {
      await world.publish(registered(campaign, 40));
      way.cut();
      way.restore();
    }

    await expectExactly(400);
  });

  it('the service starts, and begins to count when the database comes', async () => {
    way.cut();
    const starting = world.startReplica({ MONGODB_URI: way.url });
    await world.publish(registered(campaign, 10));
    way.restore();
    await starting;

    await expectExactly(10);
  });
});

describe('While NATS is away', () => {
  beforeEach(async () => {
    way = await proxy(infrastructure().natsUrl);
  });

  it('the figures are served as they are; then what has happened meanwhile is counted', async () => {
    await world.startReplica({ NATS_URL: way.url });
    await world.publish(registered(campaign, 10));
    await eventually(async () => expect(await confirmed()).toBe(10));

    way.cut();
    await world.publish(registered(campaign, 10));
    expect(await confirmed()).toBe(10);
    const rebuilds = await world.as<{ items: object[] }>('operator', 'GET', '/v1/rebuilds');
    expect(rebuilds).toMatchObject({ status: 200, body: { items: [{ generation: 1, status: 'live' }] } });
    way.restore();

    await expectExactly(20);
  });
});
