import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DoneRecord } from '@kraftsamling/messaging';
import { callerOf, eventually, infrastructure, proxy } from '@kraftsamling/testing';
import type { Call } from '@kraftsamling/testing';
import { mongo } from 'mongoose';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { announced, contact, submitted } from './samples.ts';

let the: Running;
let call: Call;
let client: mongo.MongoClient;
let database: mongo.Db;
beforeAll(async () => {
  the = await running(import.meta.url);
  call = the.call;
  client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
  database = client.db(the.isolation.database);
});
afterAll(async () => {
  await client.close();
  await the[Symbol.asyncDispose]();
});
beforeEach(() => the.mailServer.accept());

let number = 0;
async function register(count: number): Promise<string[]> {
  const campaign = await announced(call, the.secretariat);
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const email = `restored-${(number += 1)}@bibliotek.example`;
    ids.push((await submitted(call, campaign, { contact: { ...contact, email } })).id);
  }
  return ids;
}

const messageIds = () => the.mailServer.messages.map(({ headers }) => headers['message-id']);
const goneTo = (ids: readonly string[]) => messageIds().filter((id) => ids.some((each) => id?.includes(each)));
const expectStatus = (ids: readonly string[], status: string) =>
  eventually(async () => {
    const { body } = await call('GET', `/v1/mails?status=${status}&limit=100`, { token: the.secretariat });
    const found = (body.items as { id: string }[]).map(({ id }) => id);
    expect(found).toEqual(expect.arrayContaining(ids.map((id) => `${id}.received`)));
  });

/** What is sent after this is sent by a sender that has looked at everything before. */
async function expectAnotherIsSent(): Promise<void> {
  const another = await register(1);
  await expectStatus(another, 'sent');
  expect(goneTo(another)).toHaveLength(1);
}

describe('after a database was restored', () => {
  it('mails that waited in the backup, and were sent after it, do not go again', async () => {
    the.mailServer.refuse('temporarily');
    const ids = await register(3);
    // Looked at in the backup itself: they are tried again meanwhile, and one that is in flight would count as abandoned only after minutes.
    const backup = await eventually(async () => {
      const mails = await database.collection('mails').find().toArray();
      expect(mails.map((mail) => [String(mail['_id']), String(mail['progress'].status)])).toEqual(
        expect.arrayContaining(ids.map((id) => [`${id}.received`, 'waiting'])),
      );
      return mails;
    });
    the.mailServer.accept();
    await expectStatus(ids, 'sent');

    await the.stop(the.service);
    await database.collection('mails').deleteMany({});
    await database.collection('mails').insertMany(backup);
    call = callerOf((await the.replica()).url);
    await expectStatus(ids, 'sent');
    await expectAnotherIsSent();
    expect(goneTo(ids)).toHaveLength(3);
  });

  it('mails of which the backup knows nothing are not sent again when what calls for them is published again', async () => {
    const ids = await register(2);
    await expectStatus(ids, 'sent');
    await database.collection('mails').deleteMany({});

    const token = await the.key.token('operator');
    await call('POST', '/v1/republications', { token, body: { newEpoch: { reason: 'restored from a backup' } } });
    await expectStatus(ids, 'sent');
    await expectAnotherIsSent();
    expect(goneTo(ids)).toHaveLength(2);
  });
});

describe('that a mail was sent', () => {
  const onRecord = async () => (await the.streams.manager.streams.info(the.streams.names.doneStream)).state.messages;

  it('is put on record later, where NATS has no room for it then', async () => {
    const { manager, names } = the.streams;
    await expectAnotherIsSent();
    const before = await onRecord();
    await manager.streams.update(names.doneStream, { max_bytes: 1 });
    const ids = await register(2);
    await expectStatus(ids, 'sent');
    expect(await onRecord()).toBe(before);

    await the.streams.provision();
    await eventually(async () => expect(await onRecord()).toBe(before + 2));
    await eventually(async () =>
      expect(await database.collection('mails').countDocuments({ unrecorded: true })).toBe(0),
    );
    expect(goneTo(ids)).toHaveLength(2);
  });

  it('is asked before: while nobody can say, mails wait', async () => {
    const { manager, names } = the.streams;
    await manager.streams.delete(names.doneStream);
    const ids = await register(2);
    await eventually(async () => {
      const tried = await database
        .collection('mails')
        .countDocuments({ registrationId: { $in: ids }, attempts: { $gt: 0 } });
      expect(tried).toBe(2);
    });
    await expectStatus(ids, 'waiting');
    expect(goneTo(ids)).toEqual([]);

    await the.streams.provision();
    await expectStatus(ids, 'sent');
    expect(goneTo(ids)).toHaveLength(2);
  });

  it('is asked before: while NATS is away, mails wait and are not tried', async () => {
    const way = await proxy(infrastructure().natsUrl);
    try {
      await using other = await running(import.meta.url, { NATS_URL: way.url });
      const mails = async () =>
        (await other.call('GET', '/v1/mails', { token: other.secretariat })).body.items as { attempts: number }[];
      other.mailServer.refuse('temporarily');
      await submitted(other.call, await announced(other.call, other.secretariat));
      await eventually(async () => expect((await mails())[0]?.attempts).toBeGreaterThan(0));

      const record = other.service.app.get(DoneRecord);
      way.cut();
      await eventually(() => expect(record.reachable).toBe(false));
      const looked = jest.spyOn(record, 'reachable', 'get');
      const hasLooked = (times: number) => eventually(() => expect(looked.mock.calls.length).toBeGreaterThan(times));
      // What was under way before has ended.
      await hasLooked(1);
      const before = await mails();
      other.mailServer.accept();
      // So often that they are due by then.
      await hasLooked(8);
      expect(await mails()).toEqual(before);
      expect(other.mailServer.messages).toEqual([]);

      way.restore();
      await eventually(async () => expect(await mails()).toMatchObject([{ status: 'sent' }]));
      expect(other.mailServer.messages).toHaveLength(1);
    } finally {
      await way.close();
    }
  });
});
