import { describe, expect, it } from '@jest/globals';
import { searchTermsOf } from './search-terms.ts';

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
      ['e', 'legitimation', '2024', 'bankid', 'freja'],
    ],
    ['are found in every script', 'ייִדיש ελληνικά', ['יידיש', 'ελληνικα']],
    ['are none where there are only signs', ' – ? ', []],
  ])('%s', (_, text, words) => {
    expect(searchTermsOf(text)).toEqual(words);
  });
});
