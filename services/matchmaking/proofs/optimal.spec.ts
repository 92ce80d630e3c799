import { expect, it } from '@jest/globals';
import { prove } from './optimal.proof.ts';

it('the coalitions that are proposed are the best there are', async () => {
  await expect(prove({ runs: 200, seed: 2024, log: () => undefined })).resolves.toBeUndefined();
});
