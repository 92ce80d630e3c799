import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { openCsv } from '@kraftsamling/service';
import type { CsvFile } from '@kraftsamling/service';
import { anyCellText, twoWritingsOf } from '@kraftsamling/service/testing';
import type { Table } from '@kraftsamling/service/testing';
import fc from 'fast-check';
import type { Campaign } from '../campaign/campaign.ts';
import { columns, readRow, requiredColumns } from './registration-row.dto.ts';

const campaign: Campaign = {
  name: { sv: 'Digitala dagar', en: 'Digital Days' },
  kind: 'theme-days',
  organiser: 'Digitala dagar',
  days: ['2024-11-15', '2024-11-16'],
  registrationWindow: { opens: new Date('2024-04-17T22:00:00Z'), closes: new Date('2024-11-16T22:59:59Z') },
  goals: [],
  themes: [],
  targetGroups: [],
  partnerCategories: ['public-library', 'senior-organisation'],
  rules: { freeOfCharge: true, noSales: true, openToAll: true },
  kit: [],
  status: 'announced',
  announcedAt: new Date('2024-04-18T07:00:00Z'),
};

/** What is read of a file, wherever in it. */
function read(file: CsvFile): unknown[] {
  return openCsv(file, columns, requiredColumns).rows.map((row) => readRow({ ...row, line: 1 }, campaign));
}

const anyRow = fc
  .tuple(
    anyCellText,
    fc.constantFrom('', '556036-0793'),
    fc.constantFrom('2081', 'Falu kommun', 'Göteborgs stad', 'Malung-Sälen'),
    fc.constantFrom('', 'venue coaches:5'),
    fc.constantFrom('', 'JA', 'FALSKT'),
    fc.oneof(fc.constant(''), anyCellText),
  )
  .map(([name, number, municipality, offers, consents, message]) => [
    ...[name, number, 'public-library', 'public', municipality, '2024-11-15 2024-11-16', offers, ''],
    ...['Åsa Öberg', 'asa@bibliotek.example', '', 'sv', consents, message],
  ]);
const anyTable: fc.Arbitrary<Table> = fc
  .array(anyRow, { minLength: 1, maxLength: 4 })
  .map((rows) => ({ columns: Object.keys(columns), rows }));

describe('a table of registrations', () => {
  it('reads to the same rows, whatever writes it', () => {
    fc.assert(
      fc.property(twoWritingsOf(anyTable), ([plain, file]) => {
        expect(read(file)).toEqual(read(plain));
      }),
      { numRuns: 200 },
    );
  });

  const folder = `${import.meta.dirname}/../../test/spreadsheets`;
  const recorded = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  it.each(recorded)('is read as LibreOffice writes it: %s', (name) => {
    expect(recorded).toHaveLength(6);
    expect(read({ bytes: readFileSync(`${folder}/${name}`) })).toMatchObject([
      {
        profile: {
          name: 'Läsfrämjarna i Falun',
          organisationNumber: '556036-0793',
          municipality: '2080',
          consentsToMatching: true,
        },
        particulars: {
          days: ['2024-11-15'],
          offers: [{ capability: 'venue' }, { capability: 'coaches', amount: 5 }],
          contact: { name: 'Åsa Öberg', phone: '070-123 45 67' },
          message: 'Välkomna – alla!\nTa med "legitimation"; vi ses, hoppas vi.',
        },
      },
      {
        profile: { name: 'Biblioteket "Röda rummet"', municipality: '1480', consentsToMatching: false },
        particulars: { days: ['2024-11-15', '2024-11-16'], contact: { language: 'en' } },
      },
      { profile: { name: 'SeniorNet Malung', municipality: '2023' }, particulars: { days: ['2024-11-16'] } },
    ]);
  });
});
