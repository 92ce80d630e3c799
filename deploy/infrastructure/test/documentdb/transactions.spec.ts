import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import type { ClientSession, Collection } from 'mongodb';
import mongoose, { Schema } from 'mongoose';
import { until } from '../../src/until.ts';
import { describeOnDebian, testDatabase } from './documentdb.ts';

interface Account {
  _id: string;
  amount: number;
  email?: string;
}

const conflict = { code: 112, errorLabels: ['TransientTransactionError'] };

describeOnDebian('transactions at the gateway', () => {
  const database = testDatabase();
  let client: MongoClient;
  let accounts: Collection<Account>;

  beforeAll(async () => {
    client = await new MongoClient(database.uri).connect();
    accounts = client.db('bank').collection('accounts');
    await accounts.createIndexes([{ key: { email: 1 }, unique: true, sparse: true }]);
  });
  afterAll(() => client.close());
  beforeEach(async () => {
    await accounts.deleteMany();
    await accounts.insertMany([
      { _id: 'a', amount: 100 },
      { _id: 'b', amount: 100 },
    ]);
  });

  const amountOf = async (_id: string) => (await accounts.findOne({ _id }))?.amount;

  /** Two open transactions, so that what one does can be seen from the other. */
  async function two(work: (first: ClientSession, second: ClientSession) => Promise<void>): Promise<void> {
    await client.withSession((first) =>
      client.withSession(async (second) => {
        first.startTransaction();
        second.startTransaction();
        await work(first, second);
        if (first.inTransaction()) await first.abortTransaction();
        if (second.inTransaction()) await second.abortTransaction();
      }),
    );
  }

  it('show nothing outside until they are committed, and then everything', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      await accounts.updateOne({ _id: 'a' }, { $inc: { amount: -30 } }, { session });
      await accounts.updateOne({ _id: 'b' }, { $inc: { amount: 30 } }, { session });
      await accounts.insertOne({ _id: 'c', amount: 1 }, { session });
      expect(await accounts.countDocuments({}, { session })).toBe(3);
      expect([await amountOf('a'), await amountOf('b'), await amountOf('c')]).toEqual([100, 100, undefined]);

      await session.commitTransaction();
      expect([await amountOf('a'), await amountOf('b'), await amountOf('c')]).toEqual([70, 130, 1]);
      // As a driver does that has lost the answer to its commit.
      await session.commitTransaction();
    });
  });

  it('leave nothing behind when they are aborted', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      await accounts.insertOne({ _id: 'c', amount: 1 }, { session });
      await accounts.deleteOne({ _id: 'a' }, { session });
      await session.abortTransaction();
    });
    expect(await accounts.distinct('_id')).toEqual(['a', 'b']);
  });

  it('leave nothing behind when an error is thrown in the middle of withTransaction of mongoose', async () => {
    const connection = await mongoose.createConnection(database.uri).asPromise();
    const things = connection.model('Thing', new Schema({ n: Number }));
    await things.createCollection();

    const failing = connection.transaction(async (session) => {
      await things.create([{ n: 1 }], { session });
      throw new Error('changed our mind');
    });
    await expect(failing).rejects.toThrow('changed our mind');
    expect(await things.countDocuments()).toBe(0);

    await connection.transaction((session) => things.create([{ n: 2 }], { session }));
    expect(await things.countDocuments()).toBe(1);
    await connection.destroy();
  });

  it('read from one snapshot, whatever others commit meanwhile', async () => {
    await two(async (first, second) => {
      expect(await accounts.findOne({ _id: 'a' }, { session: first })).toMatchObject({ amount: 100 });
      await accounts.updateOne({ _id: 'a' }, { $set: { amount: 1 } }, { session: second });
      await accounts.insertOne({ _id: 'c', amount: 1 }, { session: second });
      await second.commitTransaction();

      expect(await accounts.findOne({ _id: 'a' }, { session: first })).toMatchObject({ amount: 100 });
      expect(await accounts.countDocuments({}, { session: first })).toBe(2);
    });
  });

  it('conflict when both change a document, whether the other is still open or has committed', async () => {
    await two(async (first, second) => {
      await accounts.updateOne({ _id: 'a' }, { $inc: { amount: 1 } }, { session: first });
      await expect(
        accounts.updateOne({ _id: 'a' }, { $inc: { amount: 1 } }, { session: second }),
      ).rejects.toMatchObject(conflict);
      await first.commitTransaction();
    });
    await two(async (first, second) => {
      await accounts.findOne({ _id: 'a' }, { session: second });
      await accounts.updateOne({ _id: 'a' }, { $inc: { amount: 1 } }, { session: first });
      await first.commitTransaction();
      await expect(
        accounts.findOneAndUpdate({ _id: 'a' }, { $inc: { amount: 1 } }, { session: second }),
      ).rejects.toMatchObject(conflict);
    });
    expect(await amountOf('a')).toBe(102);
  });

  it('conflict when both insert the same _id or the same unique value', async () => {
    for (const [left, right] of [
      [
        { _id: 'same', amount: 1 },
        { _id: 'same', amount: 2 },
      ],
      [
        { _id: 'x', amount: 1, email: 'same' },
        { _id: 'y', amount: 2, email: 'same' },
      ],
    ] as const) {
      await two(async (first, second) => {
        await accounts.countDocuments({}, { session: second });
        await accounts.insertOne(left, { session: first });
        await first.commitTransaction();
        await expect(accounts.insertOne(right, { session: second })).rejects.toMatchObject(conflict);
      });
      expect(await accounts.countDocuments()).toBe(3);
      await accounts.deleteOne({ _id: left._id });
    }
  });

  it('conflict when both insert the same _id and neither has committed', async () => {
    await two(async (first, second) => {
      await accounts.insertOne({ _id: 'same', amount: 1 }, { session: first });
      await expect(accounts.insertOne({ _id: 'same', amount: 2 }, { session: second })).rejects.toMatchObject(conflict);
      await first.commitTransaction();
    });
    expect(await amountOf('same')).toBe(1);
  });

  it('report a duplicate that they can see as a duplicate, and end', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      await accounts.insertOne({ _id: 'c', amount: 1 }, { session });
      await expect(accounts.insertOne({ _id: 'a', amount: 1 }, { session })).rejects.toMatchObject({
        code: 11000,
        keyPattern: { _id: 1 },
      });
      await expect(accounts.findOne({ _id: 'c' }, { session })).rejects.toMatchObject({ code: 251 });
    });
    await client.withSession(async (session) => {
      session.startTransaction();
      await accounts.updateOne({ _id: 'a' }, { $set: { email: 'taken' } }, { session });
      const second = accounts.findOneAndUpdate({ _id: 'b' }, { $set: { email: 'taken' } }, { session });
      await expect(second).rejects.toMatchObject({
        code: 11000,
        keyPattern: { email: 1 },
        keyValue: { email: 'taken' },
      });
    });
    expect(await accounts.countDocuments({ email: { $exists: true } })).toBe(0);
  });

  it('whose end nobody knows are not offered to be run again', async () => {
    const stranger = await new MongoClient(database.uri).connect();
    const commit = { commitTransaction: 1, autocommit: false };
    await expect(stranger.db('admin').command(commit)).rejects.toMatchObject({ code: 1, errorLabels: [] });
    await stranger.close();
  });

  it('lose no increment of many at once', async () => {
    const increment = () =>
      client.withSession((session) =>
        session.withTransaction(async () => {
          const { amount } = (await accounts.findOne({ _id: 'a' }, { session }))!;
          await accounts.updateOne({ _id: 'a' }, { $set: { amount: amount + 1 } }, { session });
          await accounts.updateOne({ _id: 'total' }, { $inc: { amount: 1 } }, { session, upsert: true });
        }),
      );
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let n = 0; n < 5; n++) await increment();
      }),
    );

    expect([await amountOf('a'), await amountOf('total')]).toEqual([140, 40]);
  });

  it('keep the sum whatever is transferred at once, between the same accounts in any order', async () => {
    const transfer = fc.record({
      from: fc.constantFrom('a', 'b', 'c'),
      to: fc.constantFrom('a', 'b', 'c'),
      amount: fc.nat(50),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(transfer, { minLength: 8, maxLength: 16 }), async (transfers) => {
        await accounts.bulkWrite(
          ['a', 'b', 'c'].map((_id) => ({
            replaceOne: { filter: { _id }, replacement: { amount: 100 }, upsert: true },
          })),
        );
        const move = ({ from, to, amount }: (typeof transfers)[number]) =>
          client.withSession((session) =>
            session.withTransaction(async () => {
              await accounts.updateOne({ _id: from }, { $inc: { amount: -amount } }, { session });
              await accounts.updateOne({ _id: to }, { $inc: { amount } }, { session });
            }),
          );
        await Promise.all(transfers.map(move));

        const amounts = await accounts.find().toArray();
        expect(amounts.reduce((sum, { amount }) => sum + amount, 0)).toBe(300);
      }),
      { numRuns: 10 },
    );
  });

  it('insert exactly once where many race to be the first', async () => {
    const claim = () =>
      client.withSession((session) =>
        session.withTransaction(async () => {
          if ((await accounts.findOne({ _id: 'first' }, { session })) !== null) return false;
          await accounts.insertOne({ _id: 'first', amount: 1 }, { session });
          return true;
        }),
      );
    const won = await Promise.all(Array.from({ length: 12 }, claim));
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  it('read cursors over several pages', async () => {
    await accounts.insertMany(Array.from({ length: 500 }, (_, n) => ({ _id: `n${n}`, amount: n })));
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await accounts.updateMany({}, { $set: { amount: 7 } }, { session });
        const read = await accounts.find({}, { session, batchSize: 60, sort: { _id: 1 } }).toArray();
        expect(read.filter(({ amount }) => amount === 7)).toHaveLength(502);
      }),
    );
  });

  it('may be the first to write to a collection', async () => {
    const fresh = client.db('bank').collection('fresh');
    await client.withSession((session) => session.withTransaction(() => fresh.insertOne({ n: 1 }, { session })));
    expect(await fresh.countDocuments()).toBe(1);
  });

  it('end with the client that opened them', async () => {
    const other = await new MongoClient(database.uri).connect();
    const session = other.startSession();
    session.startTransaction();
    await other
      .db('bank')
      .collection<Account>('accounts')
      .updateOne({ _id: 'a' }, { $inc: { amount: 1 } }, { session });
    await other.close(true);

    await until('nobody holds the account any longer', () =>
      accounts.updateOne({ _id: 'a' }, { $set: { amount: 5 } }).then(
        () => true,
        () => false,
      ),
    );
    expect(await amountOf('a')).toBe(5);
  });

  it('more than there are connections wait for each other', async () => {
    const one = (n: number) =>
      client.withSession((session) =>
        session.withTransaction(async () => {
          await accounts.insertOne({ _id: `t${n}`, amount: n }, { session });
          await accounts.countDocuments({ _id: `t${n}` }, { session });
        }),
      );
    await Promise.all(Array.from({ length: 150 }, (_, n) => one(n)));
    expect(await accounts.countDocuments()).toBe(152);
  });
});
