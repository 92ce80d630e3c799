import { describe, expect, it } from '@jest/globals';
import { organisationAmended, organisationJoined, parseEvent } from '@kraftsamling/contracts';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import type { Change } from '@kraftsamling/messaging/decision';
import { serializedEvent } from '@kraftsamling/testing/serialized-event';
import {
  amendOrganisation,
  amendOwnOrganisation,
  describeOrganisation,
  establishOrganisation,
  forgetContact,
  identityOf,
  joinNetwork,
  maybeKnown,
  mayBeOne,
  mergeOrganisation,
  replaceContact,
} from './organisation.ts';
import type { Organisation, OrganisationProfile } from './organisation.state.ts';
import { ownOrganisation, publicOrganisation } from './public-organisation.ts';

const now = new Date('2024-05-02T08:15:30Z');
const later = new Date('2024-09-25T08:00:00Z');
const contact = { name: 'Eva Exempel', email: 'eva@bibliotek.example', language: 'sv' } as const;
const library: OrganisationProfile = {
  name: 'Stadsbiblioteket i Borlänge',
  organisationNumber: '556036-0793',
  category: 'public-library',
  sector: 'public',
  municipality: '2081',
  worksIn: { wholeCountry: false, counties: ['20'], municipalities: ['2081'] },
  offers: [],
  needs: [],
  consentsToMatching: true,
  contacts: [contact],
};
const joined = joinNetwork(library, now).state;

describe('joining the network', () => {
  it('keeps the number as ten digits, finds the county and publishes an event', () => {
    expect(joinNetwork(library, now)).toEqual({
      state: {
        ...library,
        organisationNumber: '5560360793',
        named: 'name:2081:stadsbiblioteket i borlänge',
        identity: 'number:5560360793',
        standing: 'established',
        mayBeSoleTrader: false,
        county: '20',
        joinedAt: now,
      },
      events: [organisationJoined],
    });
  });

  it.each<[string, Partial<OrganisationProfile>, string, string]>([
    [
      'a number that is none',
      { organisationNumber: '556036-0794' },
      'organisation-number-invalid',
      '/organisationNumber',
    ],
    ['an unknown municipality', { municipality: '2018' }, 'unknown-municipality', '/municipality'],
    [
      'work in an unknown municipality',
      { worksIn: { ...library.worksIn, municipalities: ['2081', '9999'] } },
      'unknown-municipality',
      '/worksIn/municipalities/1',
    ],
    [
      'work in an unknown county',
      { worksIn: { ...library.worksIn, counties: ['02'] } },
      'unknown-county',
      '/worksIn/counties/0',
    ],
  ])('refuses %s', (_, change, code, pointer) => {
    expect(() => joinNetwork({ ...library, ...change }, now)).toThrow(
      expect.objectContaining({ code, kind: 'invalid', errors: [expect.objectContaining({ pointer, code })] }),
    );
  });

  it('suggests the municipality that may have been meant', () => {
    expect(() => joinNetwork({ ...library, municipality: 'Borlange' }, now)).toThrow(/2081 Borlänge/);
  });

  it('does not repeat an invalid number: it can be that of a person', () => {
    expect(() => joinNetwork({ ...library, organisationNumber: '811228-9875' }, now)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('811228') }),
    );
  });
});

describe('an organisation without a number, and one of the same name with it', () => {
  const { organisationNumber: number, ...bare } = { ...library, organisationNumber: '556036-0793' };
  const numbered = { ...bare, organisationNumber: number };

  it('may be one, however the name is written, and nobody is told the number', () => {
    expect(mayBeOne(bare, numbered)).toBe(true);
    expect(mayBeOne({ ...numbered, name: ` ${bare.name.toUpperCase()}!` }, bare)).toBe(true);
    expect(maybeKnown(bare, 'one')).toMatchObject({ code: 'organisation-known', kind: 'conflict' });
    for (const described of [bare, numbered]) expect(maybeKnown(described, 'one').message).not.toContain('0793');
  });

  it('are not asked about elsewhere, with another name, or where both have said what they are known by', () => {
    expect(mayBeOne(bare, { ...numbered, municipality: '2080' })).toBe(false);
    expect(mayBeOne(bare, { ...numbered, name: 'Biblioteket' })).toBe(false);
    expect(mayBeOne(numbered, { ...numbered, organisationNumber: '212000-2239' })).toBe(false);
    expect(mayBeOne(bare, bare)).toBe(false);
  });
});

