import { describe, expect, it } from '@jest/globals';
import { counties, county, isCounty, UnknownCounty } from './county.ts';

describe('county', () => {
  it('finds each of the 21 counties by its two-digit code', () => {
    expect(counties).toHaveLength(21);
    for (const { code } of counties) {
      expect(code).toMatch(/^\d{2}$/);
      expect(county(code).code).toBe(code);
      expect(isCounty(code)).toBe(true);
    }
  });

  it.each(['02', '1', '', 'W', 'Dalarnas län', '__proto__'])('refuses "%s"', (code) => {
    expect(isCounty(code)).toBe(false);
    expect(() => county(code)).toThrow(UnknownCounty);
  });

  it.each([
    ['a lost zero', '3', '03'],
    ['the short name', 'Dalarna', '20'],
    ['the full name', 'Stockholms län', '01'],
    ['the regional authority', 'Region Jämtland Härjedalen', '23'],
    ['a name without diacritics', 'Skane', '12'],
  ])('suggests what was meant by %s', (_, written, meant) => {
    expect(suggestionsFor(written)).toContain(county(meant));
  });

  function suggestionsFor(code: string) {
    try {
      county(code);
    } catch (error) {
      return (error as UnknownCounty).suggestions;
    }
    throw new Error(`${code} is known.`);
  }
});
