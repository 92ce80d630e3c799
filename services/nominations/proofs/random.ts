import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that can be repeated: the same seed gives the same juries, years and tamperings. */
export interface Random {
  /** From 0 up to and without `end`. */
  readonly below: (end: number) => number;
  /** Both ends included. */
  readonly between: (lowest: number, highest: number) => number;
  readonly oneOf: <Item>(items: readonly Item[]) => Item;
  readonly shuffled: <Item>(items: readonly Item[]) => Item[];
  readonly bytes: (count: number) => Uint8Array;
  readonly chance: (probability: number) => boolean;
  /** With mean 0 and standard deviation 1. */
  readonly normal: () => number;
}

export function randomFrom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const between = (lowest: number, highest: number) => uniformInt(generator, lowest, highest);
  const below = (end: number) => between(0, end - 1);
  const unit = () => (below(2 ** 31) + 0.5) / 2 ** 31;
  return {
    below,
    between,
    oneOf: <Item>(items: readonly Item[]) => items[below(items.length)] as Item,
    shuffled: (items) =>
      items
        .map((item) => ({ item, at: below(2 ** 31) }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ item }) => item),
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
    chance: (probability) => unit() < probability,
    // Box and Muller.
    normal: () => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit()),
  };
}
