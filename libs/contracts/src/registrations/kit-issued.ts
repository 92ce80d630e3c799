import { contract } from '../contract.ts';
import { exampleRegistration, registration } from './registration.ts';

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
