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

  it('fails with the reason when that has stayed the same for too long', async () => {
    let asked = 0;
    const waiting = eventually(
      () => {
        asked += 1;
        throw new Error('no');
      },
      { patience: 60 },
    );
    await expect(waiting).rejects.toThrow(/^Nothing has moved for 60 ms: no$/);
    expect(asked).toBeGreaterThan(1);
  });

  it('waits as long as it takes while the reason goes on changing', async () => {
    let asked = 0;
    const started = performance.now();
    await eventually(
      () => {
        asked += 1;
        if (performance.now() - started < 500) throw new Error(`no, for the ${asked}. time`);
      },
      { patience: 300 },
    );
  });

  it('fails with the last reason where a time was promised for all of it', async () => {
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
    const waiting = eventually(() => new Promise(() => undefined), { patience: 30 });
    await expect(waiting).rejects.toThrow('Nothing has moved for 30 ms: It never answered.');
  });

  it('stops asking once its patience has ended', async () => {
    let asked = 0;
    const never = () => {
      asked += 1;
      throw new Error('no');
    };
    await expect(eventually(never, { patience: 20 })).rejects.toThrow('no');

    const before = asked;
    await expect(eventually(() => Promise.reject(new Error('still no')), { patience: 150 })).rejects.toThrow(
      'still no',
    );
    expect(asked).toBe(before);
  });
});
