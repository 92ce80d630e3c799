import { describe, expect, it } from '@jest/globals';
import { nameOf } from './names.ts';
import { Capability } from './vocabulary.ts';

describe('the name of a word', () => {
  it('is there for every capability, in both languages', () => {
    for (const capability of Capability.properties.capability.enum)
      for (const language of ['sv', 'en'] as const) expect(nameOf(capability, language)).toMatch(/\w/);
    expect(nameOf('coaches', 'sv')).toBe('digitala coacher');
  });

  it('is its spelling where a campaign has brought the word, whatever that is', () => {
    expect(nameOf('people-on-islands', 'sv')).toBe('people on islands');
    expect(nameOf('constructor', 'en')).toBe('constructor');
  });
});
