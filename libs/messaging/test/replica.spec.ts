import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventOf, firstVersionOf, organisationAmended, registrationsRepublished } from '@kraftsamling/contracts';
import type { CloudEvent, OrganisationData } from '@kraftsamling/contracts';
import fc from 'fast-check';
import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { isolation } from '@kraftsamling/testing';
import { NotYet } from '../src/store/not-yet.ts';
import { Replica } from '../src/store/replica.ts';

class Organisations extends Replica<OrganisationData> {
  constructor(connection: Connection, collection: string) {
    super(connection, collection, 'registrations.organisation');
  }

  async named(part: string, most = 10): Promise<string[]> {
    return (await this.containing('name', part, most)).map(([id]) => id);
  }
}

const isolated = isolation(import.meta.url);
let connection: Connection;
let number = 0;
beforeEach(async () => {
  const { MONGODB_URI, MONGODB_DATABASE } = isolated.env;
  connection = await mongoose.createConnection(MONGODB_URI, { dbName: MONGODB_DATABASE }).asPromise();
});
afterEach(async () => {
  await connection.close();
  await isolated.cleanup();
});

const replica = () => new Organisations(connection, `organisations-${(number += 1)}`);

function said(id: string, version: number, name = `${id} at ${version}`): CloudEvent<OrganisationData> {
  const data = { ...organisationAmended.example, id, name };
  return eventOf(organisationAmended, { id: uuid(), subject: id, version, time: new Date(), data });
}

function completed(epoch: number, count: number) {
  return { ...registrationsRepublished.example, epoch, aggregates: [{ aggregate: 'organisation', count }] };
}

const names = async (organisations: Organisations, ids: string[]) =>
  Object.fromEntries([...(await organisations.known(ids))].map(([id, { name }]) => [id, name]));

/** As the settlement does it. */
async function onceItsTurnHasCome(handle: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await handle();
      return;
    } catch (error) {
      if (!(error instanceof NotYet)) throw error;
    }
  }
}

describe('a replica', () => {
  it.each([
    ['wifi', ['wifi']],
    ['WI FI', ['wifi']],
    ['wi-fi i väst', ['wifi']],
    ['ehälsa', ['e-health', 'health']],
    ['e-hälsa', ['e-health', 'health']],
    ['E\u2011HÄLSA', ['e-health', 'health']],
    ['h-älsa', ['e-health', 'health']],
    ['ha\u0308lsa', ['e-health', 'health']],
    ['hälsa (norr)', ['health']],
    ['hälsa norr', []],
    ['.*', []],
    ['-', []],
  ])('finds by a part of a name, wherever hyphens are: %s', async (part, found) => {
    const organisations = replica();
    await organisations.apply(said('wifi', 1, 'Wi\u2011Fi i väst'));
    await organisations.apply(said('health', 1, 'Ehälsa (norr)'));
    await organisations.apply(said('e-health', 1, 'E-hälsa, Borlänge'));
    expect(await organisations.named(part)).toEqual(found);
    expect(await organisations.named(part, 1)).toEqual(found.slice(0, 1));
  });

  it('believes an owner that begins a new epoch, whatever version it had taken before', async () => {
    const organisations = replica();
    await organisations.apply(said('a', 990_999, 'forged'));
    await organisations.apply(said('a', 3, 'true'));
    expect(await names(organisations, ['a'])).toEqual({ a: 'forged' });

    await organisations.apply(said('a', firstVersionOf(25_000) + 3, 'true'));
    await organisations.apply(said('a', 990_999, 'forged'));
    expect(await names(organisations, ['a'])).toEqual({ a: 'true' });
  });

  it('lets go of what the owner no longer has, once everything that it has has come', async () => {
    const organisations = replica();
    await organisations.apply(said('kept', 2));
    await organisations.apply(said('gone', 7));

    await expect(organisations.removeMissing(completed(25_000, 1))).rejects.toThrow(NotYet);
    expect(Object.keys(await names(organisations, ['kept', 'gone']))).toHaveLength(2);

    await organisations.apply(said('kept', firstVersionOf(25_000) + 2));
    await organisations.removeMissing(completed(25_000, 1));
    expect(Object.keys(await names(organisations, ['kept', 'gone']))).toEqual(['kept']);
    await organisations.apply(said('gone', 8));
    expect(Object.keys(await names(organisations, ['kept', 'gone']))).toEqual(['kept']);
  });

  it('keeps everything where nothing was begun anew', async () => {
    const organisations = replica();
    await organisations.apply(said('a', 1));
    await organisations.removeMissing(completed(0, 5));
    expect(Object.keys(await names(organisations, ['a']))).toEqual(['a']);
  });

  it('has in the end what the owner has, in whatever order and however often its events come, and whoever handles them side by side', async () => {
    const epochs = [25_000, 25_001];
    // Whatever the first epochs have lost is not in the last.
    const history = [
      ...['a', 'b', 'c', 'd'].map((id) => said(id, 4)),
      ...['a', 'b', 'c'].map((id) => said(id, firstVersionOf(25_000) + 4)),
      completed(25_000, 3),
      ...['a', 'b', 'new'].map((id) => said(id, firstVersionOf(25_001) + 1)),
      completed(25_001, 3),
    ];
    const orders = fc.shuffledSubarray([...history, ...history], { minLength: 2 * history.length });
    await fc.assert(
      fc.asyncProperty(orders, async (deliveries) => {
        const organisations = replica();
        await Promise.all(
          deliveries.map(async (delivery) => {
            if ('specversion' in delivery) await organisations.apply(delivery);
            else await onceItsTurnHasCome(() => organisations.removeMissing(delivery));
          }),
        );
        const expected = Object.fromEntries(['a', 'b', 'new'].map((id) => [id, `${id} at ${firstVersionOf(epochs[1] ?? 0) + 1}`])); // prettier-ignore
        expect(await names(organisations, ['a', 'b', 'c', 'd', 'new'])).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
