import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { Capability, CountyCode, Id, Instant, MunicipalityCode, Slug } from '../vocabulary.ts';

/** The public state of an organisation. Its number and its contact persons stay with the owner. */
const organisation = Type.Object({
  id: Id,
  name: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        'Left out for sole traders, whose name is that of a person, and until somebody responsible has read what a stranger wrote.',
    }),
  ),
  category: Slug,
  sector: Type.Enum(['public', 'private', 'civil-society']),
  municipality: MunicipalityCode,
  county: CountyCode,
  worksIn: Type.Object({
    wholeCountry: Type.Boolean(),
    counties: Type.Array(CountyCode),
    municipalities: Type.Array(MunicipalityCode),
  }),
  offers: Type.Array(Capability),
  needs: Type.Array(Capability),
  consentsToMatching: Type.Boolean(),
  joinedAt: Instant,
  /** It was described by a stranger, and turned out to be this one, which is known: it is no organisation of its own, and counts for nothing. */
  mergedInto: Type.Optional(Id),
  /** No link that was sent to the first of its contacts before opens anything: it is another one since. */
  linksSince: Type.Optional(Instant),
});

export type OrganisationData = Static<typeof organisation>;

const exampleOrganisation: OrganisationData = {
  id: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f',
  name: 'Stadsbiblioteket i Borlänge',
  category: 'public-library',
  sector: 'public',
  municipality: '2081',
  county: '20',
  worksIn: { wholeCountry: false, counties: [], municipalities: ['2081', '2080'] },
  offers: [
    {
      capability: 'venue',
      amount: 2,
      days: [],
      languages: ['sv'],
      targetGroups: ['senior-citizens'],
      themes: ['e-identification'],
    },
  ],
  needs: [
    { capability: 'coaches', amount: 3, days: ['2024-11-15'], languages: ['sv', 'so'], targetGroups: [], themes: [] },
  ],
  consentsToMatching: true,
  joinedAt: '2024-05-02T08:15:30.000Z',
};

export const organisationJoined = contract({
  type: 'registrations.organisation.joined.v1',
  meaning: 'An organisation has joined the network.',
  data: organisation,
  example: exampleOrganisation,
  campaign: () => undefined,
});

export const organisationAmended = contract({
  type: 'registrations.organisation.amended.v1',
  meaning:
    'An organisation of the network has changed: what it offers and needs, where it works, what it consents to, or which one it is.',
  data: organisation,
  example: { ...exampleOrganisation, worksIn: { wholeCountry: false, counties: ['20'], municipalities: [] } },
  campaign: () => undefined,
});

export const organisationEvents = [organisationJoined, organisationAmended] as const;
