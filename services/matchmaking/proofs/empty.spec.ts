import { expect, it } from '@jest/globals';
import { prove } from './empty.proof.ts';

it('an empty result names the smallest cause, and the cheapest change that helps', async () => {
  await expect(prove({ runs: 200, seed: 2024, log: () => undefined })).resolves.toBeUndefined();
});
