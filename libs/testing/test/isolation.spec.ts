import { afterAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { isolation } from '../src/isolation.ts';

describe('isolation', () => {
  const own = isolation(import.meta.url);
  const other = isolation(import.meta.url);
  const client = new MongoClient(own.env.MONGODB_URI);

  afterAll(async () => {
    await other.cleanup();
    await client.close();
  });

  it('gives each test file names of its own, which name the file', () => {
    expect(own.database).toMatch(/^isolation-[0-9a-f]{8}$/);
    expect(own.database).not.toBe(other.database);
  });

  it('gives names that a database and a NATS subject can have', () => {
    const { database, namespace } = isolation('/a b/När matchning.skedde_med-ett-mycket-långt-namn-här.spec.ts');
    expect(database.length).toBeLessThanOrEqual(39);
    expect(namespace).toMatch(/^[a-z0-9-]+$/);
  });

  it('carries the settings of a service', () => {
    expect(own.env).toMatchObject({ MONGODB_DATABASE: own.database, EVENTS_NAMESPACE: own.namespace });
    expect(own.env.NATS_URL).toMatch(/^nats:/);
  });

  it('drops its own databases when cleaned up, and nobody else’s', async () => {
    for (const name of [own.database, `${own.database}-statistics`, other.database]) {
      await client.db(name).collection('things').insertOne({ here: true });
    }

    await own.cleanup();

    const names = await databases();
    expect(names.filter((name) => name.startsWith(own.database))).toEqual([]);
    expect(names).toContain(other.database);
  });

  it('can be cleaned up twice, and unused', async () => {
    await own.cleanup();
    await expect(isolation('unused.spec.ts').cleanup()).resolves.toBeUndefined();
  });

  async function databases(): Promise<string[]> {
    const answer = await client.db('admin').admin().listDatabases({ nameOnly: true });
    return answer.databases.map(({ name }) => name);
  }
});
