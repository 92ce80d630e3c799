import { describe, expect, it } from '@jest/globals';
import { stockholmDay } from './stockholm-day.ts';

describe('The day of an instant in Sweden', () => {
  it.each([
    ['2024-05-01T12:00:00.000Z', '2024-05-01'],
    ['2024-05-01T21:59:59.999Z', '2024-05-01'],
    ['2024-05-01T22:00:00.000Z', '2024-05-02'],
    ['2024-12-31T22:59:59Z', '2024-12-31'],
    ['2024-12-31T23:00:00Z', '2025-01-01'],
  ])('turns at midnight in Stockholm, summer and winter: %s is %s', (instant, day) => {
    expect(stockholmDay(instant)).toBe(day);
  });

  it.each([
    ['2024-03-30T22:59:59Z', '2024-03-30'],
    ['2024-03-30T23:00:00Z', '2024-03-31'],
    ['2024-03-31T21:59:59Z', '2024-03-31'],
    ['2024-03-31T22:00:00Z', '2024-04-01'],
    ['2024-10-26T21:59:59Z', '2024-10-26'],
    ['2024-10-27T22:59:59Z', '2024-10-27'],
    ['2024-10-27T23:00:00Z', '2024-10-28'],
  ])('has 23 or 25 hours when the clock changes: %s is %s', (instant, day) => {
    expect(stockholmDay(instant)).toBe(day);
  });

  it('gives every instant of an hour the same day', () => {
    expect(stockholmDay('2024-06-30T22:00:00Z')).toBe('2024-07-01');
    expect(stockholmDay('2024-06-30T22:59:59.999Z')).toBe('2024-07-01');
  });
});
