import { describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.ts';

describe('eventually', () => {
  it('answers what the assertion answers as soon as it holds', async () => {
    let asked = 0;
    const answer = await eventually(() => {
      asked += 1;
      if (asked < 4) throw new Error('not yet');
      return asked;
    });
    expect(answer).toBe(4);
  });

  it('waits for promises too', async () => {
    let asked = 0;
    await eventually(async () => expect(await Promise.resolve(++asked)).toBe(3));
    expect(asked).toBe(3);
  });

  it('fails with the last reason when its patience ends', async () => {
    let asked = 0;
    const waiting = eventually(
      () => {
        asked += 1;
        throw new Error(`no, for the ${asked}. time`);
      },
      { within: 60 },
    );
    await expect(waiting).rejects.toThrow(/^Not within 60 ms: no, for the \d+\. time$/);
    expect(asked).toBeGreaterThan(1);
  });

  it('does not wait longer for an assertion that never answers', async () => {
    const waiting = eventually(() => new Promise(() => undefined), { within: 30 });
    await expect(waiting).rejects.toThrow('Not within 30 ms: It never answered.');
  });

  it('stops asking once its patience has ended', async () => {
    let asked = 0;
    const never = () => {
      asked += 1;
      throw new Error('no');
    };
    await expect(eventually(never, { within: 20 })).rejects.toThrow('no');

    const before = asked;
    await expect(eventually(() => Promise.reject(new Error('still no')), { within: 150 })).rejects.toThrow('still no');
    expect(asked).toBe(before);
  });
});
