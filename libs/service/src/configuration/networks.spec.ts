import { describe, expect, it } from '@jest/globals';
import { networks } from './networks.ts';

const { parse, whenMissing } = networks('READERS', '127.0.0.0/8, ::1');

describe('networks', () => {
  it('hold the addresses that are in them, however those are written', () => {
    const some = parse('10.1.0.0/16, 192.0.2.7,2001:db8::/32');
    for (const inside of ['10.1.2.3', '::ffff:10.1.2.3', '192.0.2.7', '2001:db8:1::1'])
      expect(some.has(inside)).toBe(true);
    for (const outside of ['10.2.0.1', '192.0.2.8', '2001:db9::1', '', 'nonsense'])
      expect(some.has(outside)).toBe(false);
    expect(whenMissing().has('127.0.0.1')).toBe(true);
  });

  it.each(['', '10.0.0.0/33', '10.0.0.0/x', 'example.org', '::1/-1'])('are refused when they are none: %s', (text) => {
    expect(() => parse(text)).toThrow('must be addresses and networks');
  });
});
