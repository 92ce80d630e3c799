import { republicationCompleted } from '../republication.ts';

export const nominationsRepublished = republicationCompleted('nominations', [
  { aggregate: 'article', count: 21 },
  { aggregate: 'award', count: 1 },
  { aggregate: 'candidacy', count: 12 },
  { aggregate: 'nomination', count: 64 },
]);
