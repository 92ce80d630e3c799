import { contract } from '../contract.ts';
import { exampleResource, resource } from './resource.ts';

export const resourceAdded = contract({
  type: 'activities.resource.added.v1',
  meaning: 'A venue or a coach can be booked.',
  data: resource,
  example: exampleResource,
  campaign: () => undefined,
});
