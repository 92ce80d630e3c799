import { describe, expect, it } from '@jest/globals';
import type { Capability } from '@kraftsamling/contracts';
import { joinNetwork } from '../organisation/organisation.ts';
import type { OrganisationProfile } from '../organisation/organisation.state.ts';
import type { Particulars, Registration } from '../registration/registration.state.ts';
import { isAboutPersons, organisationDifferences, registrationDifferences } from './differences.ts';

const profile: OrganisationProfile = {
  name: 'Biblioteket',
  organisationNumber: '556036-0793',
  category: 'public-library',
  sector: 'public',
  municipality: '2081',
  worksIn: { wholeCountry: false, counties: [], municipalities: ['2081'] },
  offers: [],
  needs: [],
  consentsToMatching: true,
  contacts: [{ name: 'Åsa Öberg', email: 'asa@bibliotek.example', language: 'sv' }],
};
const organisation = joinNetwork(profile, new Date(0)).state;

function capable(capability: Capability['capability'], amount = 1, change: Partial<Capability> = {}): Capability {
  return { capability, amount, days: [], languages: [], targetGroups: [], themes: [], ...change };
}

const venue = capable('venue', 1, { days: ['2024-11-16'] });
const particulars: Particulars = {
  days: ['2024-11-15'],
  offers: [venue, capable('coaches', 5, { languages: ['fi'] })],
  needs: [],
  contact: { name: 'Åsa Öberg', email: 'asa@bibliotek.example', phone: '0243-740 00', language: 'en' },
  message: 'Hej!',
};
const registration: Registration = {
  ...particulars,
  ...{ campaignId: 'days', organisationId: 'library', category: 'public-library', municipality: '2081', county: '20' },
  ...{ linkHash: '', status: 'submitted', submittedAt: new Date(0) },
};

const required = ['organisation', 'category', 'sector', 'municipality', 'days', 'contactName', 'contactEmail'];
/** What a line assumes where a cell is empty. */
const assumed: Particulars = {
  days: ['2024-11-15'],
  offers: [],
  needs: [],
  contact: { name: 'Åsa Öberg', email: 'asa@bibliotek.example', language: 'sv' },
};

function ofOrganisation(change: Partial<OrganisationProfile>, ...said: string[]) {
  const line = { ...profile, consentsToMatching: false, ...change };
  return organisationDifferences(organisation, { profile: line, said: new Set([...required, ...said]) });
}

function ofRegistration(change: Partial<Particulars>, ...said: string[]) {
  return registrationDifferences(registration, {
    particulars: { ...assumed, ...change },
    said: new Set([...required, ...said]),
  });
}

describe('what a file says of an organisation that is there', () => {
  it('differs in nothing that is not said', () => {
    expect(ofOrganisation({})).toEqual({ differences: [], amendment: {} });
    expect(ofOrganisation({}, 'consentsToMatching').amendment).toEqual({ consentsToMatching: false });
  });

  it('is compared cell by cell', () => {
    const change = { name: 'Stadsbiblioteket', category: 'museum', sector: 'private' } as const;
    const { differences, amendment } = ofOrganisation(change);
    expect(differences).toEqual([
      { column: 'organisation', there: 'Biblioteket', file: 'Stadsbiblioteket' },
      { column: 'category', there: 'public-library', file: 'museum' },
      { column: 'sector', there: 'public', file: 'private' },
    ]);
    expect(amendment).toEqual(change);
  });

  it('moves where it works with it, unless it has said where that is', () => {
    const moved = { municipality: '2080', worksIn: { ...profile.worksIn, municipalities: ['2080'] } };
    expect(ofOrganisation(moved).amendment).toEqual(moved);
    const elsewhere = { ...organisation, worksIn: { ...profile.worksIn, municipalities: ['2081', '2021'] } };
    const line = { profile: { ...profile, ...moved }, said: new Set(required) };
    expect(organisationDifferences(elsewhere, line).amendment).toEqual({ municipality: '2080' });
  });
});

describe('what a file says of a registration that is there', () => {
  it('differs in nothing that is not said', () => {
    expect(ofRegistration({})).toEqual({ differences: [], amendment: {} });
  });

  it('is compared cell by cell, in whatever order it is written', () => {
    const days = ['2024-11-16', '2024-11-15'];
    const { differences, amendment } = ofRegistration({ days, message: 'Vi kommer.' }, 'message');
    expect(differences).toEqual([
      { column: 'days', there: '2024-11-15', file: '2024-11-15, 2024-11-16' },
      { column: 'message', there: 'Hej!', file: 'Vi kommer.' },
    ]);
    expect(amendment).toEqual({ days, message: 'Vi kommer.' });
    const there = { ...registration, days: ['2024-11-15', '2024-11-16'] };
    const line = { particulars: { ...assumed, days }, said: new Set(required) };
    expect(registrationDifferences(there, line).differences).toEqual([]);
  });

  it('keeps of an offer what a file has no columns for', () => {
    const same = [capable('coaches', 5), capable('venue')];
    expect(ofRegistration({ offers: same }, 'offers').differences).toEqual([]);
    const { differences, amendment } = ofRegistration(
      { offers: [capable('coaches', 7), capable('outreach'), capable('venue')] },
      'offers',
    );
    expect(differences).toEqual([
      { column: 'offers', there: 'coaches:5, venue:1', file: 'coaches:7, outreach:1, venue:1' },
    ]);
    expect(amendment).toEqual({ offers: [capable('coaches', 7, { languages: ['fi'] }), capable('outreach'), venue] });
  });

  it('keeps of a person what it does not say, and of another one nothing', () => {
    const renamed = { ...assumed.contact, name: 'Åsa Ek' };
    expect(ofRegistration({ contact: renamed }).amendment).toEqual({
      contact: { ...particulars.contact, name: 'Åsa Ek' },
    });
    const another = { ...assumed.contact, name: 'Bo Ek', email: 'bo@bibliotek.example' };
    const { differences, amendment } = ofRegistration({ contact: another });
    expect(differences.map(({ column }) => column)).toEqual(['contactName', 'contactEmail', 'contactPhone']);
    expect(amendment).toEqual({ contact: { ...another, language: 'en' } });
    expect(differences.every(({ column }) => isAboutPersons(column))).toBe(true);
  });

  it('brings back nobody who has been forgotten', () => {
    const { contact: _, message: __, ...forgotten } = registration;
    const line = { particulars: { ...assumed, message: 'Hej!' }, said: new Set([...required, 'message']) };
    expect(registrationDifferences({ ...forgotten, forgottenAt: new Date(1) }, line).differences).toEqual([]);
  });
});
