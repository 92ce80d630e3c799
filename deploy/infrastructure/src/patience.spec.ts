import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Patience, PATIENCE_MS } from './patience.ts';

describe('patience', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is exhausted when nothing has moved for too long, however little that is in all', () => {
    const patience = new Patience();
    expect(patience.isExhausted('the first line')).toBe(false);
    jest.advanceTimersByTime(PATIENCE_MS);
    expect(patience.isExhausted('the first line')).toBe(false);
    jest.advanceTimersByTime(1);
    expect(patience.isExhausted('the first line')).toBe(true);
  });

  it('counts anew from every move', () => {
    const patience = new Patience();
    for (let lines = 1; lines < 10; lines++) {
      expect(patience.isExhausted(lines)).toBe(false);
      jest.advanceTimersByTime(PATIENCE_MS);
    }
  });
});
