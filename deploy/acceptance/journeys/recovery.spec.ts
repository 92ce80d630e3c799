import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventOf, registrationConfirmed } from '@kraftsamling/contracts';
import type { RegistrationData } from '@kraftsamling/contracts';
import { municipalities } from '@kraftsamling/geography';
import { TestStreams } from '@kraftsamling/messaging/testing';
import { eventually } from '@kraftsamling/testing';
import { MongoClient } from 'mongodb';
import type { Document } from 'mongodb';
import type { Api } from '../src/api.ts';
import { eachOf } from '../src/api.ts';
import { openCampaign, registrationFor } from '../src/requests.ts';
import { expectExactly, expectOrganisations } from './exactness.ts';
import { world } from './world.ts';
import type { World } from './world.ts';

const CAMPAIGN = 'drill';

let all: World;
let registrations: Api;
let operator: Api;
let database: MongoClient;
const acknowledged = new Set<string>();
beforeAll(async () => {
  all = await world();
  registrations = all.api('registrations');
  operator = all.api('registrations', 'operator');
  database = await MongoClient.connect(all.platform.infrastructure.mongodbUri);
  await openCampaign(all.api('registrations', 'secretariat'), CAMPAIGN);
  await register(60);
  await expectExactly(all, CAMPAIGN, acknowledged);
});
afterAll(async () => {
  await database.close();
  await all[Symbol.asyncDispose]();
});

describe('the platform', () => {
  it('is exact again after somebody has forged events far ahead: quarantine, and a new epoch of the owner', async () => {
    const events = await forge();
    await eventually(async () => expect((await registered()).total).toBe(acknowledged.size + 1));
    await eventually(async () => expect(await replicated('matchmaking')).toContain('forged'));

    const found = performance.now();
    for (const eventId of events)
      for (const service of ['statistics', 'matchmaking'])
        await all.api(service, 'operator').post('/v1/quarantined-events', { eventId, reason: 'never published by registrations' }); // prettier-ignore
    await newEpoch('somebody has forged events');
    await expectExactly(all, CAMPAIGN, acknowledged);
    await expectReplicas();
    await expectVerified();
    say('After a forgery', found);
  });

  it('is exact again after an owner was restored from an older backup, and sends no mail twice', async () => {
    await eventually(() => expect(received()).toBe(acknowledged.size));
    const backup = await backedUp();
    const inBackup = new Set(acknowledged);
    await register(40);
    await expectExactly(all, CAMPAIGN, acknowledged);
    await eventually(() => expect(received()).toBe(acknowledged.size));

    await all.platform.service('registrations').kill();
    await restore(backup);
    const found = performance.now();
    await all.platform.service('registrations').start();
    await newEpoch('restored from a backup');
    await expectExactly(all, CAMPAIGN, inBackup);
    await expectOrganisations(all, inBackup.size);
    await expectReplicas();
    await expectVerified();
    say('After a restore', found);

    acknowledged.clear();
    for (const name of inBackup) acknowledged.add(name);
    const before = received();
    await register(5);
    await expectExactly(all, CAMPAIGN, acknowledged);
    await eventually(() => expect(received()).toBe(before + 5));
    const ids = all.platform.mailbox.messages.map(({ headers }) => headers['message-id']);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

let number = 0;

async function register(count: number): Promise<void> {
  const names = Array.from({ length: count }, () => `${CAMPAIGN} ${(number += 1)}`);
  await eachOf(names, 8, async (name) => {
    const place = municipalities[number % municipalities.length]?.code ?? '';
    const body = registrationFor(CAMPAIGN, name, place);
    const contact = { ...body.contact, email: `${name.replaceAll(' ', '-')}@bibliotek.example` };
    await registrations.post('/v1/registrations', { ...body, contact });
    acknowledged.add(name);
  });
}

/** One registration that never was, and one that says something else than its owner. */
async function forge(): Promise<string[]> {
  const streams = await TestStreams.open(all.platform.infrastructure.natsUrl, '', 'registrations');
  const documents = await database.db('registrations').collection('registrations').find().limit(1).toArray();
  const existing = String(documents[0]?._id);
  const ids: string[] = [];
  for (const id of ['forged', existing]) {
    const data: RegistrationData = { ...registrationConfirmed.example, id, campaignId: CAMPAIGN };
    const event = eventOf(registrationConfirmed, { id: crypto.randomUUID(), subject: id, version: 990_999, time: new Date(), data }); // prettier-ignore
    await streams.publishEvent(registrationConfirmed, event);
    ids.push(event.id);
  }
  await streams.nats.drain();
  return ids;
}

async function newEpoch(reason: string): Promise<void> {
  const { id } = await operator.post<{ id: string }>('/v1/republications', { newEpoch: { reason } });
  await eventually(async () =>
    expect((await operator.get<{ status: string }>(`/v1/republications/${id}`)).status).toBe('completed'),
  );
}

async function registered(): Promise<{ total: number }> {
  const { figures } = await all
    .api('statistics')
    .get<{ figures: { registrations: { total: number } } }>(`/v1/figures/${CAMPAIGN}`);
  return figures.registrations;
}

async function replicated(service: string, collection = 'registrations'): Promise<string[]> {
  const found = await database
    .db(service)
    .collection(collection)
    .find({}, { projection: { _id: 1 } })
    .toArray();
  return found.map(({ _id }) => String(_id)).sort();
}

/** Every replica of what registrations owns has what it has, and nothing else. */
async function expectReplicas(): Promise<void> {
  const replicas = { matchmaking: ['registrations', 'organisations'], activities: ['organisations'], nominations: ['organisations'] }; // prettier-ignore
  for (const [service, collections] of Object.entries(replicas))
    for (const collection of collections)
      await eventually(async () =>
        expect(await replicated(service, collection)).toEqual(await replicated('registrations', collection)),
      );
}

async function expectVerified(): Promise<void> {
  const verify = () => all.api('statistics', 'operator').post('/v1/verifications');
  await eventually(async () => expect(await verify()).toMatchObject({ equal: true, addsUp: true, complete: true }));
}

const received = () => all.platform.mailbox.messages.filter(({ headers }) => headers['message-id']?.includes('.received@')).length; // prettier-ignore

async function backedUp(): Promise<ReadonlyMap<string, Document[]>> {
  const collections = await database.db('registrations').collections();
  const contents = collections.map(async (each) => [each.collectionName, await each.find().toArray()] as const);
  return new Map(await Promise.all(contents));
}

/** Indexes stay; what lies in them is as it was. */
async function restore(backup: ReadonlyMap<string, Document[]>): Promise<void> {
  for (const collection of await database.db('registrations').collections()) {
    await collection.deleteMany({});
    const documents = backup.get(collection.collectionName) ?? [];
    if (documents.length > 0) await collection.insertMany(documents);
  }
}

function say(what: string, since: number): void {
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  process.stdout.write(`${what}: exact again after ${seconds} s, ${acknowledged.size} registrations\n`);
}
