import { expect, it } from '@jest/globals';
import { prove } from './isolation.proof.ts';

it('nobody sees a byte that depends on hidden scores before a list is announced', async () => {
  await expect(prove({ runs: 2, seed: 2021, log: () => undefined })).resolves.toBeUndefined();
});
