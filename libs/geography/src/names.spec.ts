import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { counties, UnknownCounty } from './county.ts';
import type { Municipality } from './data/municipalities.ts';
import { municipalities, municipality, UnknownMunicipality } from './municipality.ts';
import { countyNamed, municipalityNamed } from './names.ts';

/** However a keyboard, a spreadsheet or another machine writes the same name. */
const anyWriting = fc.constantFrom<(name: string) => string>(
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  (name) => name.normalize('NFD'),
  (name) => name.replaceAll('-', ' '),
  (name) => name.replaceAll('-', '\u2013'),
  (name) => name.replaceAll(' ', '\u00A0'),
  (name) => ` ${name.replaceAll(' ', '  ')}\t`,
);

/** What most municipalities are officially called; those that lose no letter and get no s are called so by their names. */
const officially: readonly (readonly [string, string])[] = [
  ['Lunds kommun', '1281'],
  ['Falu kommun', '2080'],
  ['Göteborgs stad', '1480'],
  ['Göteborgs kommun', '1480'],
  ['Malmö stad', '1280'],
  ['Stockholms stad', '0180'],
  ['Region Gotland', '0980'],
  ['Gotlands kommun', '0980'],
  ['Uppsala kommun', '0380'],
  ['Luleå kommun', '2580'],
  ['Karlstads kommun', '1780'],
  ['Borås Stad', '1490'],
  ['Västerås stad', '1980'],
  ['Kalmar kommun', '0880'],
  ['Borgholms kommun', '0885'],
  ['Habo kommun', '0643'],
  ['Håbo kommun', '0305'],
  ['Habo', '0643'],
  ['HÅBO', '0305'],
  ['Malung-Sälens kommun', '2023'],
  ['Malung Sälen', '2023'],
  ['Upplands Bro kommun', '0139'],
  ['Upplands-Väsby', '0114'],
  ['Dals-Eds kommun', '1438'],
  ['Lilla Edets kommun', '1462'],
  ['Kalix kommun', '2514'],
  ['Övertorneå kommun', '2518'],
  ['Haparanda stad', '2583'],
  ['Östersunds kommun', '2380'],
  ['Trollhättans Stad', '1488'],
  ['Marks kommun', '1463'],
  ['Bergs kommun', '2326'],
  ['1281 Lund', '1281'],
  ['0980 Gotland', '0980'],
  ['1281 Lunds kommun', '1281'],
  ['Lund (1281)', '1281'],
  ['Lund, 1281', '1281'],
];

/** Slips that make what another is called without its dots and rings, or in the genitive: mala, salå, morås, norås. No others do. */
const othersSpellings: [Municipality, [number, string]][] = [
  [municipality('1981'), [0, 'm']],
  [municipality('2418'), [0, 's']],
  [municipality('1490'), [0, 'm']],
  [municipality('1490'), [0, 'n']],
];

describe('the name of a municipality', () => {
  it.each(officially)('%s is read', (written, code) => {
    expect(municipalityNamed(written)).toBe(municipality(code));
  });

  it('is read with its genitive before kommun and stad, or without, however it is written: all 290', () => {
    const anyForm = fc.constantFrom<(name: string) => string>(
      (name) => name,
      (name) => `${name} kommun`,
      (name) => `${name} stad`,
      (name) => `${genitive(name)} kommun`,
      (name) => `${genitive(name)} stad`,
    );
    const anyPlace = fc.constantFrom<(name: string, code: string) => string>(
      (name) => name,
      (name, code) => `${code} ${name}`,
      (name, code) => `${name} (${code})`,
    );
    for (const each of municipalities)
      fc.assert(
        fc.property(anyForm, anyPlace, anyWriting, (form, place, write) => {
          expect(municipalityNamed(write(place(form(each.name), each.code)))).toBe(each);
        }),
        { numRuns: 20 },
      );
  });

  it.each([
    'Lundd',
    'Lunds',
    'Falu',
    'Haabo',
    'Stockholms län',
    'Region Skåne',
    'Region Lund',
    'kommun',
    '',
    's kommun',
    '1281',
    '1280 Lund',
    'Lund 1281 1281',
  ])('is not %j', (written) => {
    expect(municipalityNamed(written)).toBeUndefined();
  });

  it('is not guessed where it is misspelt: it is asked whether it was meant', () => {
    expect(new UnknownMunicipality('Lundds kommun').message).toContain('Did you mean 1281 Lund');
    expect(new UnknownMunicipality('Falu').suggestions).toContain(municipality('2080'));
    expect(new UnknownMunicipality('Falu kommun').suggestions).toEqual([municipality('2080')]);
    expect(new UnknownMunicipality('Habbo').suggestions).toEqual(
      expect.arrayContaining([municipality('0643'), municipality('0305')]),
    );
    expect(new UnknownMunicipality('xyzzy').message).toContain('There is none like it.');
  });

  it('leads from one or two slips to itself, or to nothing that is only one', () => {
    const slip = fc.tuple(fc.nat(), fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzåäö')));
    fc.assert(
      fc.property(fc.constantFrom(...municipalities), slip, ({ name, code }, [at, letter]) => {
        const place = at % name.length;
        const written = name.slice(0, place) + letter + name.slice(place + 1);
        const read = municipalityNamed(written);
        // Some names are one letter from another: then it is that other name that has been written.
        if (read) expect(read.name.toLowerCase()).toBe(written.toLowerCase());
        else if (name.length > 3) {
          const { suggestions } = new UnknownMunicipality(written);
          const isAnothers = suggestions.some((each) => isWrittenWithoutDiacritics(written, each.name));
          expect(isAnothers || suggestions.length === 5 || suggestions.some((each) => each.code === code)).toBe(true);
        }
      }),
      { examples: othersSpellings },
    );
  });

  function isWrittenWithoutDiacritics(written: string, name: string): boolean {
    return [name, genitive(name)].some((one) => bare(one) === bare(written));
  }

  function bare(name: string): string {
    return name
      .toLowerCase()
      .normalize('NFD')
      .replaceAll(/\p{Diacritic}/gu, '');
  }

  function genitive(name: string): string {
    return name === 'Falun' ? 'Falu' : name.replace(/([^sxz])$/, '$1s');
  }
});

describe('the name of a county', () => {
  it('is read as the county, its region or the country around it is called, however it is written: all 21', () => {
    for (const each of counties)
      fc.assert(
        fc.property(
          fc.constantFrom(each.name, each.regionName, each.name.replace(/s? län$/, ''), `${each.code} ${each.name}`),
          anyWriting,
          (name, write) => {
            expect(countyNamed(write(name))).toBe(each);
            expect(new UnknownCounty(write(name)).suggestions).toEqual([each]);
          },
        ),
        { numRuns: 20 },
      );
  });

  it.each(['Dalarnass län', 'Skane', 'län', 'region', ''])('is not %j', (written) => {
    expect(countyNamed(written)).toBeUndefined();
  });
});
