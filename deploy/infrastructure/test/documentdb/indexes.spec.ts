import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Long } from 'mongodb';
import type { MongoServerError } from 'mongodb';
import mongoose, { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { describeOnDebian, testDatabase } from './documentdb.ts';

interface Person {
  email: string;
  n: number;
}

describeOnDebian('indexes at the gateway', () => {
  const database = testDatabase();
  let connection: Connection;
  beforeAll(async () => {
    connection = await mongoose.createConnection(database.uri).asPromise();
  });
  afterAll(() => connection.destroy());

  describe('a unique index', () => {
    const duplicate = { name: 'MongoServerError', code: 11000, keyPattern: { email: 1 } };
    let people: Model<Person>;

    beforeAll(async () => {
      people = connection.model<Person>(
        'Person',
        new Schema<Person>({ email: { type: String, unique: true }, n: Number }),
      );
      await people.init();
      await people.insertMany([{ email: 'a' }, { email: 'b' }]);
    });

    it('refuses a second document, saying which key and value', async () => {
      await expect(people.create({ email: 'a' })).rejects.toMatchObject({
        ...duplicate,
        keyValue: { email: 'a' },
        message: expect.stringMatching(/^E11000 duplicate key error collection: test\.people index: email_1 dup key/),
      });
    });

    it('refuses an update and an upsert that would collide', async () => {
      await expect(people.updateOne({ email: 'b' }, { email: 'a' })).rejects.toMatchObject(duplicate);
      await expect(people.findOneAndUpdate({ email: 'b' }, { email: 'a' })).rejects.toMatchObject(duplicate);
      await expect(people.findOneAndUpdate({ email: 'z' }, { email: 'a' }, { upsert: true })).rejects.toMatchObject({
        ...duplicate,
        keyValue: { email: 'a' },
      });
      await expect(
        people.bulkWrite([{ updateOne: { filter: { email: 'b' }, update: { email: 'a' } } }]),
      ).rejects.toMatchObject({
        code: 11000,
      });
    });

    it('refuses the same _id', async () => {
      const { _id } = await people.findOne().orFail();
      await expect(people.create({ _id, email: 'other' })).rejects.toMatchObject({
        code: 11000,
        keyPattern: { _id: 1 },
        keyValue: { _id },
      });
    });

    it('refuses whatever the types are, and gives them back unchanged', async () => {
      const numbers = connection.collection('numbers');
      await numbers.createIndexes([{ key: { large: 1, at: 1 }, unique: true }]);
      const document = { large: Long.fromString('9007199254740993'), at: new Date(0) };
      await numbers.insertOne({ ...document });
      await expect(numbers.insertOne({ ...document })).rejects.toMatchObject({ code: 11000, keyValue: document });
    });

    it('lets an unordered insertMany through but for the duplicates, which it names by position', async () => {
      const refusal = people.insertMany([{ email: 'c' }, { email: 'a' }, { email: 'd' }, { email: 'b' }], {
        ordered: false,
      });
      await expect(refusal).rejects.toMatchObject({
        code: 11000,
        writeErrors: [{ err: { index: 1, code: 11000 } }, { err: { index: 3, code: 11000 } }],
      });
      expect(await people.countDocuments({ email: { $in: ['c', 'd'] } })).toBe(2);
    });

    it('stops an ordered insertMany at the first duplicate', async () => {
      await expect(people.insertMany([{ email: 'e' }, { email: 'a' }, { email: 'f' }])).rejects.toMatchObject({
        code: 11000,
      });
      expect(await people.distinct('email', { email: { $in: ['e', 'f'] } })).toEqual(['e']);
    });

    it('decides a race: of many at once exactly one gets through', async () => {
      const attempts = Array.from({ length: 30 }, (_, n) => people.create({ email: 'race', n }));
      const outcomes = await Promise.allSettled(attempts);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected')
          expect(outcome.reason).toMatchObject({ code: 11000, keyValue: { email: 'race' } });
      }
    });

    it('decides a race of upserts: one inserts, the others update', async () => {
      const increments = Array.from({ length: 30 }, () =>
        people
          .findOneAndUpdate({ email: 'counter' }, { $inc: { n: 1 } }, { upsert: true })
          .catch((error: unknown) => (error as MongoServerError).code),
      );
      const collided = (await Promise.all(increments)).filter((outcome) => outcome === 11000).length;
      expect(await people.findOne({ email: 'counter' }).lean()).toMatchObject({ n: 30 - collided });
    });

    it('decides a race of bulks that meet in opposite order', async () => {
      const bulk = Array.from({ length: 200 }, (_, n) => ({ email: `bulk-${n}` }));
      const insert = (documents: object[]) =>
        people.insertMany(documents, { ordered: false }).catch((error: unknown) => error);
      for (const outcome of await Promise.all([insert(bulk), insert([...bulk].reverse()), insert(bulk)])) {
        if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 11000 });
      }
      expect(await people.countDocuments({ email: /^bulk-/ })).toBe(200);
    });

    it('over an array refuses an element that another document has', async () => {
      const tagged = connection.collection('tagged');
      await tagged.createIndexes([{ key: { tags: 1 }, unique: true }]);
      await tagged.insertOne({ tags: ['a', 'b'] });
      await expect(tagged.insertOne({ tags: ['c', 'b'] })).rejects.toMatchObject({ code: 11000 });
    });

    it('over existing duplicates is refused', async () => {
      const twice = connection.collection('twice');
      await twice.insertMany([{ a: 1 }, { a: 1 }]);
      await expect(twice.createIndexes([{ key: { a: 1 }, unique: true }])).rejects.toMatchObject({ code: 11000 });
    });
  });

  describe('a partial index', () => {
    const live = (n: number, filter: object, inside: object, outside: object) =>
      it(`on ${JSON.stringify(filter)} is unique inside the filter and not outside`, async () => {
        const collection = connection.collection(`partial-${n}`);
        await collection.createIndexes([{ key: { key: 1 }, unique: true, partialFilterExpression: filter }]);

        await collection.insertMany([
          { key: 1, ...outside },
          { key: 1, ...outside },
          { key: 1, ...inside },
        ]);
        await expect(collection.insertOne({ key: 1, ...inside })).rejects.toMatchObject({
          code: 11000,
          keyPattern: { key: 1 },
        });
        await expect(collection.updateOne(outside, { $set: inside })).rejects.toMatchObject({ code: 11000 });
        expect(await collection.countDocuments({ key: 1 })).toBe(3);
      });

    live(1, { status: 'live' }, { status: 'live' }, { status: 'gone' });
    live(2, { status: { $in: ['submitted', 'confirmed'] } }, { status: 'confirmed' }, { status: 'withdrawn' });
    live(3, { live: true }, { live: true }, { live: false });
    live(4, { number: { $exists: true } }, { number: '556' }, { other: 1 });
    live(5, { number: { $type: 'string' } }, { number: '556' }, { number: null });
    live(
      6,
      { $and: [{ status: 'live' }, { weight: { $gt: 3 } }] },
      { status: 'live', weight: 4 },
      { status: 'live', weight: 3 },
    );

    it('on the ids of an embedded array finds the documents that have any', async () => {
      const outboxes = connection.collection('outboxes');
      await outboxes.createIndexes([
        { key: { 'outbox.id': 1 }, partialFilterExpression: { 'outbox.id': { $exists: true } } },
      ]);
      await outboxes.insertMany([
        { _id: 1, outbox: [] },
        { _id: 2, outbox: [{ id: 'e1' }, { id: 'e2' }] },
        { _id: 3 },
      ] as object[]);

      const waiting = () => outboxes.find({ 'outbox.id': { $exists: true } }, { projection: { _id: 1 } }).toArray();
      expect(await waiting()).toEqual([{ _id: 2 }]);
      await outboxes.updateOne({ 'outbox.id': 'e1' }, { $pull: { outbox: { id: { $in: ['e1', 'e2'] } } } } as object);
      expect(await waiting()).toEqual([]);
    });

    it.each([{ a: { $ne: 1 } }, { a: { $exists: false } }, { a: { $nin: [1] } }, { a: { $not: { $gt: 1 } } }])(
      'on %j is refused, as MongoDB refuses it',
      async (filter) => {
        const refusal = connection
          .collection('refused')
          .createIndexes([{ key: { a: 1 }, partialFilterExpression: filter }]);
        await expect(refusal).rejects.toMatchObject({ code: 67 });
      },
    );
  });

  it('may be sparse: any number of documents without the field', async () => {
    const sparse = connection.collection('sparse');
    await sparse.createIndexes([{ key: { number: 1 }, unique: true, sparse: true }]);
    await sparse.insertMany([{ a: 1 }, { a: 2 }, { number: 1 }]);
    await expect(sparse.insertOne({ number: 1 })).rejects.toMatchObject({ code: 11000 });
  });

  it('may expire documents', async () => {
    const expiring = connection.collection('expiring');
    await expiring.createIndexes([{ key: { at: 1 }, expireAfterSeconds: 1 }]);
    expect(await expiring.indexes()).toContainEqual(expect.objectContaining({ key: { at: 1 }, expireAfterSeconds: 1 }));
  });

  it('may be text and geographical', async () => {
    const venues = connection.collection('venues');
    await venues.createIndexes([{ key: { title: 'text' }, default_language: 'swedish' }]);
    await venues.createIndexes([{ key: { position: '2dsphere' } }]);
    await venues.insertMany([
      { title: 'Biblioteket i Borlänge', position: { type: 'Point', coordinates: [15.43, 60.48] } },
      { title: 'Medborgarkontoret', position: { type: 'Point', coordinates: [18.06, 59.33] } },
    ]);
    expect(await venues.countDocuments({ $text: { $search: 'biblioteket' } })).toBe(1);
    const near = { $near: { $geometry: { type: 'Point', coordinates: [15.6, 60.6] }, $maxDistance: 50_000 } };
    expect(await venues.find({ position: near }).toArray()).toMatchObject([{ title: 'Biblioteket i Borlänge' }]);
  });

  it('are listed, made twice without harm, synchronised by mongoose, and dropped', async () => {
    const schema = new Schema({ a: Number, b: Number }).index({ a: 1, b: -1 });
    const indexed = connection.model('Indexed', schema);
    await indexed.init();
    await indexed.createIndexes();
    expect(await indexed.listIndexes()).toMatchObject([{ name: '_id_' }, { name: 'a_1_b_-1' }]);

    await indexed.collection.createIndexes([{ key: { b: 1 } }]);
    expect(await indexed.syncIndexes()).toEqual(['b_1']);
    await indexed.collection.dropIndex('a_1_b_-1');
    expect(await indexed.listIndexes()).toHaveLength(1);
    await expect(connection.collection('nowhere').indexes()).rejects.toMatchObject({ code: 26 });
  });
});
