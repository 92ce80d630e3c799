import { republicationCompleted } from '../republication.ts';

export const matchmakingRepublished = republicationCompleted('matchmaking', [{ aggregate: 'case', count: 405 }]);
