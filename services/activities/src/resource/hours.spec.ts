import { describe, expect, it } from '@jest/globals';
import { areOpen } from './hours.ts';

const session = (start: string, end: string) => ({ start: new Date(start), end: new Date(end) });

describe('opening hours', () => {
  const hours = { from: '08:00', to: '20:00' };

  it('are those of Swedish clocks, before and after 27 October', () => {
    expect(areOpen(hours, session('2024-10-26T06:00Z', '2024-10-26T18:00Z'))).toBe(true);
    expect(areOpen(hours, session('2024-10-28T06:00Z', '2024-10-28T08:00Z'))).toBe(false);
    expect(areOpen(hours, session('2024-10-28T07:00Z', '2024-10-28T19:00Z'))).toBe(true);
  });

  it('hold for the beginning and for the end', () => {
    expect(areOpen(hours, session('2024-11-15T06:59Z', '2024-11-15T10:00Z'))).toBe(false);
    expect(areOpen(hours, session('2024-11-15T18:00Z', '2024-11-15T19:01Z'))).toBe(false);
  });

  it('end with the day', () => {
    const evening = session('2024-11-15T19:00Z', '2024-11-15T23:00Z');
    expect(areOpen({ from: '08:00', to: '24:00' }, evening)).toBe(true);
    expect(areOpen({ from: '00:00', to: '23:59' }, evening)).toBe(false);
    expect(areOpen({ from: '00:00', to: '24:00' }, session('2024-11-14T23:00Z', '2024-11-15T23:00Z'))).toBe(true);
  });

  it('go on past midnight where they are around the clock, or say so', () => {
    const night = session('2024-11-15T21:00Z', '2024-11-16T01:00Z');
    expect(areOpen({ from: '00:00', to: '24:00' }, night)).toBe(true);
    expect(areOpen({ from: '18:00', to: '02:00' }, night)).toBe(true);
    expect(areOpen({ from: '18:00', to: '01:30' }, night)).toBe(false);
    expect(areOpen({ from: '08:00', to: '24:00' }, night)).toBe(false);
    expect(areOpen({ from: '18:00', to: '02:00' }, session('2024-11-15T23:30Z', '2024-11-16T01:00Z'))).toBe(true);
    expect(areOpen({ from: '18:00', to: '02:00' }, session('2024-11-15T11:00Z', '2024-11-15T12:00Z'))).toBe(false);
  });
});
