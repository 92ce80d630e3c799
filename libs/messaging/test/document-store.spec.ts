import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { organisationAmended } from '@kraftsamling/contracts';
import { eventually, proxy } from '@kraftsamling/testing';
import { createConnection } from 'mongoose';
import { becomes, nothingHappens, Refusal } from '../src/store/decision.ts';
import { collectionOf } from '../src/store/collection-of.ts';
import { AlreadyExists } from '../src/store/duplicate-key.ts';
import { Outbox } from '../src/relay/outbox.ts';
import { inTransaction, lostRace } from '../src/store/transaction.ts';
import { founded, grown, World } from './world.ts';
import type { Club, Clubs, Process } from './world.ts';

let world: World;
let process: Process;
let clubs: Clubs;

beforeAll(async () => {
  world = await World.begin();
  process = await world.process();
  ({ clubs } = process);
});
afterAll(() => world.end());

/** Emptying an outbox is a write too, and in a transaction would be one more race. */
const published = (...ids: string[]) =>
  eventually(async () =>
    expect(await clubs.model.countDocuments({ _id: { $in: ids }, 'outbox.0': { $exists: true } })).toBe(0),
  );

describe('a document store', () => {
  it('creates an aggregate with its events in one write', async () => {
    const created = await clubs.create('a', founded('A'));

    expect(created).toMatchObject({ id: 'a', version: 1, state: { name: 'A', amount: 1 } });
    expect(await clubs.get('a')).toEqual(created);
  });

  it('says which unique key is taken, and changes nothing', async () => {
    await clubs.create('b', founded('B'));

    await expect(clubs.create('b', founded('Another'))).rejects.toThrow(AlreadyExists);
    await expect(clubs.create('c', founded('B'))).rejects.toMatchObject({ fields: ['state.name'] });
    expect(await clubs.get('c')).toBeUndefined();
  });

  it('lets one of many who create the same aggregate at once win', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => clubs.create(`race-${n}`, founded('Race'))),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('changes nothing and says nothing when nothing happens', async () => {
    await clubs.create('d', founded('D'));
    expect((await clubs.update('d', () => nothingHappens)).version).toBe(1);
  });

  it('decides again after a lost race, so that no change is lost', async () => {
    await clubs.create('e', founded('E'));
    await Promise.all(Array.from({ length: 30 }, () => clubs.update('e', grown)));
    expect(await clubs.get('e')).toMatchObject({ version: 31, state: { amount: 31 } });
  });

  it('refuses a change by somebody who has read an older version', async () => {
    await clubs.create('f', founded('F'));
    await clubs.update('f', grown, { ifVersion: 1 });
    await expect(clubs.update('f', grown, { ifVersion: 1 })).rejects.toMatchObject({
      code: 'version-mismatch',
      kind: 'stale',
    });
  });

  it('gathers what else a decision needs after the aggregate, and anew after a lost race', async () => {
    await clubs.create('gathering', founded('Gathering'));
    const gatheredFor: number[] = [];

    const updated = await clubs.updateWith(
      'gathering',
      async ({ version }) => {
        gatheredFor.push(version);
        // Somebody else is faster, once.
        if (version === 1) await clubs.update('gathering', grown);
        return version;
      },
      (club, version) => becomes({ ...club, amount: 10 * version }, organisationAmended),
    );

    expect(gatheredFor).toEqual([1, 2]);
    expect(updated).toMatchObject({ version: 3, state: { amount: 20 } });
  });

  it('starts with what the caller has loaded, and loads it anew when that was overtaken', async () => {
    const loaded = await clubs.create('handed-on', founded('Handed on'));
    const reads = jest.spyOn(clubs, 'get');

    await clubs.update('handed-on', grown, { loaded });
    expect(reads).toHaveBeenCalledTimes(0);

    expect(await clubs.update('handed-on', grown, { loaded })).toMatchObject({ version: 3, state: { amount: 3 } });
    expect(reads).toHaveBeenCalledTimes(1);
    reads.mockRestore();
  });

  it('passes on what the decision refuses, and leaves the aggregate as it was', async () => {
    await clubs.create('g', founded('G'));
    const refuse = (): never => {
      throw new Refusal('too-full', 'It is full.');
    };
    await expect(clubs.update('g', refuse)).rejects.toMatchObject({ code: 'too-full' });
    expect(await clubs.get('g')).toMatchObject({ version: 1 });
  });

  it('says that an aggregate is not there', async () => {
    await expect(clubs.update('nobody', grown)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('forgets a field that the new state no longer has', async () => {
    await clubs.create('h', founded('H'));
    await clubs.update('h', ({ secret: _, ...rest }) => becomes(rest as Club));
    expect((await clubs.require('h')).state).toEqual({ name: 'H', amount: 1 });
  });

  it('saves the lookup keys in the same write as its state', async () => {
    const signs = async (sign: string) => clubs.model.countDocuments({ 'foundBy.sign': sign });
    await clubs.create('j', founded('Jay'));
    expect(await signs('jay-1')).toBe(1);

    await clubs.update('j', grown);
    expect([await signs('jay-1'), await signs('jay-2')]).toEqual([0, 1]);
  });

  it('in a transaction, starts the whole of it over after a lost race', async () => {
    await clubs.create('k', founded('K'));
    await clubs.create('l', founded('L'));
    let runs = 0;
    await inTransaction(clubs.model.db, async (session) => {
      const amount = (await clubs.require('k', session)).state.amount;
      if (++runs === 1) {
        await Promise.all(['k', 'l'].map((id) => clubs.update(id, grown)));
        await published('k', 'l');
      }
      await clubs.update('l', (club) => becomes<Club>({ ...club, amount: club.amount + amount }), { session });
    });
    expect(runs).toBe(2);
    expect((await clubs.require('l')).state.amount).toBe(4);
  });

  it('in a transaction, starts over too where the database itself does not see the race', async () => {
    await clubs.create('m', founded('M'));
    await published('m');
    const documents = jest.spyOn(clubs, 'documents', 'get');
    let runs = 0;
    await inTransaction(clubs.model.db, async (session) => {
      runs++;
      const collection = clubs.model.collection as unknown as Clubs['documents'];
      const seesNothing = {
        updateOne: () => Promise.resolve({ matchedCount: 0 }),
        findOne: collection.findOne.bind(collection),
      };
      documents.mockReturnValue((runs === 1 ? seesNothing : collection) as Clubs['documents']);
      await clubs.update('m', grown, { session });
    });
    documents.mockRestore();
    expect([runs, await clubs.get('m')]).toMatchObject([2, { version: 2 }]);
  });

  it('in more transactions than there are connections, all for one document, comes to an end in each of them', async () => {
    await clubs.create('q', founded('Q'));
    const few = { maxPoolSize: 20, waitQueueTimeoutMS: 10_000 };
    const { MONGODB_URI, MONGODB_DATABASE } = world.isolation.env;
    const connection = await createConnection(MONGODB_URI, { dbName: MONGODB_DATABASE, ...few }).asPromise();
    const documents = connection.collection<{ _id: string; version: number }>('clubs');
    await Promise.all(
      Array.from({ length: 200 }, () =>
        inTransaction(connection, async (session) => {
          await documents.findOne({ _id: 'q' }, { session });
          await documents.updateOne({ _id: 'q' }, { $inc: { version: 1 } }, { session });
        }),
      ),
    );
    expect(await documents.findOne({ _id: 'q' })).toMatchObject({ version: 201 });
    await connection.close();
  });

  it('waits for a database that is away for a moment, with a cursor as with all else', async () => {
    const { MONGODB_URI, MONGODB_DATABASE } = world.isolation.env;
    const way = await proxy(MONGODB_URI);
    const patient = { heartbeatFrequencyMS: 500, serverSelectionTimeoutMS: 60_000 };
    const connection = await createConnection(way.url, { dbName: MONGODB_DATABASE, ...patient }).asPromise();
    try {
      await clubs.create('waiting', founded('Waiting'));
      way.cut();
      await eventually(() => expect(connection.readyState).toBe(0));

      const documents = collectionOf<{ _id: string }>(connection, 'clubs');
      const found = Promise.all([documents.find({ _id: 'waiting' }).toArray(), documents.findOne({ _id: 'waiting' })]);
      way.restore();
      expect(await found).toMatchObject([[{ _id: 'waiting' }], { _id: 'waiting' }]);
    } finally {
      await connection.close();
      await way.close();
    }
  });

  it('in a transaction, offers its events for publishing once, when they are true', async () => {
    await clubs.create('n', founded('N'));
    const offered = jest.spyOn(process.app.get(Outbox), 'offer');
    let runs = 0;
    await inTransaction(clubs.model.db, async (session) => {
      await clubs.create('o', founded('O'), { session });
      await clubs.update('n', grown, { session });
      if (++runs === 1) throw lostRace();
      expect(offered).not.toHaveBeenCalled();
    });
    expect(offered.mock.calls.map(([, id]) => id)).toEqual(['o', 'n']);

    await expect(
      inTransaction(clubs.model.db, async (session) => {
        await clubs.update('n', grown, { session });
        throw new Error('No.');
      }),
    ).rejects.toThrow('No.');
    expect(offered).toHaveBeenCalledTimes(2);
    offered.mockRestore();
  });

  it('publishes the whole public state with the version, and nothing private', async () => {
    await clubs.create('i', founded('I'));
    await clubs.update('i', grown);

    const events = await eventually(async () => {
      const found = (await world.streams.events()).filter(({ subject }) => subject === 'i');
      expect(found).toHaveLength(2);
      return found;
    });
    expect(events.map(({ type, sequence }) => [type, Number(sequence)])).toEqual([
      ['registrations.organisation.joined.v1', 1],
      ['registrations.organisation.amended.v1', 2],
    ]);
    expect(events[1]?.data).toMatchObject({ id: 'i', name: 'I', offers: [{ amount: 2 }] });
    expect(JSON.stringify(events)).not.toContain('hidden');
  });
});
