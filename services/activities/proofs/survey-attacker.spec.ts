import { expect, it } from '@jest/globals';
import { prove } from './survey-attacker.proof.ts';

it('nobody with all answers to a survey but one learns that one', async () => {
  await expect(prove({ runs: 300, seed: 2018, log: () => undefined })).resolves.toBeUndefined();
});
