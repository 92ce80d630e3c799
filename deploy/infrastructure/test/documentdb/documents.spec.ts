import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import mongoose, { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { describeOnDebian, testDatabase } from './documentdb.ts';

interface Place {
  name: string;
  county: string;
  people: number;
  tags: string[];
  visits: { by: string; at: Date }[];
}

describeOnDebian('mongoose at the gateway', () => {
  const database = testDatabase();
  let connection: Connection;
  let places: Model<Place>;

  beforeAll(async () => {
    connection = await mongoose.createConnection(database.uri).asPromise();
    places = connection.model<Place>(
      'Place',
      new Schema<Place>({
        name: { type: String, required: true },
        county: String,
        people: Number,
        tags: [String],
        visits: [{ _id: false, by: String, at: Date }],
      }),
    );
  });
  afterAll(() => connection.destroy());
  beforeEach(async () => {
    await places.deleteMany();
  });

  it('creates, reads, changes and deletes', async () => {
    const { _id } = await places.create({ name: 'Borlänge', county: '20', people: 52_000, tags: ['dalarna'] });
    expect(await places.findById(_id).lean()).toMatchObject({ name: 'Borlänge', tags: ['dalarna'] });

    const place = await places.findById(_id).orFail();
    place.people += 1;
    place.visits.push({ by: 'Åsa', at: new Date('2024-11-15T09:00:00Z') });
    await place.save();
    expect(await places.findOne({ 'visits.by': 'Åsa' }).lean()).toMatchObject({ people: 52_001 });

    expect(await places.deleteOne({ _id })).toMatchObject({ deletedCount: 1 });
    expect(await places.findById(_id)).toBeNull();
  });

  it('updates with operators, array filters, pipelines and upserts', async () => {
    await places.create({ name: 'Falun', people: 1, visits: [{ by: 'a' }, { by: 'b' }] });

    await places.updateOne({ name: 'Falun' }, { $inc: { people: 2 }, $push: { tags: { $each: ['x', 'y'] } } });
    await places.updateOne({ name: 'Falun' }, { $set: { 'visits.$[v].by': 'c' } }, { arrayFilters: [{ 'v.by': 'b' }] });
    await places.updateOne({ name: 'Falun' }, { $pull: { tags: { $in: ['x'] } } });
    await places.updateOne({ name: 'Falun' }, [{ $set: { people: { $multiply: ['$people', 10] } } }], {
      updatePipeline: true,
    });
    const upserted = await places.updateOne({ name: 'Mora' }, { $setOnInsert: { people: 7 } }, { upsert: true });

    expect(await places.findOne({ name: 'Falun' }).lean()).toMatchObject({
      people: 30,
      tags: ['y'],
      visits: [{ by: 'a' }, { by: 'c' }],
    });
    expect(upserted).toMatchObject({ matchedCount: 0, upsertedCount: 1 });
  });

  it('finds and changes in one step, answering the document before or after', async () => {
    await places.create({ name: 'Leksand', people: 1 });
    const change = { $inc: { people: 1 } };
    expect(await places.findOneAndUpdate({ name: 'Leksand' }, change).lean()).toMatchObject({ people: 1 });
    expect(
      await places.findOneAndUpdate({ name: 'Leksand' }, change, { returnDocument: 'after' }).lean(),
    ).toMatchObject({
      people: 3,
    });
    expect(await places.findOneAndDelete({ name: 'Leksand' }).lean()).toMatchObject({ people: 3 });
    expect(await places.findOneAndUpdate({ name: 'Leksand' }, change)).toBeNull();
  });

  it('writes in bulk and counts what it did', async () => {
    await places.insertMany([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    const result = await places.bulkWrite([
      { insertOne: { document: { name: 'd' } } },
      { updateOne: { filter: { name: 'a' }, update: { people: 5 } } },
      { updateMany: { filter: { name: { $in: ['b', 'c'] } }, update: { people: 6 } } },
      { replaceOne: { filter: { name: 'e' }, replacement: { name: 'e' }, upsert: true } },
      { deleteOne: { filter: { name: 'd' } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 3,
      modifiedCount: 3,
      upsertedCount: 1,
      deletedCount: 1,
    });
    expect(await places.distinct('name')).toEqual(['a', 'b', 'c', 'e']);
  });

  it('writes without waiting for an answer, in order with what follows', async () => {
    const client = await mongoose.createConnection(database.uri, { maxPoolSize: 1 }).asPromise();
    const unacknowledged = client.collection('unacknowledged');
    for (let n = 0; n < 20; n++) await unacknowledged.insertOne({ n }, { writeConcern: { w: 0 } });
    expect(await unacknowledged.countDocuments()).toBe(20);
    await client.destroy();
  });

  it.each([
    ['in natural order', {}],
    ['sorted', { people: -1 as const }],
  ])('reads over several pages %s', async (_, sort) => {
    await places.insertMany(Array.from({ length: 1_000 }, (__, n) => ({ name: `p${n}`, people: n })));

    const cursor = places.find().sort(sort).batchSize(90).lean().cursor();
    const seen = new Set<number>();
    for await (const { people } of cursor) seen.add(people);
    expect(seen.size).toBe(1_000);
  });

  it('reads several cursors side by side, and forgets those that are closed early', async () => {
    await places.insertMany(Array.from({ length: 300 }, (_, n) => ({ name: `p${n}`, people: n })));
    const cursors = Array.from({ length: 10 }, () =>
      places.collection.find({}, { sort: { people: 1 }, batchSize: 20 }),
    );

    for (let n = 0; n < 300; n++) {
      expect(await Promise.all(cursors.map(async (cursor) => (await cursor.next())?.['people'] as number))).toEqual(
        cursors.map(() => n),
      );
    }
    const early = places.collection.find({}, { batchSize: 20 });
    await early.next();
    const { id } = early;
    await early.close();
    await expect(connection.db!.command({ getMore: id, collection: 'places' })).rejects.toMatchObject({ code: 43 });
  });

  it('carries documents of several megabytes', async () => {
    const large = 'å'.repeat(3_000_000);
    await places.create({ name: large });
    expect((await places.findOne().lean())!.name).toBe(large);
  });

  it('aggregates: groups, facets, joins, unwinds, merges', async () => {
    await connection.collection('counties').deleteMany({});
    await connection.collection('counties').insertMany([{ code: '20', label: 'Dalarna' }]);
    await places.insertMany([
      { name: 'Borlänge', county: '20', people: 52, tags: ['a', 'b'] },
      { name: 'Falun', county: '20', people: 59, tags: ['b'] },
      { name: 'Umeå', county: '24', people: 130, tags: [] },
    ]);

    expect(
      await places.aggregate([{ $group: { _id: '$county', people: { $sum: '$people' } } }, { $sort: { _id: 1 } }]),
    ).toEqual([
      { _id: '20', people: 111 },
      { _id: '24', people: 130 },
    ]);
    expect(
      await places.aggregate([
        { $facet: { many: [{ $count: 'n' }], large: [{ $match: { people: { $gt: 100 } } }, { $count: 'n' }] } },
      ]),
    ).toEqual([{ many: [{ n: 3 }], large: [{ n: 1 }] }]);
    expect(
      await places.aggregate([
        { $match: { name: 'Falun' } },
        { $lookup: { from: 'counties', localField: 'county', foreignField: 'code', as: 'in' } },
        { $unwind: '$in' },
        { $project: { _id: 0, name: 1, label: '$in.label' } },
      ]),
    ).toEqual([{ name: 'Falun', label: 'Dalarna' }]);
    expect(await places.aggregate([{ $unwind: '$tags' }, { $sortByCount: '$tags' }])).toEqual([
      { _id: 'b', count: 2 },
      { _id: 'a', count: 1 },
    ]);

    await places.aggregate([{ $group: { _id: '$county', n: { $sum: 1 } } }, { $merge: { into: 'sums' } }]);
    expect(await connection.collection('sums').countDocuments()).toBe(2);
  });

  it('knows the day of an instant in Stockholm by $dateToString', async () => {
    await places.create({ name: 'late', visits: [{ by: 'a', at: new Date('2024-11-15T23:30:00Z') }] });
    const day = { $dateToString: { date: { $first: '$visits.at' }, format: '%Y-%m-%d', timezone: 'Europe/Stockholm' } };
    expect(await places.aggregate([{ $project: { _id: 0, day } }])).toEqual([{ day: '2024-11-16' }]);
  });

  it('lists, creates and drops collections and databases', async () => {
    await connection.createCollection('fresh');
    expect((await connection.listCollections()).map(({ name }) => name)).toContain('fresh');
    await connection.dropCollection('fresh');
    expect((await connection.listCollections()).map(({ name }) => name)).not.toContain('fresh');

    const other = connection.useDb('other');
    await other.collection('things').insertOne({ n: 1 });
    expect((await connection.listDatabases()).databases.map(({ name }) => name)).toContain('other');
    await other.dropDatabase();
    expect(await other.collection('things').countDocuments()).toBe(0);
  });

  it('refuses what is not there with the code MongoDB has for it', async () => {
    const command = (document: Record<string, unknown>) => connection.db!.command(document);
    await expect(command({ frobnicate: 1 })).rejects.toMatchObject({ code: 59 });
    await expect(command({ constructor: 1 })).rejects.toMatchObject({ code: 59 });
    await expect(places.collection.find({ people: { $frob: 1 } }).toArray()).rejects.toMatchObject({ code: 2 });
    await expect(places.collection.updateOne({ name: 'x' }, { $unknown: 1 })).rejects.toMatchObject({
      code: 9,
    });
  });
});
