import type { Static } from 'typebox';
import { Type } from 'typebox';
import { CountyCode, Id, Instant, MunicipalityCode, Slug } from '../vocabulary.ts';
import { capability } from './capability.ts';

/** The public state of an organisation. Its number and its contact persons stay with the owner. */
export const organisation = Type.Object({
  id: Id,
  name: Type.Optional(
    Type.String({ minLength: 1, description: 'Left out for sole traders, whose name is that of a person.' }),
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
  offers: Type.Array(capability),
  needs: Type.Array(capability),
  consentsToMatching: Type.Boolean(),
  joinedAt: Instant,
});

export type OrganisationData = Static<typeof organisation>;

export const exampleOrganisation: OrganisationData = {
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
