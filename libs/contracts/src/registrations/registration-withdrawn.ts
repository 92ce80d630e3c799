import { contract } from '../contract.ts';
import { exampleRegistration, registration } from './registration.ts';

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
