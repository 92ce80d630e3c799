import { contract } from '../contract.ts';
import { exampleRegistration, registration } from './registration.ts';

export const registrationAmended = contract({
  type: 'registrations.registration.amended.v1',
  meaning: 'A registration has been changed: the days it chose, or what it offers and needs.',
  data: registration,
  example: { ...exampleRegistration, days: ['2024-11-16'] },
  campaign: ({ campaignId }) => campaignId,
});
