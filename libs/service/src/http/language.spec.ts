import { describe, expect, it } from '@jest/globals';
import { languageOf, problemLanguageOf } from './language.ts';

describe('The language of a page or a feed', () => {
  it.each([
    [undefined, 'sv'],
    ['', 'sv'],
    ['*', 'sv'],
    ['de', 'sv'],
    ['en', 'en'],
    ['en-GB,sv;q=0.9', 'en'],
    ['sv-SE, en', 'sv'],
    ['fi, en;q=0.5, sv;q=0.7', 'sv'],
    ['sv-SE,sv;q=0.9,en;q=0.8', 'sv'],
    ['en-GB,en;q=0.9,sv;q=0.8', 'en'],
    ['en;q=0.7, sv;q=0.8', 'sv'],
    ['fi, en;q=0.5', 'en'],
    ['de, *;q=0.1', 'sv'],
    ['en;q=0', 'sv'],
    ['en;q=nonsense', 'sv'],
  ])('for %j is %s', (acceptLanguage, language) => {
    expect(languageOf(acceptLanguage)).toBe(language);
  });
});

describe('The language of a problem', () => {
  it.each([
    [undefined, 'en'],
    ['*', 'en'],
    ['de', 'en'],
    ['sv', 'sv'],
    ['sv-SE,sv;q=0.9,en;q=0.8', 'sv'],
    ['sv-SE, en', 'en'],
    ['en-GB,en;q=0.9,sv;q=0.8', 'en'],
    ['fi, sv;q=0.5', 'sv'],
    ['sv;q=0', 'en'],
  ])('for %j is %s', (acceptLanguage, language) => {
    expect(problemLanguageOf(acceptLanguage)).toBe(language);
  });
});
