import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { Campaign } from '../campaign/campaign.ts';
import { readRow } from './registration-row.dto.ts';

const campaign: Campaign = {
  name: { sv: 'Digitala dagar', en: 'Digital Days' },
  kind: 'theme-days',
  organiser: 'Digitala dagar',
  days: ['2024-11-15', '2024-11-16'],
  registrationWindow: { opens: new Date('2024-04-17T22:00:00Z'), closes: new Date('2024-11-16T22:59:59Z') },
  goals: [],
  themes: [],
  targetGroups: [],
  partnerCategories: ['public-library'],
  rules: { freeOfCharge: true, noSales: true, openToAll: true },
  kit: [],
  status: 'announced',
  announcedAt: new Date('2024-04-18T07:00:00Z'),
};
const row = {
  organisation: 'Stadsbiblioteket i Borlänge',
  category: 'public-library',
  sector: 'public',
  municipality: '2081',
  days: '2024-11-15 2024-11-16',
  contactName: 'Eva Exempel',
  contactEmail: 'eva@bibliotek.example',
};
const read = (cells: Record<string, string>) => readRow({ line: 7, cells: new Map(Object.entries(cells)) }, campaign);

describe('a row of registrations', () => {
  it('becomes a registration as it would have come as JSON', () => {
    expect(read({ ...row, offers: 'venue coaches:5', language: 'EN', consentsToMatching: 'ja' })).toEqual({
      line: 7,
      profile: expect.objectContaining({
        name: 'Stadsbiblioteket i Borlänge',
        municipality: '2081',
        worksIn: { wholeCountry: false, counties: [], municipalities: ['2081'] },
        consentsToMatching: true,
        contacts: [{ name: 'Eva Exempel', email: 'eva@bibliotek.example', language: 'en' }],
      }),
      particulars: expect.objectContaining({
        days: ['2024-11-15', '2024-11-16'],
        offers: [
          { capability: 'venue', amount: 1, days: [], languages: [], targetGroups: [], themes: [] },
          { capability: 'coaches', amount: 5, days: [], languages: [], targetGroups: [], themes: [] },
        ],
        contact: { name: 'Eva Exempel', email: 'eva@bibliotek.example', language: 'en' },
      }),
    });
  });

  it.each([
    ['Borlänge', '2081'],
    ['borlänge kommun', '2081'],
    ['Falu kommun', '2080'],
    ['GÖTEBORGS STAD', '1480'],
    ['Region Gotland', '0980'],
    ['114', '0114'],
    ['0114', '0114'],
  ])('knows the municipality %s', (cell, code) => {
    expect(read({ ...row, municipality: cell })).toMatchObject({ profile: { municipality: code } });
  });

  it('has one error for each invalid column', () => {
    const invalid = { ...row, municipality: '2018', days: '2024-11-15 2024-11-17', contactEmail: 'eva@' };
    expect(read(invalid)).toEqual({
      inputErrors: expect.arrayContaining([
        expect.objectContaining({ line: 7, column: 'contactEmail', code: 'cell-invalid' }),
        expect.objectContaining({ line: 7, column: 'municipality', code: 'unknown-municipality' }),
        expect.objectContaining({ line: 7, column: 'days', code: 'unknown-day' }),
      ]),
    });
    expect(read(invalid)).toHaveProperty('inputErrors.length', 3);
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['no organisation', { organisation: '' }, 'organisation', 'cell-missing'],
    ['no sector', { sector: '' }, 'sector', 'cell-missing'],
    ['no municipality', { municipality: '' }, 'municipality', 'cell-missing'],
    ['a sector that is none', { sector: 'offentlig' }, 'sector', 'cell-invalid'],
    ['a category that is not invited', { category: 'company' }, 'category', 'category-not-invited'],
    ['no day', { days: '' }, 'days', 'no-day-chosen'],
    ['a day that is none', { days: '15 november' }, 'days', 'cell-invalid'],
    ['a slip of the hand', { offers: 'venue coaches:1000000' }, 'offers', 'unusual-number'],
    ['an offer that is none', { offers: 'venue bakery:2' }, 'offers', 'cell-invalid'],
    ['an amount that is none', { needs: 'coaches:many' }, 'needs', 'cell-invalid'],
    ['a number that is none', { organisationNumber: '123' }, 'organisationNumber', 'organisation-number-invalid'],
    ['neither yes nor no', { consentsToMatching: 'kanske' }, 'consentsToMatching', 'cell-invalid'],
  ])('is invalid with %s', (_, change, column, code) => {
    const cells = Object.fromEntries(Object.entries({ ...row, ...change }).filter(([, cell]) => cell !== ''));
    expect(read(cells)).toEqual({ inputErrors: [expect.objectContaining({ line: 7, column, code })] });
  });

  it('may have unusual amounts where whoever sends the file is sure', () => {
    const of = { line: 7, cells: new Map(Object.entries({ ...row, offers: 'coaches:1000000' })) };
    expect(readRow(of, campaign)).toHaveProperty('inputErrors');
    expect(readRow(of, campaign, true)).toMatchObject({ particulars: { offers: [{ amount: 1_000_000 }] } });
  });
});
