import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { epochOf, nominationsRepublished, versionOf } from '@kraftsamling/contracts';
import { callerOf, eventually } from '@kraftsamling/testing';
import { mongo } from 'mongoose';
import { recordFile } from '../src/record/record-file.ts';
import { Records } from '../src/record/records.store.ts';
import { submissionTo } from './nomination-samples.ts';
import { verified } from './record-verifiers.ts';
import { running, setClock, worldOf } from './running.ts';
import type { Running } from './running.ts';
import { AwardYear } from './year.ts';

let the: Running;
let client: mongo.MongoClient;
let database: mongo.Db;
beforeAll(async () => {
  the = await running(import.meta.url);
  client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
  database = client.db(the.isolation.database);
});
afterAll(async () => {
  await client.close();
  await the[Symbol.asyncDispose]();
});

async function backedUp(): Promise<ReadonlyMap<string, mongo.Document[]>> {
  const collections = await database.collections();
  const contents = collections.map(async (each) => [each.collectionName, await each.find().toArray()] as const);
  return new Map(await Promise.all(contents));
}

/** Indexes stay; what lies in them is as it was. */
async function restore(backup: ReadonlyMap<string, mongo.Document[]>): Promise<void> {
  for (const collection of await database.collections()) {
    await collection.deleteMany({});
    const documents = backup.get(collection.collectionName) ?? [];
    if (documents.length > 0) await collection.insertMany(documents);
  }
}

const idsOf = async (collection: string) => {
  const found = await database.collection(collection).find().toArray();
  return found.map(({ _id }) => String(_id));
};
const sentTo = (address: string) => the.mailServer.messages.filter(({ to }) => to.includes(address));
const statusesOf = (mails: readonly mongo.Document[] = []) => mails.map((mail) => String(mail['progress'].status));
const bothSent = () =>
  eventually(async () =>
    expect(statusesOf(await database.collection('mails').find().toArray())).toEqual(['sent', 'sent']),
  );

describe('nominations, restored from a backup', () => {
  it('says in a new epoch what it still has and how much that is, and sends no mail twice', async () => {
    const year = await AwardYear.open(worldOf(the));
    const { award } = year;
    setClock('2021-04-12T12:00:00+02:00');
    const body = { email: 'kommunen@borlange.example' };
    await the.call('PUT', '/v1/municipalities/2081/address', { token: the.secretariat, body });
    const nominate = async (call: Running['call'], email: string) => {
      const nominator = { name: 'Eva Exempel', email, language: 'sv' };
      return call('POST', '/v1/nominations', { body: submissionTo(award, { nominator }) });
    };

    // The mails to the municipality and to whoever nominates wait in the backup, and are sent after it.
    the.mailServer.refuse('temporarily');
    const kept = await year.enter('2081');
    await nominate(the.call, 'eva@bibliotek.example');
    // Looked at in the backup itself: they are tried again meanwhile, and one that is in flight would count as abandoned only after minutes.
    const backup = await eventually(async () => {
      const everything = await backedUp();
      expect(statusesOf(everything.get('mails'))).toEqual(['waiting', 'waiting']);
      return everything;
    });
    the.mailServer.accept();
    setClock('2021-04-12T13:00:00+02:00');
    await bothSent();

    const lost = [await year.enter('2082'), String((await nominate(the.call, 'erik@bibliotek.example')).body.id)];
    await eventually(() => expect(sentTo('erik@bibliotek.example')).toHaveLength(1));
    await eventually(async () =>
      expect((await the.streams.events()).map(({ subject }) => subject)).toEqual(
        expect.arrayContaining([kept, ...lost]),
      ),
    );

    await the.stop(the.service);
    await restore(backup);
    const replica = await the.replica();
    const call = callerOf(replica.url);
    const begun = await call('POST', '/v1/republications', {
      token: await the.key.token('operator'),
      body: { newEpoch: { reason: 'restored from a backup' } },
    });
    expect(begun.status).toBe(202);
    const { epoch } = begun.body as { epoch: number };

    // A subscriber keeps what has come in the new epoch, when as much has come as this says there is.
    const has = [...(await idsOf('awards')), ...(await idsOf('nominations')), ...(await idsOf('candidacies'))];
    expect(has).toHaveLength(4);
    await eventually(async () => {
      const said = (await the.streams.events()).filter((event) => epochOf(versionOf(event)) === epoch);
      const completed = said.find(({ type }) => type === nominationsRepublished.type);
      expect(completed?.data).toMatchObject({
        epoch,
        aggregates: expect.arrayContaining([
          { aggregate: 'award', count: 1 },
          { aggregate: 'candidacy', count: 1 },
          { aggregate: 'nomination', count: 2 },
        ]),
      });
      const things = said.filter((event) => event !== completed).map(({ subject }) => subject);
      expect([...new Set(things)].toSorted()).toEqual(has.toSorted());
    });

    // What waited in the backup was sent before; what comes after it goes, and the record goes on from where the backup had it.
    await bothSent();
    expect((await nominate(call, 'karin@bibliotek.example')).status).toBe(201);
    await eventually(() => expect(sentTo('karin@bibliotek.example')).toHaveLength(1));
    const sent = ['eva@bibliotek.example', 'kommunen@borlange.example', 'erik@bibliotek.example'].map(sentTo);
    expect(sent.map(({ length }) => length)).toEqual([1, 1, 1]);
    const record = await replica.app.get(Records).of(award);
    for (const said of await verified(recordFile(award, record))) expect(said).toContain(': whole');
  });
});
