import { expect, it } from '@jest/globals';
import { prove } from './last-minute.proof.ts';

it('of what is nominated in the last minute nothing is lost, and what comes later is refused', async () => {
  await expect(prove({ runs: 300, seed: 2021, log: () => undefined })).resolves.toBeUndefined();
});
