import { describe, expect, it } from '@jest/globals';
import { attemptEach } from './attempt-each.ts';

describe('attempting each', () => {
  it('goes on after one has failed, and throws the first failure at the end', async () => {
    const done: number[] = [];
    const attempting = attemptEach([1, 2, 3, 4], async (item) => {
      done.push(item);
      if (item % 2 === 0) throw new Error(`failed on ${item}`);
      return Promise.resolve();
    });

    await expect(attempting).rejects.toThrow('failed on 2');
    expect(done).toEqual([1, 2, 3, 4]);
  });

  it('is content with nothing', async () => {
    await expect(attemptEach([], () => Promise.reject(new Error('never')))).resolves.toBeUndefined();
  });
});
