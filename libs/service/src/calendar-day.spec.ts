import { describe, expect, it } from '@jest/globals';
import { dayOf, isCalendarDay } from './calendar-day.ts';

describe('The day of an instant in Sweden', () => {
  it.each([
    ['2024-05-01T12:00:00.000Z', '2024-05-01'],
    ['2024-05-01T21:59:59.999Z', '2024-05-01'],
    ['2024-05-01T22:00:00.000Z', '2024-05-02'],
    ['2024-12-31T22:59:59Z', '2024-12-31'],
    ['2024-12-31T23:00:00Z', '2025-01-01'],
  ])('turns at midnight in Stockholm, summer and winter: %s is %s', (instant, day) => {
    expect(dayOf(instant)).toBe(day);
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
    expect(dayOf(instant)).toBe(day);
  });

  it('gives every instant of an hour the same day', () => {
    expect(dayOf('2024-06-30T22:00:00Z')).toBe('2024-07-01');
    expect(dayOf('2024-06-30T22:59:59.999Z')).toBe('2024-07-01');
  });

  it('is the same for a date, and for a text with another offset', () => {
    expect(dayOf(new Date('2024-11-15T22:59:59Z'))).toBe('2024-11-15');
    expect(dayOf(new Date('2024-11-15T23:00:00Z'))).toBe('2024-11-16');
    expect(dayOf(new Date('2024-07-15T22:00:00Z'))).toBe('2024-07-16');
    expect(dayOf('2024-11-16T00:00:00+01:00')).toBe('2024-11-16');
    expect(dayOf('2024-11-15T18:30:00-05:00')).toBe('2024-11-16');
  });

  it('is refused to what is no instant', () => {
    expect(() => dayOf('yesterday')).toThrow(RangeError);
    expect(() => dayOf(new Date(NaN))).toThrow(RangeError);
  });
});

describe('A calendar day', () => {
  it.each(['2024-02-29', '2024-12-31'])('is %s', (text) => {
    expect(isCalendarDay(text)).toBe(true);
  });

  it.each(['2023-02-29', '2024-02-30', '2024-13-01', '2024-1-1', '2024-11-15T10:00', ''])('is not %j', (text) => {
    expect(isCalendarDay(text)).toBe(false);
  });
});
