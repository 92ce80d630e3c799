import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { openCsv } from '@kraftsamling/service';
import type { CsvFile } from '@kraftsamling/service';
import { anyCellText, twoWritingsOf } from '@kraftsamling/service/testing';
import type { Table } from '@kraftsamling/service/testing';
import fc from 'fast-check';
import { columns, readRow, requiredColumns } from './programme-row.dto.ts';
import type { ProgrammeOf } from './programme-row.dto.ts';

const programme: ProgrammeOf = {
  municipality: '2081',
  byId: new Map([['library', true]]),
  byName: new Map([['borlänge bibliotek', [{ id: 'library', municipality: '2081' }]]]),
};

/** What is read of a file, wherever in it. */
function read(file: CsvFile): unknown[] {
  return openCsv(file, columns, requiredColumns).rows.map((row) => readRow({ ...row, line: 1 }, programme));
}

const anyRow = fc
  .record({
    title: anyCellText,
    titleEn: fc.constantFrom('', 'Banking online'),
    description: fc.oneof(fc.constant(''), anyCellText),
    topics: fc.constantFrom('', 'banking-errands, online-safety'),
    venue: anyCellText,
    start: fc.constantFrom('09:30', '9.30', '13:00:00'),
    repeats: fc.constantFrom('', 'vecka'),
    capacity: fc.constantFrom('', '12', '1 000'),
    freeOfCharge: fc.constantFrom('', 'SANT', 'Nej'),
  })
  .map(({ repeats, ...cells }) => ({
    ...cells,
    ...{ form: 'drop-in', day: '2018-10-10', end: '15.00', organisation: 'Borlänge bibliotek' },
    ...(repeats && { repeats, until: '2018-11-16' }),
  }));
const anyTable: fc.Arbitrary<Table> = fc.array(anyRow, { minLength: 1, maxLength: 4 }).map((rows) => ({
  columns: Object.keys(columns),
  rows: rows.map((row) => Object.keys(columns).map((column) => new Map(Object.entries(row)).get(column) ?? '')),
}));

describe('a table of a programme', () => {
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
        proposal: {
          title: { sv: 'Bankärenden på nätet', en: 'Banking online' },
          description: { sv: 'Ta med dosan – och "koden".\nFika; kaffe, te.' },
          venue: { name: 'Borlänge bibliotek, Röda rummet', address: 'Hagavägen 1, 784 34 Borlänge' },
          sessions: [{ start: '2018-10-10T13:00', end: '2018-10-10T15:00' }],
          capacity: 12,
          freeOfCharge: true,
        },
      },
      {
        proposal: {
          title: { sv: 'E-legitimation' },
          sessions: [{ start: '2018-10-08T09:30', repeats: { every: 'day', until: '2018-10-12' } }],
        },
      },
      { proposal: { title: { sv: 'Öppet hus' }, venue: { name: 'Ängsgården' }, freeOfCharge: true } },
    ]);
  });
});
