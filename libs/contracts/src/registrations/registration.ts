import type { Static } from 'typebox';
import { Type } from 'typebox';
import { CountyCode, Day, Id, Instant, MunicipalityCode, Slug } from '../vocabulary.ts';
import { capability } from './capability.ts';

/**
 * The public state of a registration (intresseanmälan). Category, municipality and county are carried as they were when the
 * organisation registered: figures about a campaign do not change when an organisation moves the year after.
 */
export const registration = Type.Object({
  id: Id,
  campaignId: Slug,
  organisationId: Id,
  category: Slug,
  municipality: MunicipalityCode,
  county: CountyCode,
  days: Type.Array(Day),
  offers: Type.Array(capability),
  needs: Type.Array(capability),
  status: Type.Enum(['submitted', 'contacted', 'confirmed', 'declined', 'withdrawn']),
  declineReason: Type.Optional(Slug),
  withdrawalReason: Type.Optional(Slug),
  submittedAt: Instant,
  contactedAt: Type.Optional(Instant),
  confirmedAt: Type.Optional(Instant),
  declinedAt: Type.Optional(Instant),
  withdrawnAt: Type.Optional(Instant),
  kitIssuedAt: Type.Optional(Instant),
});

export type RegistrationData = Static<typeof registration>;

export const exampleRegistration: RegistrationData = {
  id: '01921c77-0e2a-7b63-8c11-94d2e5f60718',
  campaignId: 'digitalidag-2024',
  organisationId: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f',
  category: 'public-library',
  municipality: '2081',
  county: '20',
  days: ['2024-11-15', '2024-11-16'],
  offers: [
    {
      capability: 'venue',
      amount: 1,
      days: ['2024-11-15', '2024-11-16'],
      languages: ['sv'],
      targetGroups: ['senior-citizens'],
      themes: ['e-identification'],
    },
  ],
  needs: [
    { capability: 'coaches', amount: 2, days: ['2024-11-15'], languages: ['sv', 'so'], targetGroups: [], themes: [] },
  ],
  status: 'submitted',
  submittedAt: '2024-09-23T11:42:05.000Z',
};
