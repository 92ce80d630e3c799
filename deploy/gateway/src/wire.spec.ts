import { describe, expect, it } from '@jest/globals';
import { serialize } from 'bson';
import fc from 'fast-check';
import { BrokenFrame, messages, parseRequest } from './wire.ts';

function frame(opcode: number, content: Buffer, length = 16 + content.length): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(opcode, 12);
  return Buffer.concat([header, content]);
}

function opMessage(flags: number, ...sections: Buffer[]): Buffer {
  const flagBits = Buffer.alloc(4);
  flagBits.writeUInt32LE(flags);
  return frame(2013, Buffer.concat([flagBits, ...sections]));
}

function body(document: object): Buffer {
  return Buffer.concat([Buffer.of(0), serialize(document)]);
}

function sequence(name: string, ...documents: object[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((document) => serialize(document))]);
  const length = Buffer.alloc(4);
  length.writeInt32LE(4 + content.length);
  return Buffer.concat([Buffer.of(1), length, content]);
}

async function cut(chunks: Iterable<Buffer>): Promise<Buffer[]> {
  async function* stream(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  }
  const found: Buffer[] = [];
  for await (const message of messages(stream())) found.push(message);
  return found;
}

describe('messages', () => {
  it('come out whole and in order however the bytes are cut into packets', async () => {
    const content = fc.uint8Array({ maxLength: 60 }).map((bytes) => frame(2013, Buffer.from(bytes)));
    await fc.assert(
      fc.asyncProperty(fc.array(content, { maxLength: 6 }), fc.array(fc.nat(400)), async (sent, cuts) => {
        const bytes = Buffer.concat(sent);
        const edges = [0, ...cuts.filter((at) => at < bytes.length).sort((a, b) => a - b), bytes.length];
        const packets = edges.slice(1).map((end, n) => bytes.subarray(edges[n], end));

        expect(await cut(packets)).toEqual(sent);
      }),
    );
  });

  it.each([0, 15, -1, 48_000_001])('with a stated length of %d are refused before they are awaited', async (length) => {
    await expect(cut([frame(2013, Buffer.alloc(0), length)])).rejects.toThrow(BrokenFrame);
  });
});

describe('a request', () => {
  it('is a body, with the documents of a sequence left as they came', () => {
    const message = opMessage(
      0,
      body({ insert: 'things', $db: 'test' }),
      sequence('documents', { _id: 1 }, { _id: 2 }),
    );

    expect(parseRequest(message)).toEqual({
      id: 7,
      opcode: 2013,
      body: Buffer.from(serialize({ insert: 'things', $db: 'test' })),
      sequence: Buffer.concat([serialize({ _id: 1 }), serialize({ _id: 2 })]),
      answerWanted: true,
    });
  });

  it('may have its body after the sequence', () => {
    expect(
      parseRequest(opMessage(0, sequence('documents', { _id: 1 }), body({ insert: 'a' }))).sequence,
    ).not.toBeNull();
  });

  it('that announces more to come wants no answer', () => {
    expect(parseRequest(opMessage(2, body({ insert: 'a' }))).answerWanted).toBe(false);
  });

  it('may end with a checksum', () => {
    const message = opMessage(1, body({ ping: 1 }), Buffer.alloc(4));
    expect(parseRequest(message).body).toEqual(Buffer.from(serialize({ ping: 1 })));
  });

  it.each<[string, Buffer]>([
    ['an opcode nobody speaks', frame(2001, Buffer.alloc(20))],
    ['compression nobody agreed on', frame(2012, Buffer.alloc(20))],
    ['no room for flags', frame(2013, Buffer.alloc(3))],
    ['flags that must be understood and are not', opMessage(4, body({ ping: 1 }))],
    ['no body', opMessage(0)],
    ['two bodies', opMessage(0, body({ ping: 1 }), body({ ping: 1 }))],
    ['an unknown kind of section', opMessage(0, Buffer.concat([Buffer.of(9), serialize({ ping: 1 })]))],
    ['a body longer than its message', opMessage(0, Buffer.of(0, 0xff, 0xff, 0xff, 0x7f, 0))],
    ['a body shorter than any document', opMessage(0, Buffer.of(0, 4, 0, 0, 0, 0))],
    ['a sequence without a name', opMessage(0, body({ insert: 'a' }), Buffer.of(1, 8, 0, 0, 0, 65, 65, 65, 65))],
    [
      'a sequence whose last document is cut off',
      opMessage(0, body({ insert: 'a' }), Buffer.of(1, 9, 0, 0, 0, 65, 0, 7, 0, 0)),
    ],
    [
      'an older query of something else than a command',
      frame(2004, Buffer.from('\0\0\0\0test.things\0\0\0\0\0\0\0\0\0')),
    ],
    ['an older query without an end', frame(2004, Buffer.from('\0\0\0\0test'))],
  ])('is refused with %s', (_, message) => {
    expect(() => parseRequest(message)).toThrow(BrokenFrame);
  });
});
