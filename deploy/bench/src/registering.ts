import { Agent, request } from 'node:http';
import { eachOf } from '@kraftsamling/acceptance/api';
import { registrationFor } from '@kraftsamling/acceptance/requests';
import { municipalities } from '@kraftsamling/geography';
import type { Platform } from '@kraftsamling/platform';
import { MongoClient } from 'mongodb';
import type { Document } from 'mongodb';

export const AT_ONCE = 32;
const A_ROUND = 1_500;

/** Registrations a second over HTTP, each of an organisation that is new: two documents and their events. */
export async function registerOverHttp(platform: Platform, campaignId: string, round: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const url = `${platform.service('registrations').url.replace('localhost', '127.0.0.1')}/v1/registrations`;
  const bodies = Array.from({ length: A_ROUND }, (_, n) =>
    JSON.stringify(registrationFor(campaignId, `Bibliotek ${round}-${n}`, municipalities[n % 290]?.code ?? '')),
  );
  const perSecond = await timed(bodies, (body) => post(url, body, agent));
  agent.destroy();
  return perSecond;
}

/** The ceiling: the very documents that registering writes, inserted by the bare driver, two for each registration. */
export async function insertBare(mongodbUri: string, round: number): Promise<number> {
  await using client = await MongoClient.connect(mongodbUri);
  const source = client.db('registrations');
  const [organisation, registration] = (await Promise.all(
    ['organisations', 'registrations'].map((name) => source.collection(name).findOne({}, { sort: { _id: -1 } })),
  )) as unknown as [Document, Document];
  // Published by now, so their outboxes are empty; while they are written there is an event in each.
  const event = { id: 'x'.repeat(36), at: new Date(), subject: 'x'.repeat(70), event: 'x'.repeat(900) };

  const target = client.db('bench');
  const collections = {
    organisations: target.collection(`organisations-${round}`),
    registrations: target.collection(`registrations-${round}`),
  };
  for (const name of ['organisations', 'registrations'] as const) {
    const indexes = await source.collection(name).indexes();
    for (const { key, v: _v, ns: _ns, ...options } of indexes.filter(({ name: index }) => index !== '_id_'))
      await collections[name].createIndex(key, options, {});
  }
  const numbers = Array.from({ length: A_ROUND }, (_, n) => n);
  const perSecond = await timed(numbers, async (n) => {
    const id = `bench-${round}-${n}`;
    await collections.organisations.insertOne({
      ...organisation,
      _id: id as never,
      state: { ...stateOf(organisation), identity: id },
      outbox: [event],
    });
    await collections.registrations.insertOne({
      ...registration,
      _id: id as never,
      state: { ...stateOf(registration), organisationId: id },
      outbox: [event],
    });
  });
  await target.dropDatabase();
  return perSecond;
}

export async function timed<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await eachOf(items, AT_ONCE, work);
  return items.length / ((performance.now() - started) / 1000);
}

function stateOf(document: Document): Record<string, unknown> {
  return document['state'] as Record<string, unknown>;
}

/** Node's own client is lighter than fetch: on two cores the client's work is taken from the service. Answers the status. */
export function post(
  url: string,
  body: string,
  agent: Agent,
  { token, expected = [201] }: { token?: string; expected?: readonly number[] } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
      },
      (response) => {
        const { statusCode = 0 } = response;
        response.resume();
        response.once('end', () =>
          expected.includes(statusCode) ? resolve(statusCode) : reject(new Error(`${url} answered ${statusCode}`)),
        );
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
