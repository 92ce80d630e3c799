import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '@kraftsamling/service';
import { eventually, inTime } from '@kraftsamling/testing';
import { revisionId } from '../src/figures/figures.ts';
import type { CampaignFigures, NetworkFigures } from '../src/figures/figures.ts';
import { EventStream } from './event-stream.ts';
import { announced, registered } from './registrations.ts';
import { World } from './world.ts';

const campaign = 'digitalidag-2024';
let world: World;

beforeAll(async () => {
  world = await World.open(import.meta.url);
  await world.startReplica({ LIVE_LISTENERS: '3' });
  await world.startReplica();
  await world.publish([announced(campaign), announced('another-campaign'), ...registered(campaign, 5)]);
  await eventually(async () => {
    const { body } = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
    expect(body.figures.registrations.confirmed).toBe(5);
  });
});
afterAll(() => world.close());

describe('GET /v1/live', () => {
  it('sends the figures of a campaign at once, and every change within seconds, at every replica', async () => {
    const listeners = await Promise.all(
      [0, 1].map((replica) => EventStream.open(world.url(`/v1/live?campaign=${campaign}`, replica))),
    );
    for (const listener of listeners)
      await eventually(() => expect(listener.events).toMatchObject([{ event: 'figures' }]));
    const before = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
    expect(listeners.map(({ figures }) => figures)).toEqual([before.body, before.body]);
    expect(listeners.map(({ retry }) => retry)).toEqual([2000, 2000]);

    await world.publish(registered(campaign, 3));
    for (const listener of listeners)
      await inTime('a change is sent', 4_000, () =>
        expect(listener.figures).toMatchObject({ figures: { registrations: { confirmed: 8, total: 8 } } }),
      );

    const after = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
    for (const listener of listeners) {
      expect(listener.figures).toEqual(after.body);
      const last = listener.events.at(-1)!;
      expect(last).toMatchObject({ event: 'change', id: revisionId(after.body), data: { asOf: after.body.asOf } });
      expect(last.data).not.toHaveProperty('campaign');
      listener.close();
    }
  });

  it('sends the network what changes in any campaign', async () => {
    const listener = await EventStream.open(world.url('/v1/live'));
    await eventually(() => expect(listener.events).toHaveLength(1));

    await world.publish(registered('another-campaign', 2));

    await eventually(() =>
      expect(listener.figures).toMatchObject({
        figures: { registrationsByCampaign: { 'another-campaign': { confirmed: 2 } } },
      }),
    );
    expect(listener.figures).toEqual((await world.get<NetworkFigures>('/v1/figures')).body);
    listener.close();
  });

  it('is calm: hundreds of events become a few changes', async () => {
    const listener = await EventStream.open(world.url('/v1/live?campaign=calm'));
    expect(listener.response.statusCode).toBe(404);

    await world.publish([announced('calm'), ...registered('calm', 1)]);
    await eventually(async () =>
      expect((await world.get('/v1/figures/calm')).body).toMatchObject({
        figures: { registrations: { confirmed: 1 } },
      }),
    );
    const calm = await EventStream.open(world.url('/v1/live?campaign=calm'));
    await eventually(() => expect(calm.events).toHaveLength(1));
    const began = Date.now();
    for (let round = 0; round < 40; round++) await world.publish(registered('calm', 5));
    await eventually(() => expect(calm.figures).toMatchObject({ figures: { registrations: { confirmed: 201 } } }));

    expect(calm.events.length).toBeLessThanOrEqual(2 + (Date.now() - began) / 200);
    calm.close();
  });

  it('does not send everything again to who comes back and has missed nothing', async () => {
    const first = await EventStream.open(world.url(`/v1/live?campaign=${campaign}`));
    await eventually(() => expect(first.events).toHaveLength(1));
    first.close();

    const back = await EventStream.open(world.url(`/v1/live?campaign=${campaign}`, 1), {
      'last-event-id': first.events[0]!.id,
    });
    // One event: two may come one after the other, as two changes.
    await world.publish(registered(campaign, 1).slice(1));
    await eventually(() => expect(back.events).toMatchObject([{ event: 'change' }]));
    back.close();

    const late = await EventStream.open(world.url(`/v1/live?campaign=${campaign}`, 1), {
      'last-event-id': first.events[0]!.id,
    });
    await eventually(() => expect(late.events).toMatchObject([{ event: 'figures' }]));
    late.close();
  });

  it('takes no more listeners than it can serve, and has room again when one leaves', async () => {
    await eventually(async () => expect(await listening()).toBe(0));
    const listeners = await Promise.all([1, 2, 3].map(() => EventStream.open(world.url('/v1/live'))));

    const refused = await world.get<{ code: string }>('/v1/live');
    expect(refused).toMatchObject({ status: 503, body: { code: 'too-many-listeners' } });
    expect(refused.headers.get('retry-after')).toBe('10');

    listeners[0]!.close();
    await eventually(async () => {
      const welcome = await EventStream.open(world.url('/v1/live'));
      listeners.push(welcome);
      expect(welcome.response.statusCode).toBe(200);
    });
    for (const listener of listeners) listener.close();
  });

  it('takes only so many from one address, however often it comes and goes', async () => {
    const replica = await world.startReplica({ LIVE_LISTENERS_PER_ADDRESS: '2' });
    for (let round = 0; round < 3; round++) {
      const listeners = await Promise.all([1, 2, 3, 4].map(() => EventStream.open(`${replica.url}/v1/live`)));
      expect(listeners.map(({ response }) => response.statusCode).toSorted()).toEqual([200, 200, 429, 429]);
      for (const listener of listeners) listener.close();
      await eventually(async () => {
        const welcome = await EventStream.open(`${replica.url}/v1/live`);
        welcome.close();
        expect(welcome.response.statusCode).toBe(200);
      });
      await eventually(async () => expect(await listening()).toBe(0));
    }
    await world.stop(replica);
  });

  it('has no listener for a HEAD', async () => {
    expect((await fetch(world.url('/v1/live'), { method: 'HEAD' })).status).toBe(405);
    expect(await listening()).toBe(0);
  });

  it('says so to any page, and to caches that it is not theirs', async () => {
    await eventually(async () => expect(await listening()).toBe(0));
    const listener = await EventStream.open(world.url('/v1/live'));

    expect(listener.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
    listener.close();
  });

  it('ends when the service stops, which then takes no longer for it', async () => {
    const withoutListener = await timeToStop(await world.startReplica());
    const replica = await world.startReplica();
    const listener = await EventStream.open(`${replica.url}/v1/live`);
    await eventually(() => expect(listener.events).toHaveLength(1));

    const withListener = await timeToStop(replica);

    process.stdout.write(`stopping: ${withoutListener} ms, with a listener ${withListener} ms\n`);
    // If the service waited for its listeners it would never stop; what a busy machine adds is far less.
    expect(withListener).toBeLessThan(withoutListener + 20_000);
    await eventually(() => expect(listener.closed).toBe(true));
  });
});

async function timeToStop(replica: RunningService): Promise<number> {
  const began = performance.now();
  await world.stop(replica);
  return Math.round(performance.now() - began);
}

async function listening(): Promise<number> {
  const metrics = await (await fetch(world.url('/metrics'))).text();
  return Number(/^live_listeners (\d+)/m.exec(metrics)?.[1]);
}
