import { describe, expect, it } from '@jest/globals';
import { publicCopy } from './conditional-get.ts';
import type { PublicCopy } from './conditional-get.ts';
import type { Request } from './request.ts';

const changedAt = new Date('2024-05-02T08:30:00.700Z');

function isKnown(copy: Partial<PublicCopy>, headers: Request['headers']): boolean {
  return publicCopy({ cacheControl: 'public, no-cache', ...copy }, 'the body').isKnownTo({ headers } as Request);
}

describe('a public answer', () => {
  it('may be kept, under a tag of what it says', () => {
    const copy = { cacheControl: 'public, no-cache', etag: '"7"', vary: 'accept-language', changedAt };
    expect(publicCopy(copy, 'the body').headers).toEqual({
      'cache-control': 'public, no-cache',
      vary: 'accept-language',
      etag: 'W/"7"',
      'last-modified': 'Thu, 02 May 2024 08:30:00 GMT',
    });
  });

  it('goes to who has none', () => {
    expect(isKnown({ etag: '"7"', changedAt }, {})).toBe(false);
  });

  it.each([
    ['"7"', '"7"', true],
    ['"7"', 'W/"7"', true],
    ['W/"7"', 'W/"7"', true],
    ['W/"7"', '"7"', true],
    ['"7"', '"6", "7"', true],
    ['"7"', '"7-gzip"', true],
    ['"7"', '*', true],
    ['"7"', '"6"', false],
    ['"7"', '7', false],
    [undefined, '*', false],
  ])('with ETag %s is known to who has %s: %s', (etag, tags, known) => {
    expect(isKnown(etag === undefined ? {} : { etag }, { 'if-none-match': tags })).toBe(known);
  });

  it.each([
    ['Thu, 02 May 2024 08:30:00 GMT', true],
    ['Thu, 02 May 2024 08:30:01 GMT', true],
    ['Thu, 02 May 2024 08:29:59 GMT', false],
    ['yesterday', false],
  ])('changed at 08:30:00.7 is known to who has that of %s: %s', (since, known) => {
    expect(isKnown({ changedAt }, { 'if-modified-since': since })).toBe(known);
  });

  it('is known by its ETag where both are sent', () => {
    const both = { 'if-none-match': '"6"', 'if-modified-since': changedAt.toUTCString() };
    expect(isKnown({ etag: '"7"', changedAt }, both)).toBe(false);
  });

  it('is not known by a time that has not settled', () => {
    expect(isKnown({ etag: '"7"', changedAt: undefined }, { 'if-modified-since': changedAt.toUTCString() })).toBe(
      false,
    );
  });
});
