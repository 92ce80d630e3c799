import { expect, it } from '@jest/globals';
import { prove } from './timeline.proof.ts';

it('each step of the year of the award is taken until its instant, and refused from it on', async () => {
  await expect(prove({ runs: 1, seed: 2021, log: () => undefined })).resolves.toBeUndefined();
});
