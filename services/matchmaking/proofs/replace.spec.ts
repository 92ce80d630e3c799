import { expect, it } from '@jest/globals';
import { prove } from './replace.proof.ts';

it('whoever declines is replaced by the best there is, or was named as the weak link', async () => {
  await expect(prove({ runs: 200, seed: 2024, log: () => undefined })).resolves.toBeUndefined();
});
