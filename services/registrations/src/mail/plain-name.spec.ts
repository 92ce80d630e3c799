import { describe, expect, it } from '@jest/globals';
import { plainName } from './plain-name.ts';

describe('a name in a mail', () => {
  it.each(['Eva Exempel', 'J. R. R. Öberg-Åström', 'Anne-Marie O’Hara', 'دانا'])('is the name it is: %s', (name) => {
    expect(plainName(name, 'sv')).toBe(name);
  });

  it.each([
    'https://evil.example/login',
    'Log in at evil.example',
    'www evil',
    'evil．example',
    'a/b',
    'a\\b',
    'mailto:eva',
    '{evil}',
    'to=evil',
    '<evil',
    'eva@evil',
    '<a href=evil>',
    'Ring 0900-12345',
    'x'.repeat(61),
    '\u200b ',
    'ev\u200bil.exam\u200bple',
  ])('is left out where it is none: %s', (name) => {
    expect([plainName(name, 'sv'), plainName(name, 'en')]).toEqual(['där', 'reader']);
  });

  it('has no sign in it that nobody sees', () => {
    expect(plainName('Eva\u202e\r\nBcc Exempel', 'sv')).toBe('EvaBcc Exempel');
  });
});
