import { describe, expect, it } from '@jest/globals';
import { addressKey } from './address-key.ts';

describe('the key of a mail address', () => {
  it.each([
    'eva.berg@example.org',
    'Eva.Berg@Example.ORG',
    ' eva.berg@example.org ',
    'eva.berg@example.org.',
    'eva.berg.@example.org',
    'eva.berg+award@example.org',
    'eva.berg+award+2021@example.org',
  ])('is the same for %s', (email) => {
    expect(addressKey(email)).toBe('eva.berg@example.org');
  });

  it('is the same for letters with marks, in one character or two, and for a domain in either spelling', () => {
    const key = addressKey('åsa@börk.example');
    expect(addressKey('A\u030aSA@BO\u0308RK.EXAMPLE')).toBe(key);
    expect(addressKey('åsa@xn--brk-sna.example')).toBe(key);
  });

  it.each(['evaberg@example.org', 'eva.berg@example.com', 'eva.bergh@example.org', '+eva@example.org'])(
    'is another one for %s',
    (email) => {
      expect(addressKey(email)).not.toBe('eva.berg@example.org');
    },
  );

  it('ends nowhere in what is no address', () => {
    expect([addressKey(''), addressKey('eva'), addressKey('@')]).toEqual(['@', '@eva', '@']);
  });
});
