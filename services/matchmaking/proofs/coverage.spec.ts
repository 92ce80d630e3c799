import { describe, it } from '@jest/globals';
import { prove } from './coverage.proof.ts';

describe('the proof of coverage', () => {
  it('holds in its short form', async () => {
    await prove({ runs: 40, seed: 290, log: () => undefined });
  });
});
