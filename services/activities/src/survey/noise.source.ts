import { randomInt } from 'node:crypto';

/** Normally distributed with mean 0 and standard deviation 1 (Box and Muller), from chance that nobody can predict or draw again. */
export function noise(): number {
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Above 0, up to 1. */
function uniform(): number {
  const parts = 2 ** 47;
  return (randomInt(parts) + 1) / parts;
}
