import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { Capability, CountyCode, Day, Id, Instant, MunicipalityCode, Slug } from '../vocabulary.ts';

/**
 * The public state of a registration (intresseanmälan). Category, municipality and county are carried as they were when the
 * organisation registered: figures about a campaign do not change when an organisation moves the year after.
 */
const registration = Type.Object({
  id: Id,
  campaignId: Slug,
  organisationId: Id,
  category: Slug,
  municipality: MunicipalityCode,
  county: CountyCode,
  days: Type.Array(Day),
  offers: Type.Array(Capability),
  needs: Type.Array(Capability),
  status: Type.Enum(['submitted', 'contacted', 'confirmed', 'declined', 'withdrawn']),
  declineReason: Type.Optional(Slug),
  withdrawalReason: Type.Optional(Slug),
  submittedAt: Instant,
  contactedAt: Type.Optional(Instant),
  confirmedAt: Type.Optional(Instant),
  declinedAt: Type.Optional(Instant),
  withdrawnAt: Type.Optional(Instant),
  kitIssuedAt: Type.Optional(Instant),
  /** No link that was sent to its contact before opens anything: it has another contact since, or it was revoked. */
  linksSince: Type.Optional(Instant),
});

export type RegistrationData = Static<typeof registration>;

const exampleRegistration: RegistrationData = {
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

export const registrationSubmitted = contract({
  type: 'registrations.registration.submitted.v1',
  meaning: 'An organisation has registered its interest in a campaign.',
  data: registration,
  example: exampleRegistration,
  campaign: ({ campaignId }) => campaignId,
});

export const registrationAmended = contract({
  type: 'registrations.registration.amended.v1',
  meaning: 'A registration has been changed: the days it chose, or what it offers and needs.',
  data: registration,
  example: { ...exampleRegistration, days: ['2024-11-16'] },
  campaign: ({ campaignId }) => campaignId,
});

export const registrationContacted = contract({
  type: 'registrations.registration.contacted.v1',
  meaning: 'The secretariat has been in touch with the organisation behind a registration.',
  data: registration,
  example: { ...exampleRegistration, status: 'contacted', contactedAt: '2024-09-25T08:00:00.000Z' },
  campaign: ({ campaignId }) => campaignId,
});

export const registrationConfirmed = contract({
  type: 'registrations.registration.confirmed.v1',
  meaning: 'A registration has been confirmed: the organisation takes part in the campaign.',
  data: registration,
  example: {
    ...exampleRegistration,
    status: 'confirmed',
    contactedAt: '2024-09-25T08:00:00.000Z',
    confirmedAt: '2024-09-27T13:30:00.000Z',
  },
  campaign: ({ campaignId }) => campaignId,
});

export const registrationDeclined = contract({
  type: 'registrations.registration.declined.v1',
  meaning: 'A registration has been declined by the secretariat, for a stated reason.',
  data: registration,
  example: {
    ...exampleRegistration,
    status: 'declined',
    declineReason: 'charges-a-fee',
    declinedAt: '2024-09-26T09:10:00.000Z',
  },
  campaign: ({ campaignId }) => campaignId,
});

export const registrationWithdrawn = contract({
  type: 'registrations.registration.withdrawn.v1',
  meaning: 'An organisation has withdrawn its registration.',
  data: registration,
  example: {
    ...exampleRegistration,
    status: 'withdrawn',
    withdrawalReason: 'no-staff',
    withdrawnAt: '2024-10-30T15:05:00.000Z',
  },
  campaign: ({ campaignId }) => campaignId,
});

export const kitIssued = contract({
  type: 'registrations.registration.kit-issued.v1',
  meaning: 'The kit of the campaign has been handed over to the organisation behind a confirmed registration.',
  data: registration,
  example: {
    ...exampleRegistration,
    status: 'confirmed',
    confirmedAt: '2024-09-27T13:30:00.000Z',
    kitIssuedAt: '2024-09-27T13:30:00.000Z',
  },
  campaign: ({ campaignId }) => campaignId,
});

export const registrationEvents = [
  registrationSubmitted,
  registrationAmended,
  registrationContacted,
  registrationConfirmed,
  registrationDeclined,
  registrationWithdrawn,
  kitIssued,
] as const;
