import type { Proof } from '@kraftsamling/testing/proof';
import { proveTwins } from './twin-worlds.ts';

export const full = 12;

/** Whoever has won, nobody who may not know sees a byte that depends on it before the instant; after it the winner is told once. */
export function prove(proof: Proof): Promise<void> {
  return proveTwins('winner', proof);
}
