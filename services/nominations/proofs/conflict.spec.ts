import { expect, it } from '@jest/globals';
import { prove } from './conflict.proof.ts';

it('the shortest way from a juror to a candidacy is found, under whatever names it leads', async () => {
  await expect(prove({ runs: 1_000, seed: 2021, log: () => undefined })).resolves.toBeUndefined();
});
