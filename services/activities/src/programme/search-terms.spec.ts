import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { searchTermsOf, wantedTermsOf } from './search-terms.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzåäö0123456789';
const part = fc.string({ unit: fc.constantFrom(...Array.from(letters)), minLength: 1, maxLength: 6 });
const parts = fc.array(part, { minLength: 1, maxLength: 5 });
const hyphens = fc.infiniteStream(fc.constantFrom('', '-', '\u2010', '\u2011', '\u2013'));

/** The parts as one word, held together by these hyphens or none. */
function written(word: readonly string[], between: Iterator<string>): string {
  return word.map((one, at) => (at === 0 ? one : `${between.next().value}${one}`)).join('');
}

/** Whether a text is found by a search. */
function finds(search: string, text: string): boolean {
  const terms = searchTermsOf(text);
  return wantedTermsOf(search, (term) => term).every((either) =>
    either.some((wanted) =>
      typeof wanted === 'string' ? terms.includes(wanted) : terms.some((term) => term.startsWith(wanted.beginning)),
    ),
  );
}

describe('The words of a text', () => {
  it.each([
    ['are in lower case', 'Öppet HUS', ['öppet', 'hus']],
    ['keep å, ä and ö, which are letters of their own', 'får far För for', ['får', 'far', 'för', 'for']],
    ['lose the accents of all others', 'Café Linnéa Málá ü', ['cafe', 'linnea', 'mala', 'u']],
    ['are the same however their letters are composed', 'A\u030angstro\u0308m', ['ångström']],
    ['are there once', 'hej, Hej & HEJ!', ['hej']],
    [
      'are split where a word ends',
      'e-legitimation (2024): BankID/Freja',
      ['e', 'legitimation', 'elegitimation', '2024', 'bankid', 'freja'],
    ],
    [
      'are joined where hyphens join them, whichever hyphen it is',
      'e\u2010post\u2212adress – Wi\u2011Fi',
      ['e', 'post', 'adress', 'epost', 'postadress', 'epostadress', 'wi', 'fi', 'wifi'],
    ],
    ['have nothing in them that nobody sees', 'e\u00ADpost', ['epost']],
    ['are found in every script', 'ייִדיש ελληνικά', ['יידיש', 'ελληνικα']],
    ['are none where there are only signs', ' – ? ', []],
  ])('%s', (_, text, words) => {
    expect(searchTermsOf(text)).toEqual(words);
  });
});

describe('A search', () => {
  it.each([
    ['elegitimation', 'E-legitimation, e-post, Wi-Fi', true],
    ['epost', 'E-legitimation, e-post, Wi-Fi', true],
    ['wifi', 'E-legitimation, e-post, Wi-Fi', true],
    ['wi fi', 'E-legitimation, e-post, Wi-Fi', true],
    ['WI-FI', 'Gratis WiFi', true],
    ['wi fi', 'Gratis WiFi', true],
    ['e-post kurs', 'Kurs i epost', true],
    ['e post adress', 'Skaffa en e-postadress', true],
    ['epostadress', 'Skaffa en e-post-adress', true],
    ['e-legit', 'Elegitimation', true],
    ['e legit', 'Elegitimation', true],
    ['legitimation', 'E-legitimation', true],
    ['IT-hjälp', 'Hjälp med IT', true],
    ['e-legit kurs', 'Kurs i elegitimation', false],
    ['post', 'Epost', false],
    ['får', 'far', false],
    ['e-får', 'efar', false],
  ])('for %s finds what says %s: %s', (search, text, found) => {
    expect(finds(search, text)).toBe(found);
  });

  it('finds a word wherever hyphens are in it, here and there, among other words', () => {
    fc.assert(
      fc.property(parts, hyphens, hyphens, part, part, (word, one, other, before, after) => {
        const [text, search] = [written(word, one), written(word, other)];
        expect(finds(search, `${before} ${text} ${after}`)).toBe(true);
        expect(finds(`${after} ${search} ${before}`, `${before} ${text} ${after}`)).toBe(true);
      }),
    );
  });

  it('finds by the beginning of a word, wherever hyphens are in it', () => {
    fc.assert(
      fc.property(parts, hyphens, hyphens, fc.nat(30), (word, one, other, length) => {
        const beginning = written(word, other).slice(0, 1 + length);
        expect(finds(beginning, written(word, one))).toBe(true);
      }),
    );
  });
});
