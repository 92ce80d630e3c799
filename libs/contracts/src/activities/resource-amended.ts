import { contract } from '../contract.ts';
import { exampleResource, resource } from './resource.ts';

export const resourceAmended = contract({
  type: 'activities.resource.amended.v1',
  meaning: 'What is known of a venue or a coach has changed.',
  data: resource,
  example: { ...exampleResource, capacity: 45 },
  campaign: () => undefined,
});
