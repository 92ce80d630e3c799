import { describe, expect, it } from '@jest/globals';
import type { AwardResult } from './entry.ts';
import { commitTo, withhold } from './seal.ts';

const result: AwardResult = {
  award: 'sample-2021',
  count: 57,
  head: 'ab'.repeat(32),
  longList: ['c1', 'c2', 'c3'],
  shortList: ['c1', 'c2'],
  winner: 'c1',
};
const nonce = Buffer.alloc(32, 7);

describe('a commitment', () => {
  it('is the SHA-256 of its domain, the nonce and the canonical result', () => {
    expect(commitTo(result, nonce)).toBe('6382dad6ca46a6466ba39f45750d8df835fbacbf56a530dd03632ac9b76cabde');
  });

  it('is another one for another winner, another record, another nonce', () => {
    const commitments = [
      commitTo(result, nonce),
      commitTo({ ...result, winner: 'c2' }, nonce),
      commitTo({ ...result, count: 58 }, nonce),
      commitTo(result, Buffer.alloc(32, 8)),
    ];
    expect(new Set(commitments).size).toBe(4);
  });

  it('cannot be made with too little chance', () => {
    expect(() => commitTo(result, Buffer.alloc(31))).toThrow('32 random bytes, not 31');
  });
});

describe('what stands for a text or a person', () => {
  it('is the SHA-256 of its domain, the salt and the canonical value', () => {
    expect(withhold('Åsa från Borlänge', nonce)).toBe(
      'adf5a4f798861e534bf329344b0bc95102398067cfbeca97f94fd3791396c4d7',
    );
  });

  it('is no commitment, though it were of the same value', () => {
    expect(withhold(result, nonce)).not.toBe(commitTo(result, nonce));
  });
});
