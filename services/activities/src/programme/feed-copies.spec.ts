import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { FeedCopies } from './feed-copies.ts';

let written = 0;
const feed = (...texts: string[]) => {
  written += 1;
  return Readable.from(texts) as AsyncIterable<string>;
};

describe('Copies of feeds', () => {
  it('are written once for all who ask for the same', async () => {
    written = 0;
    const copies = new FeedCopies(100);
    for (const _ of [1, 2, 3]) expect(await text(copies.read('a', () => feed('å', 'b')))).toBe('åb');
    expect(written).toBe(1);

    expect(await text(copies.read('another', () => feed('c')))).toBe('c');
    expect(written).toBe(2);
  });

  it('give way to others, the one that was asked for longest ago first', async () => {
    written = 0;
    const copies = new FeedCopies(10);
    for (const key of ['a', 'b', 'a', 'c', 'a']) await text(copies.read(key, () => feed('12345')));
    expect(written).toBe(3);
    await text(copies.read('b', () => feed('12345')));
    expect(written).toBe(4);
  });

  it('are not kept of what is too large, of what breaks off, and of what nobody has read to its end', async () => {
    const copies = new FeedCopies(10);
    written = 0;
    for (const _ of [1, 2])
      expect(await text(copies.read('large', () => feed('123456', '7890123')))).toBe('1234567890123');
    expect(written).toBe(2);

    const broken = async function* () {
      yield '12345678';
      await Promise.reject(new Error('The database is away.'));
    };
    for (const _ of [1, 2]) await expect(text(copies.read('broken', broken))).rejects.toThrow('away');
    for (const _ of [1, 2])
      for await (const part of copies.read('left', () => feed('12345678', '9'))) {
        expect(part.length).toBe(8);
        break;
      }
    expect(written).toBe(4);

    written = 0;
    for (const _ of [1, 2]) expect(await text(copies.read('whole', () => feed('1234567890')))).toBe('1234567890');
    expect(written).toBe(1);
  });
});
