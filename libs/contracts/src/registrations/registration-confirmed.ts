import { contract } from '../contract.ts';
import { exampleRegistration, registration } from './registration.ts';

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
