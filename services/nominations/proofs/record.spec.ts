import { expect, it } from '@jest/globals';
import { prove } from './record.proof.ts';
import { hasPython } from './verifiers.ts';

it('tampering with a record is found where it begins, by both verifiers', async () => {
  const proved = prove({ runs: 48, seed: 2021, log: () => undefined });
  if (await hasPython()) await expect(proved).resolves.toBeUndefined();
  else await expect(proved).rejects.toThrow('Python 3 is not here');
});
