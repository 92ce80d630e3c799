import { describe, expect, it } from '@jest/globals';
import type { Entry } from './entry.ts';
import { append, beginRecord, hashOf, tipOf } from './record.ts';
import { recordFile } from './record-file.ts';

const informed = (municipality: string): Entry => ({
  kind: 'municipality-informed',
  data: { candidacy: 'c1', municipality },
});
const salt = Buffer.alloc(32, 1);
const noon = new Date('2021-05-03T12:00:00Z');
const first = append(beginRecord('sample-2021'), informed('2080'), noon, salt);
const second = append(tipOf(first), informed('2081'), noon, salt);

describe('a record', () => {
  it('hashes everything that an entry says, and with it everything before', () => {
    const { hash, ...content } = second;
    expect(hash).toBe(hashOf(content));
    expect(second).toMatchObject({ sequence: 2, previous: first.hash, at: '2021-05-03T12:00:00.000Z' });

    const otherFirst = append(beginRecord('sample-2021'), informed('2082'), noon, salt);
    expect(append(tipOf(otherFirst), informed('2081'), noon, salt).hash).not.toBe(hash);
  });

  it('shows nothing of an entry by its hash to who does not know its salt', () => {
    const salted = append(beginRecord('sample-2021'), informed('2080'), noon, Buffer.alloc(32, 2));
    expect(salted.hash).not.toBe(first.hash);
    expect(() => append(beginRecord('sample-2021'), informed('2080'), noon, Buffer.alloc(16))).toThrow(
      '32 random bytes',
    );
  });

  it('never goes back in time', () => {
    expect(() => append(tipOf(first), informed('2081'), new Date('2021-05-03T11:59:59Z'), salt)).toThrow(
      'Entry 2 cannot be of 2021-05-03T11:59:59.000Z: the one before it is of 2021-05-03T12:00:00.000Z.',
    );
  });

  it('is exported with its count and its head', () => {
    const [header = '', ...lines] = recordFile('sample-2021', [first, second]).split('\n');
    expect(JSON.parse(header)).toMatchObject({ award: 'sample-2021', count: 2, head: second.hash });
    expect(lines).toEqual([expect.stringMatching(/^\{"at":/), expect.stringContaining(second.hash), '']);
  });
});
