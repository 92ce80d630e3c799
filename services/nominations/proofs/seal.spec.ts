import { expect, it } from '@jest/globals';
import { prove } from './seal.proof.ts';

it('nobody sees a byte that depends on the winner before the instant', async () => {
  await expect(prove({ runs: 1, seed: 2021, log: () => undefined })).resolves.toBeUndefined();
});
