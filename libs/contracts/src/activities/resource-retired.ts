import { contract } from '../contract.ts';
import { exampleResource, resource } from './resource.ts';

export const resourceRetired = contract({
  type: 'activities.resource.retired.v1',
  meaning: 'A venue or a coach can no longer be booked.',
  data: resource,
  example: { ...exampleResource, status: 'retired', retiredAt: '2025-01-07T09:00:00.000Z' },
  campaign: () => undefined,
});
