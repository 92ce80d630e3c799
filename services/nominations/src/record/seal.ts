import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { AwardResult, Withheld } from './entry.ts';

/** Published when the jury has decided: binds it to the result, and shows nothing of it until the nonce is published too. */
export function commitTo(result: AwardResult, nonce: Uint8Array): string {
  return seal('kraftsamling/award-result/1\n', nonce, result);
}

/**
 * Stands in the record in place of texts and persons. Once the value and its salt are erased, nobody can find out by trying what it was,
 * and the chain is as whole as before.
 */
export function withhold(value: unknown, salt: Uint8Array): Withheld {
  return seal('kraftsamling/withheld/1\n', salt, value);
}

/** The same of a value that lies here beside its salt, as `newSalt` writes one. */
export function withheldBy(salt: string, value: unknown): Withheld {
  return withhold(value, Buffer.from(salt, 'hex'));
}

/** With fewer bytes one of 290 municipalities would be found by trying them all. */
export function thirtyTwoBytes(random: Uint8Array): Buffer {
  if (random.length !== 32) throw new RangeError(`A seal takes 32 random bytes, not ${random.length}.`);
  return Buffer.from(random);
}

/** The domain keeps a hash of one kind from being passed off as one of another. */
function seal(domain: string, random: Uint8Array, value: unknown): string {
  return createHash('sha256').update(domain).update(thirtyTwoBytes(random)).update(canonicalJson(value)).digest('hex');
}
