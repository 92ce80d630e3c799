import { describe, expect, it } from '@jest/globals';
import { openerOf, signedLinks } from './links.ts';

const signer = { name: 'letters', signsLinks: ['SEAT_LINKS'], opensLinks: {} };
const opener = { name: 'seats', signsLinks: [], opensLinks: { SEAT_LINKS: '/seat' } };

describe('the links that services sign for each other', () => {
  it('lead to the one that opens them', () => {
    expect(signedLinks([signer, opener])).toEqual(['SEAT_LINKS']);
    expect(openerOf('SEAT_LINKS', [signer, opener])).toEqual({ opener, path: '/seat' });
  });

  it('lead somewhere, and to one place only', () => {
    expect(() => openerOf('SEAT_LINKS', [signer])).toThrow('No service opens SEAT_LINKS');
    expect(() => openerOf('SEAT_LINKS', [opener, { ...opener, name: 'halls' }])).toThrow(
      'seats and halls both open SEAT_LINKS.',
    );
  });
});
