import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { counties, isCounty } from './county.ts';
import { neighbours } from './data/neighbours.ts';
import {
  countyOf,
  distanceKm,
  isMunicipality,
  municipalities,
  municipalitiesOf,
  municipality,
  neighboursOf,
  UnknownMunicipality,
} from './municipality.ts';

const anyMunicipality = fc.constantFrom(...municipalities.map(({ code }) => code));

describe('the municipalities of an area', () => {
  it('are those that it names, and all of the counties that it names, each once', () => {
    const codes = municipalitiesOf({ counties: ['20'], municipalities: ['2081', '0180'] }).map(({ code }) => code);
    const dalarna = municipalities.filter(({ countyCode }) => countyCode === '20').map(({ code }) => code);
    expect(codes).toEqual(['0180', ...dalarna]);
    expect(municipalitiesOf({ municipalities: ['2081'] }).map(({ name }) => name)).toEqual(['Borlänge']);
  });

  it('are all 290 where none is given', () => {
    expect(municipalitiesOf(undefined)).toBe(municipalities);
  });
});

describe('the 290 municipalities', () => {
  it('are 290, each with a code and a name of its own, sorted by code', () => {
    const codes = municipalities.map(({ code }) => code);
    expect(municipalities).toHaveLength(290);
    expect(new Set(codes).size).toBe(290);
    expect(new Set(municipalities.map(({ name }) => name)).size).toBe(290);
    expect(codes).toEqual(codes.toSorted());
  });

  it('carry a four-digit code that begins with the code of a real county', () => {
    for (const { code, countyCode } of municipalities) {
      expect(code).toMatch(/^\d{4}$/);
      expect(code.slice(0, 2)).toBe(countyCode);
      expect(isCounty(countyCode)).toBe(true);
    }
  });

  it('reach into every one of the 21 counties', () => {
    expect(new Set(municipalities.map(({ countyCode }) => countyCode))).toEqual(
      new Set(counties.map(({ code }) => code)),
    );
  });

  it('add up to the population of Sweden', () => {
    expect(municipalities.reduce((sum, { population }) => sum + population, 0)).toBe(10_605_520);
  });

  it('lie in Sweden', () => {
    for (const { centroid } of municipalities) {
      const [longitude, latitude] = centroid;
      expect(longitude).toBeGreaterThan(10.5);
      expect(longitude).toBeLessThan(24.3);
      expect(latitude).toBeGreaterThan(55.2);
      expect(latitude).toBeLessThan(69.1);
    }
  });
});

