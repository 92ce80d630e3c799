import { describe, expect, it } from '@jest/globals';
import { inTime } from './in-time.ts';

describe('in time', () => {
  it('answers what the assertion answers', async () => {
    expect(await inTime('a test', 1_000, () => 'held')).toBe('held');
  });

  it('fails far beyond what was promised', async () => {
    let asked = 0;
    const moving = () => {
      throw new Error(`asked ${++asked} times`);
    };
    await expect(inTime('a test', 5, moving)).rejects.toThrow('Not within 75 ms');
  });
});
