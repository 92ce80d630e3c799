import { expect, it } from '@jest/globals';
import { prove } from './oracle.proof.ts';

it('a stranger learns from no answer, its size or its time who or what is known', async () => {
  await expect(prove({ runs: 60, seed: 2024, log: () => undefined })).resolves.toBeUndefined();
});
