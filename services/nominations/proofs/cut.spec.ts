import { expect, it } from '@jest/globals';
import { prove } from './cut.proof.ts';

it('a certificate names the smallest change of a list, and the smallest sets of jurors who decide it', async () => {
  await expect(prove({ runs: 40, seed: 2021, log: () => undefined })).resolves.toBeUndefined();
});
