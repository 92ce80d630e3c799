import { contract } from '../contract.ts';
import { exampleRegistration, registration } from './registration.ts';

export const registrationContacted = contract({
  type: 'registrations.registration.contacted.v1',
  meaning: 'The secretariat has been in touch with the organisation behind a registration.',
  data: registration,
  example: { ...exampleRegistration, status: 'contacted', contactedAt: '2024-09-25T08:00:00.000Z' },
  campaign: ({ campaignId }) => campaignId,
});
