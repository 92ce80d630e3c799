import { formatAndLint, jest, types } from './checks.ts';

/** What can be known in under a minute and without a server: format, lint with its walls, types, and the specs beside what they are about. */
const sound = await Promise.all([
  formatAndLint({ quick: true }),
  types().then(async (typed) => (await jest(['--config', 'jest.pure.config.js'])) && typed),
]);
process.exitCode = sound.includes(false) ? 1 : 0;
