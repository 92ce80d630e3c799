import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tidied, tidiedInput } from './tidy-text.ts';

/** Letters of several scripts, what can be put on them, and what nobody can see. */
const intricate = fc.constantFrom(
  ...['a', 'ع', 'ک', '👩', ' ', '\u0308', '\u093C', '\u094D', '\u200B', '\u200C', '\u200D', '\uFE0F'],
);

describe('text as it was meant', () => {
  it.each([
    ['spaces around it', '  eva@bibliotek.example\t', 'eva@bibliotek.example'],
    ['a non-breaking space', 'Borlänge\u00A0bibliotek\u00A0', 'Borlänge bibliotek'],
    ['a zero-width space', 'Bor\u200Blänge\u200B', 'Borlänge'],
    ['a byte order mark in the middle', 'Bor\uFEFFlänge', 'Borlänge'],
    ['a soft hyphen', 'bib\u00ADliotek', 'bibliotek'],
    ['a joiner that joins nothing', '\u200DBor\u200Dlänge', 'Borlänge'],
    ['marks of direction around a number', '\u202A+46 243 740 00\u202C', '+46 243 740 00'],
    ['decomposed letters', 'Borla\u0308nge', 'Borlänge'],
    ['a zero-width space in a decomposed letter', 'Borla\u200B\u0308nge', 'Borlänge'],
    ['joiners in a decomposed letter', 'Borla\u200D\u0308\u200Dnge', 'Borlänge'],
  ])('has not %s', (_, written, meant) => {
    expect(tidied(written)).toBe(meant);
  });

  it.each([
    ['line breaks', 'Välkomna!\r\n\r\nTa med legitimation.'],
    ['the joiner of an emoji', 'Familj 👨\u200D👩\u200D👧 och ❤\uFE0F\u200D🔥'],
    ['the joiners of Persian and Hindi', 'می\u200Cخواهم क्\u200Dष'],
    ['nikud', 'עלעקטראָנישע לעגיטימאַציע'.normalize('NFC')],
    ['two spaces between words', 'a  b'],
  ])('keeps %s', (_, text) => {
    expect(tidied(text)).toBe(text);
  });

  it('is tidy', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: intricate })), (text) => {
        expect(tidied(tidied(text))).toBe(tidied(text));
        expect(tidied(text)).toBe(tidied(text).normalize('NFC'));
      }),
    );
  });

  it('is meant wherever there is text in an input; nothing else is changed', () => {
    const bytes = Buffer.from('x ');
    expect(tidiedInput({ a: [' b ', 7, null, { 'c ': 'd ' }], bytes })).toEqual({
      a: ['b', 7, null, { 'c ': 'd' }],
      bytes,
    });
  });
});
