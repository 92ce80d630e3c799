import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readOrganisationNumber } from './organisation-number.ts';

describe('an organisation number', () => {
  it.each([
    '556036-0793',
    '5560360793',
    '165560360793',
    '16556036-0793',
    ' 556036-0793 ',
    '556036\u20130793',
    '556036\u22120793',
    '556036 - 0793',
    '556036\u00A00793',
    '55 60 36 07 93',
    '556036\u200B-0793',
    'SE556036079301',
    'SE 556036-0793 01',
    'se5560360793 01',
  ])('is read from "%s"', (text) => {
    expect(readOrganisationNumber(text)).toEqual({ digits: '5560360793', soleTrader: false });
  });

  it.each([
    ['a personal number', '811228-9874'],
    ['a personal number with its century', '19811228-9874'],
    ['a co-ordination number', '701063-2391'],
  ])('of a sole trader is %s', (_, text) => {
    expect(readOrganisationNumber(text)).toMatchObject({ soleTrader: true });
  });

  it.each([
    ['a wrong check digit', '556036-0794'],
    ['too few digits', '556036-079'],
    ['too many digits', '556036-07930'],
    ['letters', '55603A-0793'],
    ['a month that no year has', '811328-9871'],
    ['a day that no month has', '811232-9878'],
    ["an organisation with a person's century", '19556036-0793'],
    ["a person with an organisation's century", '16811228-9874'],
    ['nothing', ''],
    ['a number for VAT of another country', 'DK556036079301'],
    ['a number for VAT whose digits do not check', 'SE556036079401'],
  ])('is not one with %s', (_, text) => {
    expect(readOrganisationNumber(text)).toBeUndefined();
  });

  it('notices any single wrong digit', () => {
    const mistyped = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(mistyped, ([at, by]) => {
        const digits = Array.from('5560360793', Number);
        digits[at] = ((digits[at] ?? 0) + by) % 10;
        expect(readOrganisationNumber(digits.join(''))).toBeUndefined();
      }),
    );
  });
});
