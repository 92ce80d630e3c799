import { describe, expect, it } from '@jest/globals';
import { contactErrors, contactInWords, holdsPersonalData } from './public-text.ts';

describe('what everybody may read', () => {
  it.each([
    'Ring 0243-740 00',
    'Ring 0243–740 00',
    '０７０１２３４５６７',
    '070\u200b-123 45 67',
    'eva@bibliotek.example',
    'Eva 811228-9874',
    'Eva 198112289874',
    'eva-19811228-9874',
    '811288-9871',
    'Ring0243-74000',
    'Ring 08-12 34 56 78',
    'Vardagar 09-12, ring 08-12 34 56',
    '08-10 20 30',
    'Ring 0243-74 09-12',
  ])('holds nobody\u2019s address or number: %s', (text) => {
    expect(holdsPersonalData(text)).toBe(true);
  });

  it.each([
    'Stadsbiblioteket i Borlänge',
    'Biblioteket 8f3a12bc-1111-2222-3333-444455556666',
    'Biblioteket a0123456',
    'Exempelbolaget 7 AB',
    'senior-citizens',
    'Digitalidag 15-16 november 2024',
    'Vecka 46 09-12 13-16',
    'Öppet 08.30-12.00, 13:00-16:00 och lördag 10-14',
    '811228-9875',
    '812828-9874',
  ])('may be %s', (text) => {
    expect(holdsPersonalData(text)).toBe(false);
  });

  it('holds none in words with hyphens either', () => {
    expect(contactInWords('/topics', ['senior-citizens', 'ring-070-123-45-67'])).toMatchObject([
      { pointer: '/topics/1' },
    ]);
  });

  it('is refused where it stands, and other fields are none of its business', () => {
    expect(contactErrors('/title', { sv: 'Fika', en: 'Call 0243-740 00', amount: 7 })).toEqual([
      { pointer: '/title/en', code: 'contact-in-title', detail: expect.any(String) },
    ]);
  });
});