describe('municipality', () => {
  it('finds a municipality by its code', () => {
    expect(municipality('2081')).toMatchObject({ code: '2081', name: 'Borlänge', countyCode: '20' });
    expect(isMunicipality('2081')).toBe(true);
    expect(countyOf('2081').name).toBe('Dalarnas län');
  });

  it.each(['2018', '9999', '', 'Borlänge', '20 81', 'constructor', '__proto__'])('refuses "%s"', (code) => {
    expect(isMunicipality(code)).toBe(false);
    expect(() => municipality(code)).toThrow(UnknownMunicipality);
    expect(() => countyOf(code)).toThrow(UnknownMunicipality);
    expect(() => neighboursOf(code)).toThrow(UnknownMunicipality);
    expect(() => distanceKm('0180', code)).toThrow(UnknownMunicipality);
  });

  it.each([
    ['two digits swapped', '2018', '2081'],
    ['a leading zero lost in a spreadsheet', '114', '0114'],
    ['a digit too many', '01800', '0180'],
    ['a name instead of a code', 'Borlänge', '2081'],
    ['a name without diacritics', 'Borlange', '2081'],
    ['a name in capitals', 'BORLÄNGE', '2081'],
    ['a name with "kommun"', 'Stockholms kommun', '0180'],
    ['a misspelt name', 'Skelefteå', '2482'],
    ['an English name', 'Gothenburg', '1480'],
  ])('suggests what was meant by %s', (_, written, meant) => {
    expect(unknown(written).suggestions[0]).toBe(municipality(meant));
    expect(unknown(written).message).toContain(`${meant} ${municipality(meant).name}`);
  });

  it('suggests nothing for a name that is spelled right but one', () => {
    expect(unknown('Borlange').suggestions).toHaveLength(1);
  });

  it.each(['', '?', 'xyzzy', 'a'.repeat(100_000)])(
    'suggests nothing where a resemblance would be chance',
    (written) => {
      expect(unknown(written).suggestions).toEqual([]);
    },
  );

  it('answers any text with at most five suggestions, the same every time', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!isMunicipality(text));
        const { code, suggestions } = unknown(text);
        expect(code).toBe(text);
        expect(suggestions.length).toBeLessThanOrEqual(5);
        expect(unknown(text).suggestions).toEqual(suggestions);
      }),
    );
  });

  it('always suggests the code that one swap, slip or loss made unknown', () => {
    const mistakes = fc.oneof(
      fc.nat(2).map((at) => (code: string) => code.slice(0, at) + code[at + 1]! + code[at]! + code.slice(at + 2)),
      fc.nat(3).map((at) => (code: string) => code.slice(0, at) + code.slice(at + 1)),
    );
    fc.assert(
      fc.property(anyMunicipality, mistakes, (code, mistake) => {
        const written = mistake(code);
        fc.pre(!isMunicipality(written));
        // With more codes within one mistake than are suggested, any of them is as good as the other.
        const { suggestions } = unknown(written);
        expect(suggestions.includes(municipality(code)) || suggestions.length === 5).toBe(true);
      }),
    );
  });

  function unknown(code: string): UnknownMunicipality {
    try {
      municipality(code);
    } catch (error) {
      return error as UnknownMunicipality;
    }
    throw new Error(`${code} is known.`);
  }
});

describe('neighboursOf', () => {
  it('is symmetric, and nobody is their own neighbour', () => {
    let pairs = 0;
    for (const { code } of municipalities) {
      for (const neighbour of neighboursOf(code)) {
        expect(neighboursOf(neighbour.code)).toContain(municipality(code));
        expect(neighbour.code).not.toBe(code);
        pairs += 1;
      }
    }
    expect(pairs / 2).toBe(774);
  });

  it('knows every municipality, and Gotland alone has no neighbour', () => {
    expect(Object.keys(neighbours).toSorted()).toEqual(municipalities.map(({ code }) => code));
    expect(municipalities.filter(({ code }) => neighboursOf(code).length === 0).map(({ name }) => name)).toEqual([
      'Gotland',
    ]);
  });

  it('names real neighbours', () => {
    expect(neighboursOf('2081').map(({ name }) => name)).toContain('Falun');
    expect(neighboursOf('2081').map(({ name }) => name)).not.toContain('Kiruna');
  });
});

describe('distanceKm', () => {
  it('is the distance on the globe', () => {
    expect(distanceKm('0180', '1480')).toBeCloseTo(391.6, 0);
    expect(distanceKm('1287', '2584')).toBeGreaterThan(1300);
  });

  it('is symmetric, and zero only to oneself', () => {
    fc.assert(
      fc.property(anyMunicipality, anyMunicipality, (a, b) => {
        expect(distanceKm(a, b)).toBe(distanceKm(b, a));
        expect(distanceKm(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('is never longer by a straight way than by a detour', () => {
    fc.assert(
      fc.property(anyMunicipality, anyMunicipality, anyMunicipality, (a, b, c) => {
        expect(distanceKm(a, c)).toBeLessThanOrEqual(distanceKm(a, b) + distanceKm(b, c) + 1e-9);
      }),
    );
  });

  it('is short between neighbours', () => {
    for (const { code } of municipalities) {
      for (const neighbour of neighboursOf(code)) expect(distanceKm(code, neighbour.code)).toBeLessThan(200);
    }
  });
});
