import { contract } from '../contract.ts';
import { exampleRegistration, registration } from './registration.ts';

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
