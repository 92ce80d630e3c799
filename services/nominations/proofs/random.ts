import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that can be repeated: the same seed gives the same juries. */
export interface Random {
  /** From 0 up to and without `end`. */
  readonly below: (end: number) => number;
  readonly chance: (probability: number) => boolean;
  /** With mean 0 and standard deviation 1. */
  readonly normal: () => number;
}

export function randomFrom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const below = (end: number) => uniformInt(generator, 0, end - 1);
  const unit = () => (below(2 ** 31) + 0.5) / 2 ** 31;
  return {
    below,
    chance: (probability) => unit() < probability,
    // Box and Muller.
    normal: () => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit()),
  };
}
