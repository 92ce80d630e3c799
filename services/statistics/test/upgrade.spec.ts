import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { filterOf, registrationSubmitted } from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import { subscription } from '../src/projection/subscription.ts';
import type { CampaignFigures } from '../src/figures/figures.ts';
import { newGeneration } from '../src/generation/generation.ts';
import type { Generation } from '../src/generation/generation.ts';
import { published } from './activities.ts';
import { announced, registered } from './registrations.ts';
import { World } from './world.ts';

const campaign = 'digitalidag-2024';

/** What was subscribed to before there were activities. */
const before = subscription.filter(({ type }) => type.startsWith('registrations.'));

let world: World;

beforeEach(async () => {
  world = await World.open(import.meta.url);
  await world.publish([announced(campaign), ...registered(campaign, 20), published({ municipality: '2081' })]);
});
afterEach(() => world.close());

async function shown() {
  const { body } = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
  const { generation, figures } = body;
  return { generation, confirmed: figures.registrations.confirmed, activities: figures.activities.published };
}

/** The live generation as other code has left it behind. */
async function leftBehind({ subscribesTo, ...generation }: Generation, types?: readonly string[]): Promise<void> {
  await world.collections.generations.insertOne({
    ...generation,
    ...(types === undefined ? {} : { subscribesTo: types }),
  });
}

const filters = async () => {
  const found: Record<string, number> = {};
  for await (const { name, config } of world.streams.manager.consumers.list(world.streams.names.eventStream))
    found[name.replace(/^.*statistics-/, '')] = config.filter_subjects?.length ?? 0;
  return found;
};

describe('Code that counts more events than the code before it', () => {
  it('counts everything anew by itself, while the live generation goes on with what it always subscribed to', async () => {
    await leftBehind(
      newGeneration(1, 'live', new Date()),
      before.map(({ type }) => type),
    );

    await world.startReplica();
    await world.startReplica();

    await eventually(async () => expect(await shown()).toEqual({ generation: 2, confirmed: 20, activities: 1 }));
    await eventually(async () => expect(await filters()).toEqual({ 'figures-2': subscription.length }));
    expect(await world.as('operator', 'POST', '/v1/verifications')).toMatchObject({ body: { equal: true, facts: 22 } });
  });

  it('does so too where nobody wrote down what the live generation subscribes to, and the stream has passed it', async () => {
    await leftBehind({ ...newGeneration(1, 'live', new Date()), subscribedSince: new Date() });
    const { names, manager } = world.streams;
    const existing = {
      durable_name: 'statistics-figures-1',
      deliver_policy: 'new',
      ack_policy: 'explicit',
      filter_subjects: before.map((contract) => filterOf(contract, names.eventRoot)),
    };
    await manager.consumers.add(names.eventStream, existing as Parameters<typeof manager.consumers.add>[1]);

    await world.startReplica();

    await eventually(async () => expect(await shown()).toEqual({ generation: 2, confirmed: 20, activities: 1 }));
  });

  it('does it once', async () => {
    await leftBehind(newGeneration(1, 'live', new Date()), [registrationSubmitted.type]);
    await Promise.all([world.startReplica(), world.startReplica()]);
    await eventually(async () => expect(await shown()).toMatchObject({ generation: 2 }));

    await world.publish(registered(campaign, 5));
    await eventually(async () => expect(await shown()).toEqual({ generation: 2, confirmed: 25, activities: 1 }));
    const { body } = await world.as<{ items: object[] }>('operator', 'GET', '/v1/rebuilds');
    expect(body.items).toMatchObject([
      { generation: 2, status: 'live' },
      { generation: 1, status: 'retired' },
    ]);
  });
});

describe('Code that counts fewer events than the code that began a generation', () => {
  it('serves its figures and leaves the events to the newer code, so that nothing becomes a dead letter', async () => {
    const newer = [...subscription.map(({ type }) => type), 'nominations.award.announced.v1'];
    await leftBehind({ ...newGeneration(1, 'live', new Date()), subscribedSince: new Date() }, newer);

    await world.startReplica();

    expect((await world.get('/v1/figures')).status).toBe(200);
    expect(await filters()).toEqual({});
    expect(await world.as('operator', 'GET', '/v1/rebuilds')).toMatchObject({ body: { items: [{ generation: 1 }] } });
  });
});
