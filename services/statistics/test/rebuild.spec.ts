import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { registrationConfirmed } from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import type { CampaignFigures } from '../src/figures/figures.ts';
import { announced, registered } from './registrations.ts';
import { World } from './world.ts';

const campaign = 'digitalidag-2024';
const path = `/v1/figures/${campaign}`;

interface Rebuild {
  generation: number;
  status: string;
  eventsTaken: number;
  pending?: number;
}

let world: World;

beforeEach(async () => {
  world = await World.open(import.meta.url);
  await world.publish([announcement]);
});
afterEach(() => world.close());

const announcement = announced(campaign);
const many = (count: number) => registered(campaign, count);

async function confirmed(): Promise<{ generation: number; confirmed: number }> {
  const { body } = await world.get<CampaignFigures>(path);
  return { generation: body.generation, confirmed: body.figures.registrations.confirmed };
}

async function rebuilds(): Promise<Rebuild[]> {
  return (await world.as<{ items: Rebuild[] }>('operator', 'GET', '/v1/rebuilds')).body.items;
}

async function durables(): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of world.streams.manager.consumers.list(world.streams.names.eventStream)) names.push(name);
  return names.map((name) => name.replace(/^.*statistics-/, '')).sort();
}

async function whoPulls(handler: string): Promise<number> {
  const { manager, names } = world.streams;
  return (await manager.consumers.info(names.eventStream, `statistics-${handler}`)).num_waiting;
}

async function collections(): Promise<string[]> {
  return (await world.collectionNames()).filter((name) => /^(facts|summaries)-/.test(name)).sort();
}

describe('A rebuild', () => {
  it('counts everything anew beside the live figures, which go on being updated, and then takes their place', async () => {
    await world.startReplica();
    await world.startReplica();
    await world.publish(many(300));
    await eventually(async () => expect(await confirmed()).toEqual({ generation: 1, confirmed: 300 }));

    const started = await world.as<Rebuild>('operator', 'POST', '/v1/rebuilds');
    expect(started).toMatchObject({ status: 202, body: { generation: 2, status: 'building' } });
    expect(started.headers.get('location')).toBe('/v1/rebuilds/2');

    let published = 300;
    let shown = 300;
    for (let generation = 1; generation === 1;) {
      await world.publish(many(10));
      published += 10;
      const now = await confirmed();
      // Nobody ever sees fewer than before: not while it is built, not when it is switched.
      if (now.generation === 1) expect(now.confirmed).toBeGreaterThanOrEqual(shown);
      shown = now.confirmed;
      generation = now.generation;
    }

    await eventually(async () => expect(await confirmed()).toEqual({ generation: 2, confirmed: published }));
    const verified = await world.as('operator', 'POST', '/v1/verifications');
    expect(verified).toMatchObject({
      status: 201,
      body: { generation: 2, equal: true, addsUp: true, facts: published + 1 },
    });
    await eventually(async () =>
      expect(await rebuilds()).toMatchObject([
        { generation: 2, status: 'live', pending: 0 },
        { generation: 1, status: 'retired' },
      ]),
    );
  });

  it('removes what it replaces: the durable consumer and the collections', async () => {
    await world.startReplica();
    await world.startReplica();
    await world.publish(many(5));
    await eventually(async () => expect(await durables()).toEqual(['figures-1']));

    await world.as('operator', 'POST', '/v1/rebuilds');

    await eventually(async () => {
      expect(await durables()).toEqual(['figures-2']);
      expect(await collections()).toEqual(['facts-2', 'summaries-2']);
    });
    await eventually(async () => expect(await confirmed()).toEqual({ generation: 2, confirmed: 5 }));
  });

  it('takes the place in the stream of one that was removed four rebuilds before, and begins at the first event all the same', async () => {
    await world.startReplica();
    await world.startReplica();
    await world.publish(many(50));
    await eventually(async () => expect(await confirmed()).toEqual({ generation: 1, confirmed: 50 }));

    for (const generation of [2, 3, 4, 5]) {
      // The fifth waits until the first is removed, whose durable consumer it has.
      await eventually(async () => {
        expect((await world.as('operator', 'POST', '/v1/rebuilds')).status).toBe(202);
      });
      await world.publish(many(10));
      const all = 50 + 10 * (generation - 1);
      await eventually(async () => expect(await confirmed()).toEqual({ generation, confirmed: all }));
    }

    await eventually(async () => expect(await durables()).toEqual(['figures-1']));
    await world.publish(many(10));
    await eventually(async () => expect(await confirmed()).toEqual({ generation: 5, confirmed: 100 }));
    expect(await world.as('operator', 'POST', '/v1/verifications')).toMatchObject({
      // The campaign is one.
      body: { equal: true, facts: 101 },
    });
    expect(await world.as('operator', 'GET', '/v1/dead-letters')).toMatchObject({ body: { items: [] } });
  });

  it('is refused while another one is under way, and when nobody may ask for it', async () => {
    await world.startReplica();
    await eventually(async () => expect(await rebuilds()).toHaveLength(1));

    const answers = await Promise.all(
      [1, 2, 3].map(() => world.as<{ code?: string }>('operator', 'POST', '/v1/rebuilds')),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual([
      'rebuild-in-progress',
      'rebuild-in-progress',
    ]);
    expect((await world.as('secretariat', 'POST', '/v1/rebuilds')).status).toBe(403);
  });

  it('goes on after a restart, in another process', async () => {
    const first = await world.startReplica();
    await world.publish(many(200));
    await eventually(async () => expect((await confirmed()).confirmed).toBe(200));
    await world.as('operator', 'POST', '/v1/rebuilds');
    await world.stop(first);

    await world.startReplica();

    await eventually(async () => expect(await confirmed()).toEqual({ generation: 2, confirmed: 200 }));
  });

  it('does not take the place of figures that know more: a stream that has lost events takes nothing away', async () => {
    await world.startReplica();
    const events = many(20);
    await world.publish(events);
    await eventually(async () => expect((await confirmed()).confirmed).toBe(20));

    await world.streams.delete();
    await world.streams.provision();
    await world.as('operator', 'POST', '/v1/rebuilds');
    await eventually(async () => expect(await rebuilds()).toMatchObject([{ generation: 2, pending: 0 }, {}]));
    expect(await confirmed()).toEqual({ generation: 1, confirmed: 20 });

    // The owner republishes the state of everything it owns.
    await world.publish([announcement, ...events.filter(({ type }) => type === registrationConfirmed.type)]);
    await eventually(async () => expect(await confirmed()).toEqual({ generation: 2, confirmed: 20 }));
  });

  it('can be given up', async () => {
    await world.startReplica();
    await world.publish(many(3));
    await eventually(async () => expect((await confirmed()).confirmed).toBe(3));
    await world.streams.delete();
    await world.streams.provision();
    await world.as('operator', 'POST', '/v1/rebuilds');

    expect((await world.as('operator', 'DELETE', '/v1/rebuilds/2')).status).toBe(204);
    expect(await world.as('operator', 'DELETE', '/v1/rebuilds/2')).toMatchObject({
      status: 409,
      body: { code: 'not-building' },
    });
    expect(await world.as('operator', 'GET', '/v1/rebuilds/7')).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });

    await eventually(async () => expect(await collections()).toEqual(['facts-1', 'summaries-1']));
    expect(await confirmed()).toEqual({ generation: 1, confirmed: 3 });
  });
});

