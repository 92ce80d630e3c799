import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysLater, daysOf, instantOf, localTime } from './time.ts';

describe('Swedish local time', () => {
  it.each([
    ['2024-07-01T10:00', '2024-07-01T08:00:00.000Z'],
    ['2024-12-01T10:00', '2024-12-01T09:00:00.000Z'],
    ['2024-12-01T10:00+01:00', '2024-12-01T09:00:00.000Z'],
    ['2024-10-27T02:30+02:00', '2024-10-27T00:30:00.000Z'],
    ['2024-10-27T02:30+01:00', '2024-10-27T01:30:00.000Z'],
    ['2024-10-27T03:00', '2024-10-27T02:00:00.000Z'],
    ['2024-10-27T01:59', '2024-10-26T23:59:00.000Z'],
    ['2024-03-31T01:59', '2024-03-31T00:59:00.000Z'],
    ['2024-03-31T03:00', '2024-03-31T01:00:00.000Z'],
  ])('%s is %s', (written, instant) => {
    expect(instantOf(written)).toEqual(new Date(instant));
  });

  it.each([
    ['2024-03-31T02:00', 'hour-does-not-exist'],
    ['2024-03-31T02:59', 'hour-does-not-exist'],
    ['2024-03-31T02:30+01:00', 'hour-does-not-exist'],
    ['2024-10-27T02:00', 'hour-exists-twice'],
    ['2024-10-27T02:59', 'hour-exists-twice'],
    ['2024-10-27T02:30+03:00', 'offset-wrong'],
    ['2024-07-01T10:00+01:00', 'offset-wrong'],
    ['2024-12-01T10:00+00:00', 'offset-wrong'],
  ])('%s: %s', (written, inputError) => {
    expect(instantOf(written)).toBe(inputError);
  });

  it('is read as it is shown, except in the hours that clocks skip or repeat', () => {
    const minutes = fc
      .date({ min: new Date('1990-01-01T00:00Z'), max: new Date('2040-01-01T00:00Z'), noInvalidDate: true })
      .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));
    fc.assert(
      fc.property(minutes, (instant) => {
        expect([instant, 'hour-exists-twice']).toContainEqual(instantOf(localTime(instant)));
      }),
    );
  });

  it('counts days on the calendar, whatever the clocks do', () => {
    expect(daysLater('2024-10-26T10:00', 1)).toBe('2024-10-27T10:00');
    expect(daysLater('2024-10-26T10:00', 2)).toBe('2024-10-28T10:00');
    expect(daysLater('2024-02-28T02:30+01:00', 2)).toBe('2024-03-01T02:30+01:00');
  });

  it.each([
    ['an evening', '2024-11-15T17:00Z', '2024-11-15T20:00Z', ['2024-11-15']],
    ['until midnight', '2024-11-15T17:00Z', '2024-11-15T23:00Z', ['2024-11-15']],
    ['past midnight', '2024-11-15T21:00Z', '2024-11-15T23:01Z', ['2024-11-15', '2024-11-16']],
    ['the night that summer time ends', '2024-10-26T20:00Z', '2024-10-27T02:00Z', ['2024-10-26', '2024-10-27']],
    ['the night that it begins', '2024-03-30T21:00Z', '2024-03-31T02:00Z', ['2024-03-30', '2024-03-31']],
    ['a day and a night', '2024-03-30T22:30Z', '2024-03-31T22:30Z', ['2024-03-30', '2024-03-31', '2024-04-01']],
  ])('says on which days something is: %s', (_, start, end, days) => {
    expect(daysOf({ start: new Date(start), end: new Date(end) })).toEqual(days);
  });
});
