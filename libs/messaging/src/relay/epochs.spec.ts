import { describe, expect, it } from '@jest/globals';
import { epochAt } from '@kraftsamling/contracts';
import { nextEpoch } from './epochs.ts';

const now = new Date('2026-11-26T15:30:00Z');
const hour = epochAt(now);

describe('the next epoch', () => {
  it('is this hour, whatever a backup has forgotten', () => {
    expect(nextEpoch(0, now)).toBe(hour);
    expect(nextEpoch(hour - 400, now)).toBe(hour);
  });

  it('is the next hour where one has begun in this one, and then waits', () => {
    expect(nextEpoch(hour, now)).toBe(hour + 1);
    expect(() => nextEpoch(hour + 1, now)).toThrow(expect.objectContaining({ code: 'epoch-too-soon' }));
  });
});
