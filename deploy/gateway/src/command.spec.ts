import { describe, expect, it } from '@jest/globals';
import { Long, UUID, serialize } from 'bson';
import { parseCommand } from './command.ts';
import { BrokenFrame } from './wire.ts';

const session = '8a4e2b1c9d3f4e5fa6b7c8d9e0f1a2b3';

function parse(document: object): ReturnType<typeof parseCommand> {
  return parseCommand({ body: Buffer.from(serialize(document)), sequence: null });
}

describe('a command', () => {
  it('is named by its first field, whose value is the collection', () => {
    expect(parse({ find: 'things', filter: { find: 'other', $db: 'no' }, $db: 'test' })).toMatchObject({
      name: 'find',
      collection: 'things',
      database: 'test',
      transaction: undefined,
    });
  });

  it('belongs to a transaction when autocommit is off', () => {
    const lsid = { id: new UUID(session) };
    const command = parse({
      insert: 'a',
      lsid,
      txnNumber: Long.fromNumber(4),
      startTransaction: true,
      autocommit: false,
    });
    expect(command).toMatchObject({ session, transaction: { number: 4n, starts: true } });
  });

  it('with a number but no autocommit is a retryable write, not a transaction', () => {
    const command = parse({ insert: 'a', lsid: { id: new UUID(session) }, txnNumber: Long.fromNumber(4) });
    expect(command).toMatchObject({ session, transaction: undefined });
  });

  it.each([
    ['empty', Buffer.of(5, 0, 0, 0, 0)],
    ['of an unknown element type', Buffer.of(8, 0, 0, 0, 0x55, 97, 0, 0)],
    ['with a field name that never ends', Buffer.of(8, 0, 0, 0, 0x02, 97, 97, 97)],
    ['with a string longer than itself', Buffer.of(13, 0, 0, 0, 0x02, 97, 0, 0xff, 0xff, 0xff, 0x0f, 97, 0)],
  ])('that is %s is a broken frame', (_, body) => {
    expect(() => parseCommand({ body, sequence: null })).toThrow(BrokenFrame);
  });
});
