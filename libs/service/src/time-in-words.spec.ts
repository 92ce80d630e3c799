import { describe, expect, it } from '@jest/globals';
import { dayInWords, momentInWords, swedishTime, timeInWords } from './time-in-words.ts';

const start = new Date('2024-11-15T09:00:00Z');
const end = new Date('2024-11-15T10:30:00Z');
/** Languages differ in the spaces they put between parts. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

describe('a time in words', () => {
  it('is that of Sweden, in the language of whoever reads it', () => {
    expect(plain(dayInWords('sv', start))).toBe('fredag 15 november 2024');
    expect(plain(dayInWords('en', start))).toBe('Friday, 15 November 2024');
    expect(plain(momentInWords('sv', start))).toBe('fredag 15 november 2024 kl. 10:00');
    expect(plain(momentInWords('en', start))).toBe('Friday, 15 November 2024 at 10:00');
    expect(plain(swedishTime(new Date('2026-12-31T23:00:00Z')))).toBe('Friday, 1 January 2027 at 00:00, Swedish time');
  });

  it('names the day of a span once', () => {
    expect(plain(timeInWords('sv', { start, end }))).toBe('fredag 15 november 2024 10:00–11:30');
    expect(plain(timeInWords('en', { start, end }))).toBe('Friday, 15 November 2024, 10:00–11:30');
  });
});
