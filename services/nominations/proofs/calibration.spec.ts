import { expect, it } from '@jest/globals';
import { prove } from './calibration.proof.ts';

it('calibration recovers planted biases within its intervals at their rate, or refuses', async () => {
  await expect(prove({ runs: 1_500, seed: 2021, log: () => undefined })).resolves.toBeUndefined();
});