describe('what a stranger describes', () => {
  const described = describeOrganisation('one', library, now).state;
  const another = describeOrganisation('another', library, now).state;

  it('is known by its own id alone, and has no name for others', () => {
    expect([described.identity, another.identity]).toEqual(['id:one', 'id:another']);
    expect(described.claims).toBe(joined.identity);
    expect(publicOrganisation(described, 'one')).not.toHaveProperty('name');
  });

  it('is held to the same rules', () => {
    expect(() => describeOrganisation('one', { ...library, municipality: '2018' }, now)).toThrow(
      expect.objectContaining({ code: 'unknown-municipality' }),
    );
  });

  it('is known by what it says once somebody responsible has read it, and has a name then', () => {
    expect(establishOrganisation(described, false)).toEqual({ state: joined, events: [organisationAmended] });
    expect(establishOrganisation(joined, false)).toBe(nothingHappens);
  });

  it('is told from what was stored before that was kept apart: that is established', () => {
    const { standing: _, ...before } = joined;
    expect(establishOrganisation(before, false)).toBe(nothingHappens);
    expect(amendOrganisation(before, { category: 'company' }, later)).toMatchObject({
      state: { standing: 'established' },
    });
    expect(publicOrganisation(before, 'id')).toHaveProperty('name');
  });

  it('goes on being known by its own id where it was told apart from another one, whatever is changed about it', () => {
    const { state } = establishOrganisation(described, true) as Change<Organisation>;
    expect(state).toMatchObject({ standing: 'established', identity: 'id:one' });
    expect(amendOrganisation(state, { category: 'company' }, later)).toMatchObject({ state: { identity: 'id:one' } });
  });

  it('keeps its standing when it is changed before that', () => {
    expect(
      amendOrganisation(described, { municipality: '0180', organisationNumber: '212000-0142' }, later),
    ).toMatchObject({
      state: { standing: 'described', identity: 'id:one', claims: 'number:2120000142' },
    });
  });

  it('keeps nothing of what was said when it turns out to be another one, and says which', () => {
    const { state, events } = mergeOrganisation(described, 'library') as Change<Organisation>;
    expect(events).toEqual([organisationAmended]);
    expect(state).toMatchObject({ standing: 'merged', contacts: [], offers: [], consentsToMatching: false });
    expect(JSON.stringify(state)).not.toMatch(/Eva|5560360793/);
    const published = serializedEvent(organisationAmended, 'one', publicOrganisation(state, 'one'));
    expect(parseEvent([organisationAmended], published).data).toMatchObject({ mergedInto: 'library' });

    expect(mergeOrganisation(state, 'library')).toBe(nothingHappens);
    for (const decide of [
      () => mergeOrganisation(state, 'school'),
      () => establishOrganisation(state, false),
      () => amendOrganisation(state, { category: 'company' }, later),
    ])
      expect(decide).toThrow(expect.objectContaining({ code: 'organisation-merged' }));
    expect(() => mergeOrganisation(joined, 'school')).toThrow(
      expect.objectContaining({ code: 'organisation-established' }),
    );
  });
});

describe('the identity of an organisation', () => {
  const { organisationNumber: _, ...unnumbered } = library;

  it('is its number, however it is written', () => {
    expect(identityOf({ ...library, organisationNumber: '16556036-0793' })).toBe(identityOf(library));
  });

  it('is its name and municipality when it has given no number, whatever the case and the punctuation', () => {
    const spelled = { ...unnumbered, name: '  stadsbiblioteket i  BORLÄNGE.' };
    expect(identityOf(spelled)).toBe(identityOf(unnumbered));
    expect(identityOf({ ...unnumbered, municipality: '2080' })).not.toBe(identityOf(unnumbered));
    expect(identityOf({ ...unnumbered, name: 'Stadsbiblioteket i Borlange' })).not.toBe(identityOf(unnumbered));
  });
});

describe('amending an organisation', () => {
  it('publishes what everybody may know', () => {
    expect(amendOrganisation(joined, { municipality: '2080' }, later)).toEqual({
      state: { ...joined, municipality: '2080', named: 'name:2080:stadsbiblioteket i borlänge' },
      events: [organisationAmended],
    });
  });

  it('publishes nothing of a new contact person', () => {
    const contacts = [{ ...contact, name: 'Erik Exempel' }];
    expect(amendOrganisation(joined, { contacts }, later)).toEqual({ state: { ...joined, contacts }, events: [] });
  });

  it('ends the links that went to the first contact where that is another address, and publishes that alone', () => {
    const elsewhere = { ...contact, email: 'erik@bibliotek.example' };
    for (const contacts of [[elsewhere], [elsewhere, contact], []]) {
      expect(amendOrganisation(joined, { contacts }, later)).toEqual({
        state: { ...joined, contacts, linksSince: later },
        events: [organisationAmended],
      });
      expect(publicOrganisation({ ...joined, contacts, linksSince: later }, 'one').linksSince).toBe(
        later.toISOString(),
      );
    }
    for (const contacts of [[{ ...contact, email: 'EVA@bibliotek.example' }], [contact, elsewhere]])
      expect(amendOrganisation(joined, { contacts }, later)).toEqual({ state: { ...joined, contacts }, events: [] });
    expect(forgetContact(joined, contact.email, later)).toMatchObject({ state: { linksSince: later } });
    expect(replaceContact(joined, contact.email, elsewhere, later)).toMatchObject({
      state: { contacts: [elsewhere], linksSince: later },
    });
    expect(replaceContact(joined, elsewhere.email, elsewhere, later)).toBe(nothingHappens);
  });

  it('does nothing when nothing is different', () => {
    expect(amendOrganisation(joined, { name: library.name }, later)).toBe(nothingHappens);
  });

  it('moves the county with the municipality', () => {
    expect(amendOrganisation(joined, { municipality: '0180' }, later)).toMatchObject({ state: { county: '01' } });
  });

  it('refuses an unknown municipality', () => {
    expect(() => amendOrganisation(joined, { municipality: '0000' }, later)).toThrow(
      expect.objectContaining({ code: 'unknown-municipality' }),
    );
  });
});

