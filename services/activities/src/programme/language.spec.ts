import { describe, expect, it } from '@jest/globals';
import { languageOf } from './language.ts';

describe('The language of a feed', () => {
  it.each([
    [undefined, 'sv'],
    ['*', 'sv'],
    ['de', 'sv'],
    ['en', 'en'],
    ['en-GB,sv;q=0.9', 'en'],
    ['sv-SE, en', 'sv'],
    ['fi, en;q=0.5, sv;q=0.7', 'sv'],
    ['en;q=0', 'sv'],
  ])('for who sends %s is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