describe('The loss of the database', () => {
  it('is made good from the stream, while the service runs', async () => {
    await world.startReplica();
    await world.startReplica();
    await world.publish(many(50));
    await eventually(async () => expect((await confirmed()).confirmed).toBe(50));

    await world.wipe();
    await world.publish(many(5));

    await eventually(async () => expect(await confirmed()).toEqual({ generation: 1, confirmed: 55 }));
    expect(await world.as('operator', 'POST', '/v1/verifications')).toMatchObject({ body: { equal: true, facts: 56 } });
  });
});

describe('The restoration of a database from before a rebuild', () => {
  it('ends that rebuild while the service runs, and the next begins at the first event', async () => {
    await world.startReplica();
    const events = many(20);
    await world.publish(events);
    await eventually(async () => expect((await confirmed()).confirmed).toBe(20));
    await world.streams.delete();
    await world.streams.provision();
    await world.publish([announcement, ...events.slice(0, 10)]);
    await world.as('operator', 'POST', '/v1/rebuilds');
    await eventually(async () => expect(await rebuilds()).toMatchObject([{ generation: 2, pending: 0 }, {}]));

    await world.collections.generations.deleteOne({ _id: 2 });
    await world.collections.drop(2);
    await eventually(async () => expect(await whoPulls('figures-2')).toBe(0));

    await world.as('operator', 'POST', '/v1/rebuilds');
    await world.publish(events.slice(10));
    await eventually(async () => expect(await confirmed()).toEqual({ generation: 2, confirmed: 20 }));
  });
});

describe('The loss of all streams', () => {
  it('changes no figure, before and after everything has been republished', async () => {
    await world.startReplica();
    const events = many(20);
    await world.publish(events);
    await eventually(async () => expect((await confirmed()).confirmed).toBe(20));

    await world.streams.delete();
    await world.streams.provision();
    expect((await confirmed()).confirmed).toBe(20);

    await world.publish([...events.filter(({ type }) => type === registrationConfirmed.type), ...many(1)]);
    await eventually(async () => expect((await confirmed()).confirmed).toBe(21));
  });
});
