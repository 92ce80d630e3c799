import { expect, it } from '@jest/globals';
import { prove } from './consent.proof.ts';

it('nobody but staff sees a byte that depends on an organisation without consent', async () => {
  await expect(prove({ runs: 2, seed: 2024, log: () => undefined })).resolves.toBeUndefined();
});
