import { republicationCompleted } from '../republication.ts';

export const activitiesRepublished = republicationCompleted('activities', [
  { aggregate: 'activity', count: 1062 },
  { aggregate: 'booking', count: 87 },
  { aggregate: 'resource', count: 120 },
  { aggregate: 'survey', count: 14 },
]);
