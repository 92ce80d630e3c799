import { contract } from '../contract.ts';
import { exampleRegistration, registration } from './registration.ts';

export const registrationSubmitted = contract({
  type: 'registrations.registration.submitted.v1',
  meaning: 'An organisation has registered its interest in a campaign.',
  data: registration,
  example: exampleRegistration,
  campaign: ({ campaignId }) => campaignId,
});
