import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

const exact = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().filter((number) => !Object.is(number, -0)),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value')),
  ),
})).value;

describe('canonical JSON', () => {
  it('says all of a value and nothing else', () => {
    fc.assert(fc.property(exact, (value) => expect(JSON.parse(canonicalJson(value))).toEqual(value)));
  });

  it('is one text, in whichever order a value was put together', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), exact), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });

  it('has keys in the order of their UTF-16 code units, as RFC 8785 shows it', () => {
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });

  it.each([
    ['nothing', undefined, '""'],
    ['a member that would be left out', { a: { b: undefined } }, '"/a/b"'],
    ['an item that would become null', [1, undefined], '"/1"'],
    ['a hole', Array(1), '"/0"'],
    ['a function', { a: () => 1 }, '"/a"'],
    ['a symbol', Symbol('a'), '""'],
    ['a bigint', 1n, '""'],
    ['no number', NaN, '""'],
    ['an infinite number', -Infinity, '""'],
    ['a fraction', { a: [0.1] }, '"/a/0"'],
    ['a number that others may round', 2 ** 53, '""'],
    ['half of a surrogate pair', { a: '\ud83d' }, '"/a"'],
    ['a key with half of a surrogate pair', { '\ude00': 1 }, '"/\ufffd"'],
    ['a date', { at: new Date(0) }, '"/at"'],
    ['a map', new Map(), '""'],
  ])('refuses %s', (_, value, pointer) => {
    expect(() => canonicalJson(value)).toThrow(`the value at ${pointer}`);
  });
});
