import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import {
  daysIn,
  fieldErrors,
  headerErrors,
  inColumns,
  missingCells,
  oneForEachColumn,
  wholeNumberIn,
  words,
  wordsInSmall,
  yesOrNo,
} from './csv-columns.ts';
import { csvInputError } from './csv.ts';
import { Line, Part, Slugs } from './fields.ts';

class PlaceDto {
  @Line(10)
  name: string;

  @Slugs()
  accessibility: string[];
}

class EventDto {
  @Line(10)
  title: string;

  @Part(() => PlaceDto)
  place: PlaceDto;
}

const columns = { title: '/title', place: '/place', accessibility: '/place/accessibility' };

describe('the header', () => {
  it('needs the required columns, knows the others, and has each once', () => {
    const header = ['place', 'accessibility', 'colour', 'constructor', 'place'];
    expect(headerErrors(header, columns, ['title', 'place'])).toEqual([
      expect.objectContaining({ line: 1, column: 'title', code: 'column-missing' }),
      expect.objectContaining({ line: 1, column: 'colour', code: 'column-unknown' }),
      expect.objectContaining({ line: 1, column: 'constructor', code: 'column-unknown' }),
      expect.objectContaining({ line: 1, column: 'place', code: 'column-repeated' }),
    ]);
    expect(headerErrors(['place', 'title'], columns, ['title', 'place'])).toEqual([]);
    // One cause, instead of an error for each of them.
    expect(headerErrors(['Program 2024'], columns, ['title', 'place'])).toEqual([
      expect.objectContaining({ line: 1, code: 'header-missing' }),
    ]);
  });
});

describe('the cells of a row', () => {
  it('that must be there are errors when they are empty', () => {
    const row = { line: 7, cells: new Map([['title', 'Öppet hus']]) };
    expect(missingCells(row, ['title', 'place'])).toEqual([
      expect.objectContaining({ line: 7, column: 'place', code: 'cell-missing' }),
    ]);
  });

  it('are held to the class of the body, and each error is in the column that fills the field', () => {
    const body = plainToInstance(EventDto, { title: 'x'.repeat(11), place: { name: '', accessibility: ['Ja!'] } });
    expect(inColumns(7, columns, fieldErrors(body)).map(({ line, column, code }) => [line, column, code])).toEqual([
      [7, 'title', 'cell-invalid'],
      [7, 'place', 'cell-invalid'],
      [7, 'accessibility', 'cell-invalid'],
    ]);
  });

  it('know nothing of errors in fields that no column fills', () => {
    expect(inColumns(7, columns, [{ pointer: '/titles', code: 'x', detail: 'Wrong.' }])).toEqual([
      { pointer: '', line: 7, code: 'x', detail: 'Line 7: Wrong.' },
    ]);
  });

  it('have one error each', () => {
    const inputErrors = [
      csvInputError(7, 'title', 'a', '1'),
      csvInputError(7, 'title', 'b', '2'),
      csvInputError(7, 'place', 'c', '3'),
    ];
    expect(oneForEachColumn(inputErrors).map(({ code }) => code)).toEqual(['a', 'c']);
  });

  it.each([
    [undefined, []],
    ['venue', ['venue']],
    [' venue, coaches|outreach  funding;staff ', ['venue', 'coaches', 'outreach', 'funding', 'staff']],
  ])('of several words are read apart: %s', (cell, read) => {
    expect(words(cell)).toEqual(read);
  });

  it('of words that programs know are written in small letters', () => {
    expect(wordsInSmall('Venue COACHES:5')).toEqual(['venue', 'coaches:5']);
  });

  it.each([
    ['2024-11-15 2024-11-16', ['2024-11-15', '2024-11-16']],
    ['2024-11-15 00:00:00', ['2024-11-15']],
    ['2024-11-15T00:00:00.000, 2024\u201311\u201316 00:00', ['2024-11-15', '2024-11-16']],
    ['2024-11-15 10:00', ['2024-11-15', '10:00']],
    ['15/11/2024', ['15/11/2024']],
  ])('of days are read without midnight: %s', (cell, read) => {
    expect(daysIn(cell)).toEqual(read);
  });

  it.each([
    ['12', 12],
    ['1 000', 1000],
    ['12,0', 12],
    ['12.0', 12],
    ['12,5', NaN],
    ['1e3', NaN],
    ['0x1F', NaN],
    ['-1', NaN],
    ['1 00', NaN],
    ['m\u00E5nga', NaN],
  ])('of a whole number are read: %s', (cell, read) => {
    expect(wholeNumberIn(cell)).toBe(read);
  });

  it.each([
    [undefined, undefined],
    ['JA', true],
    ['SANT', true],
    ['Falskt', false],
    ['1', true],
    ['nej', false],
    ['kanske', 'kanske'],
  ])('that say yes or no are truth values, unless they say neither: %s', (cell, read) => {
    expect(yesOrNo(cell)).toBe(read);
  });
});
