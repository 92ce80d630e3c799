import { republicationCompleted } from '../republication.ts';

export const registrationsRepublished = republicationCompleted('registrations', [
  { aggregate: 'campaign', count: 3 },
  { aggregate: 'organisation', count: 375 },
  { aggregate: 'registration', count: 412 },
]);
