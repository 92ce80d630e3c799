import { describe, expect, it } from '@jest/globals';
import { organisationAmended } from '@kraftsamling/contracts';
import { amends, becomes, nothingHappens } from './decision.ts';

const club = { name: 'The Club', secret: 'hidden' };
const publicClub = ({ name }: typeof club, id: string) => ({ id, name });

describe('an amendment', () => {
  it('is nothing where nothing is different', () => {
    expect(amends(club, { ...club }, publicClub, organisationAmended)).toBe(nothingHappens);
  });

  it('is a change without an event where nothing public is different', () => {
    const after = { ...club, secret: 'another' };
    expect(amends(club, after, publicClub, organisationAmended)).toEqual(becomes(after));
  });

  it('is published where something public is different', () => {
    const after = { ...club, name: 'Another Club' };
    expect(amends(club, after, publicClub, organisationAmended)).toEqual(becomes(after, organisationAmended));
  });
});
