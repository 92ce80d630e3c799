import { describe, expect, it } from '@jest/globals';
import { createConnection } from 'mongoose';
import { collectionOf } from './collection-of.ts';
import { isOutage } from './outage.ts';

describe('a collection whose database is away', () => {
  const connection = createConnection();
  const away = (work: () => unknown) => {
    try {
      work();
      return false;
    } catch (error) {
      return isOutage(error);
    }
  };

  it('gives no cursor, and says why: it is an outage, and nobody’s bug', () => {
    const collection = collectionOf(connection, 'books');
    expect(away(() => collection.find({}).sort({ _id: 1 }))).toBe(true);
    expect(away(() => collection.aggregate([]).toArray())).toBe(true);
  });

  it('lets everything else wait for the connection', async () => {
    Object.assign(connection.config, { bufferTimeoutMS: 20 });
    await expect(collectionOf(connection, 'books').insertOne({})).rejects.toThrow(/buffering timed out/);
  });
});
