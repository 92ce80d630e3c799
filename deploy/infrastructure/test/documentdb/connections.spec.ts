import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { deserialize, serialize } from 'bson';
import type { Document } from 'bson';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import type { Collection } from 'mongodb';
import { describeOnDebian, testDatabase } from './documentdb.ts';

const opMessage = 2013;

function frame(opcode: number, content: Uint8Array, length = 16 + content.length): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(length, 0);
  header.writeInt32LE(opcode, 12);
  return Buffer.concat([header, content]);
}

function command(document: Document): Buffer {
  return frame(opMessage, Buffer.concat([Buffer.alloc(5), serialize(document)]));
}

describeOnDebian('connections to the gateway', () => {
  const database = testDatabase();
  let client: MongoClient;
  let things: Collection;
  beforeAll(async () => {
    client = await new MongoClient(database.uri).connect();
    things = client.db().collection('things');
    await things.insertOne({ steady: true });
  });
  afterAll(() => client.close());

  /** Sends bytes and takes what comes back until the gateway closes, or until it has answered `answers` times. */
  async function exchange(bytes: Uint8Array, answers = Infinity): Promise<Document[]> {
    const socket = connect(database.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(bytes);
    let received = Buffer.alloc(0);
    const found: Document[] = [];
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 4 && received.length >= received.readInt32LE(0)) {
        const length = received.readInt32LE(0);
        found.push(deserialize(received.subarray(21, length)));
        received = received.subarray(length);
        if (found.length === answers) socket.destroy();
      }
    });
    await once(socket, 'close');
    return found;
  }

  const others = () => things.countDocuments({ steady: true });

  it.each<[string, Uint8Array]>([
    ['a length below the header', frame(opMessage, Buffer.alloc(0), 3)],
    ['a negative length', frame(opMessage, Buffer.alloc(0), -1)],
    ['a length above 48 MB', frame(opMessage, Buffer.alloc(0), 48_000_001)],
    ['an opcode nobody knows', frame(4711, Buffer.alloc(16))],
    ['another protocol', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['a body that is no document', frame(opMessage, Buffer.alloc(40, 0xff))],
    ['a body with garbage inside', frame(opMessage, Buffer.of(0, 0, 0, 0, 0, 12, 0, 0, 0, 0x66, 97, 0, 1, 2, 3, 0, 0))],
  ])('that send %s are closed, and no other', async (_, bytes) => {
    expect(await exchange(bytes)).toEqual([]);
    expect(await others()).toBe(1);
  });

  it('that end in the middle of a message leave the others alone', async () => {
    const socket = connect(database.port, '127.0.0.1');
    socket.end(command({ ping: 1, $db: 'admin' }).subarray(0, 30));
    await once(socket.resume(), 'close');
    expect(await others()).toBe(1);
  });

  it('survive garbage inside documents: it is refused or stored, and the database stays up', async () => {
    const intact = serialize({
      _id: 1,
      text: 'hello',
      nested: { list: [1, 'two', { three: null }], date: new Date(0) },
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(intact.length - 5), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const broken = Buffer.from(intact);
          for (const [at, byte] of changes) broken[4 + at] = byte;
          const body = serialize({ insert: 'garbage', $db: 'test' });
          const sequence = Buffer.concat([Buffer.from('documents\0'), broken]);
          const section = Buffer.alloc(5);
          section[0] = 1;
          section.writeInt32LE(4 + sequence.length, 1);

          await exchange(frame(opMessage, Buffer.concat([Buffer.alloc(5), body, section, sequence])), 1);
          expect(await others()).toBe(1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('may send several commands before they read the first answer', async () => {
    const commands = [{ ping: 1 }, { count: 'things', query: { steady: true } }, { frobnicate: 1 }, { ping: 1 }];
    const bytes = Buffer.concat(commands.map((document) => command({ ...document, $db: 'test' })));
    expect(await exchange(bytes, 4)).toMatchObject([{ ok: 1 }, { n: 1, ok: 1 }, { ok: 0, code: 59 }, { ok: 1 }]);
  });

  it('are answered, not closed, when a field has a type it cannot have', async () => {
    const commands = [{ endSessions: 3 }, { killCursors: 'things', cursors: 'all' }, { getMore: 'one' }, { find: 3 }];
    const bytes = Buffer.concat(commands.map((document) => command({ ...document, $db: 'test' })));
    const refused = { ok: 0, code: expect.any(Number), errmsg: expect.any(String) };
    expect(await exchange(bytes, 4)).toMatchObject([refused, refused, refused, refused]);
  });

  it('may send a message byte by byte', async () => {
    const socket = connect({ port: database.port, host: '127.0.0.1', noDelay: true });
    for (const byte of command({ ping: 1, $db: 'admin' })) {
      await new Promise<void>((resolve) => socket.write(Buffer.of(byte), () => setImmediate(resolve)));
    }
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(deserialize(answer.subarray(21))).toEqual({ ok: 1 });
    socket.destroy();
  });

  it('may be two hundred clients at once, each with its own work', async () => {
    const work = async (n: number) => {
      const own = await new MongoClient(database.uri, { maxPoolSize: 1 }).connect();
      const collection = own.db().collection('crowd');
      for (let round = 0; round < 5; round++) {
        await collection.insertOne({ n, round });
        await collection.updateOne({ n, round }, { $set: { seen: true } });
      }
      const seen = await collection.countDocuments({ n, seen: true });
      await own.close();
      return seen;
    };
    const seen = await Promise.all(Array.from({ length: 200 }, (_, n) => work(n)));
    expect(seen).toEqual(Array.from({ length: 200 }, () => 5));
  });
});
