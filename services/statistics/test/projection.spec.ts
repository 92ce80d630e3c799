import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CloudEvent } from '@kraftsamling/contracts';
import { isolation, shuffled, twice } from '@kraftsamling/testing';
import fc from 'fast-check';
import { createConnection } from 'mongoose';
import type { Connection } from 'mongoose';
import { factOf } from '../src/projection/subscription.ts';
import { Sums } from '../src/projection/sums.ts';
import { newestOfEach } from '../src/projection/projection-delta.ts';
import { Collections, isRow } from '../src/database/collections.store.ts';
import { newGeneration } from '../src/generation/generation.ts';
import { Projection } from '../src/database/projection.store.ts';
import { deliveriesOf, histories } from './histories.ts';

const servers = isolation(import.meta.url);
const connections: Connection[] = [];

interface Replica {
  readonly collections: Collections;
  readonly projection: Projection;
}

/** Each replica of the service has a connection of its own. */
async function replica(): Promise<Replica> {
  const connection = await createConnection(servers.env.MONGODB_URI, { dbName: servers.database }).asPromise();
  connections.push(connection);
  const collections = new Collections(connection);
  return { collections, projection: new Projection(collections) };
}

let one: Replica;
let other: Replica;
let generations = 0;

async function begin(): Promise<number> {
  const number = ++generations;
  await one.collections.create(number);
  await one.collections.generations.insertOne(newGeneration(number, 'live', new Date()));
  return number;
}

async function rowsOf(generation: number): Promise<Record<string, Record<string, number>>> {
  const summaries = await one.collections.summaries(generation).find().toArray();
  const rows = summaries
    .filter(isRow)
    .map(({ _id, sums }) => [_id, Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))] as const);
  return Object.fromEntries(rows.filter(([, sums]) => Object.keys(sums).length > 0));
}

function countedFromNothing(events: readonly CloudEvent<unknown>[]) {
  return Object.fromEntries(Sums.over(newestOfEach(events.map(factOf)).values()).entries());
}

async function factsOf(generation: number) {
  const facts = await one.collections.facts(generation).find().toArray();
  return new Map(facts.map((fact) => [fact._id, fact]));
}

const revisionOf = async (generation: number) =>
  (await one.collections.generations.findOne({ _id: generation }))?.revision;

/** Some hundred events of one certain history. */
const [events] = fc.sample(histories({ registrations: 60, organisations: 20 }), { numRuns: 1, seed: 2024 }) as [
  CloudEvent<unknown>[],
];

beforeAll(async () => {
  [one, other] = await Promise.all([replica(), replica()]);
});
afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.close()));
  await servers.cleanup();
});

describe('The projection', () => {
  it('keeps the newest fact of each aggregate and the sums of all facts, however the events come', async () => {
    const delivery = histories().chain((all) => deliveriesOf(all).map((batches) => ({ all, batches })));
    await fc.assert(
      fc.asyncProperty(delivery, async ({ all, batches }) => {
        const generation = await begin();
        for (const batch of batches) await one.projection.project(generation, batch);

        expect(await rowsOf(generation)).toEqual(countedFromNothing(all));
        expect(await factsOf(generation)).toEqual(newestOfEach(all.map(factOf)));
      }),
      { numRuns: 8 },
    );
  });

  it('is exact when two replicas project the same events at the same time, shuffled and twice', async () => {
    const generation = await begin();
    const delivered = [one, other].map(async ({ projection }, seed) => {
      const mine = shuffled(twice(events), seed);
      while (mine.length > 0) await projection.project(generation, mine.splice(0, 25));
    });
    await Promise.all(delivered);

    expect(await rowsOf(generation)).toEqual(countedFromNothing(events));
    expect(await factsOf(generation)).toEqual(newestOfEach(events.map(factOf)));
  });

  it('changes nothing, not even its revision, when it knows everything already', async () => {
    const generation = await begin();
    await one.projection.project(generation, events);
    const revision = await revisionOf(generation);

    await one.projection.project(generation, shuffled(events, 1));

    expect(await revisionOf(generation)).toBe(revision);
    expect(await rowsOf(generation)).toEqual(countedFromNothing(events));
  });

  it('leaves nothing of a batch that fails before its end, and projects it whole when it comes again', async () => {
    const generation = await begin();
    await one.projection.project(generation, events.slice(0, 50));
    const before = {
      rows: await rowsOf(generation),
      facts: await factsOf(generation),
      revision: await revisionOf(generation),
    };

    const crashing = await replica();
    const summaries = crashing.collections.summaries(generation);
    // The facts have been written; the process dies before the sums are.
    summaries.bulkWrite = () => Promise.reject(new Error('killed'));
    crashing.collections.summaries = () => summaries;
    await expect(crashing.projection.project(generation, events)).rejects.toThrow('killed');

    expect({
      rows: await rowsOf(generation),
      facts: await factsOf(generation),
      revision: await revisionOf(generation),
    }).toEqual(before);
    await other.projection.project(generation, events);
    expect(await rowsOf(generation)).toEqual(countedFromNothing(events));
  });

  it('writes nothing for a generation that has been retired', async () => {
    const generation = await begin();
    await one.collections.generations.updateOne({ _id: generation }, { $set: { status: 'retired' } });
    const revision = await revisionOf(generation);

    await one.projection.project(generation, events);

    expect(await factsOf(generation)).toEqual(new Map());
    expect(await revisionOf(generation)).toBe(revision);
  });

  it('gives back what comes to one that has been removed: its durable consumer may be of another generation by now', async () => {
    const generation = await begin();
    const removed = { status: 'retired', removedAt: new Date() } as const;
    await one.collections.generations.updateOne({ _id: generation }, { $set: removed });
    await expect(one.projection.project(generation, events)).rejects.toThrow('has been removed');
  });

  it('gives back what comes to one that was lost with the database, for the same reason', async () => {
    const generation = await begin();
    await one.collections.generations.deleteOne({ _id: generation });
    await expect(one.projection.project(generation, events)).rejects.toThrow('has been removed, or lost');
  });
});
