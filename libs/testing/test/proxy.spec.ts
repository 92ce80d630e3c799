import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { eventually } from '../src/eventually.ts';
import { isolation } from '../src/isolation.ts';
import { proxy } from '../src/proxy.ts';
import type { Proxy } from '../src/proxy.ts';

describe('proxy before a real database', () => {
  const own = isolation(import.meta.url);
  let way: Proxy;
  let client: MongoClient;

  beforeAll(async () => {
    way = await proxy(own.env.MONGODB_URI);
    client = new MongoClient(way.url, {
      serverSelectionTimeoutMS: 5000,
      connectTimeoutMS: 1000,
      socketTimeoutMS: 5000,
    });
  });

  afterAll(async () => {
    await client.close();
    await way.close();
    await own.cleanup();
  });

  it('leads to it', async () => {
    await client.db(own.database).collection('things').insertOne({ here: true });
    expect(await count()).toBe(1);
  });

  it('takes it away and gives it back', async () => {
    way.cut();
    await expect(count()).rejects.toThrow();

    way.restore();
    await eventually(async () => expect(await count()).toBe(1));
  });

  it('makes it silent, and lets it speak again', async () => {
    way.pause();
    await expect(count()).rejects.toThrow();

    way.resume();
    await eventually(async () => expect(await count()).toBe(1));
  });

  function count(): Promise<number> {
    return client.db(own.database).collection('things').countDocuments();
  }
});