describe('an organisation that amends itself', () => {
  const { organisationNumber: _, ...unnumbered } = library;
  const nameless = joinNetwork(unnumbered, now).state;

  it('changes what it says of itself, but not by what it is known', () => {
    expect(amendOwnOrganisation(joined, { category: 'company', name: 'Biblioteket' }, later)).toMatchObject({
      state: { category: 'company', name: 'Biblioteket', identity: joined.identity },
    });
    expect(amendOwnOrganisation(nameless, { name: 'stadsbiblioteket i Borlänge' }, later)).toMatchObject({
      state: { identity: nameless.identity },
    });
  });

  it.each<[string, typeof joined, Partial<OrganisationProfile>]>([
    ['its number', joined, { organisationNumber: '212000-0142' }],
    ['its name when it has no number', nameless, { name: 'Stadsbiblioteket i Falun' }],
    ['its municipality when it has no number', nameless, { municipality: '2080' }],
    ['a number it did not have', nameless, { organisationNumber: '556036-0793' }],
  ])('does not change %s', (_, organisation, amendment) => {
    expect(() => amendOwnOrganisation(organisation, amendment, later)).toThrow(
      expect.objectContaining({ code: 'identity-is-fixed', kind: 'forbidden' }),
    );
    expect(amendOrganisation(organisation, amendment, later)).not.toBe(nothingHappens);
  });
});

describe('what is published of an organisation', () => {
  it('keeps the contract, and neither contacts nor number are in it', () => {
    const published = serializedEvent(organisationJoined, 'library', publicOrganisation(joined, 'library'));
    expect(parseEvent([organisationJoined], published).data).toMatchObject({ id: 'library', name: library.name });
    expect(published).not.toMatch(/Eva|5560360793|bibliotek\.example/);
  });

  it('leaves out the name of a sole trader, who sees it herself', () => {
    const trader = joinNetwork({ ...library, name: 'Eva Exempel Data', organisationNumber: '811228-9874' }, now).state;
    expect(publicOrganisation(trader, 'trader')).not.toHaveProperty('name');
    expect(serializedEvent(organisationJoined, 'trader', publicOrganisation(trader, 'trader'))).not.toMatch(
      /Eva|811228/,
    );
    expect(ownOrganisation(trader, 'trader')).toMatchObject({ name: 'Eva Exempel Data', contacts: [contact] });
  });

  const { organisationNumber: _, ...unnumbered } = library;
  const named = (name: string, sector: OrganisationProfile['sector']) =>
    publicOrganisation(joinNetwork({ ...unnumbered, name, sector }, now).state, 'one').name;

  it.each(['Eva Exempel', 'Evas Datahjälp', 'Abbes Kabel', 'Hbtq-kaféet', 'Föreningskonsulten Eva Exempel'])(
    'leaves out the name of a private business without a number, which may be a sole trader: %s',
    (name) => expect(named(name, 'private')).toBeUndefined(),
  );

  it.each([
    'Exempelbolaget 7 AB',
    'AB Exempel',
    'Exempel AB (publ)',
    'Aktiebolaget Exempel',
    'Exempel & Co KB',
    'Exempel HB',
    'Exempel ekonomisk förening',
    'Exempel ek. för.',
  ])('names a company, which no sole trader can be: %s', (name) => expect(named(name, 'private')).toBe(name));

  it('names what is public, and associations, with a number or without', () => {
    expect(named('Biblioteket', 'public')).toBe('Biblioteket');
    expect(named('Seniorerna', 'civil-society')).toBe('Seniorerna');
    expect(publicOrganisation(joinNetwork({ ...library, sector: 'private' }, now).state, 'one')).toHaveProperty('name');
  });
});
