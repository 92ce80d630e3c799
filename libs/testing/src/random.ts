import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that can be repeated: the same seed gives the same instances. */
export interface Random {
  /** From 0 up to and without `end`. */
  readonly below: (end: number) => number;
  /** Both ends included. */
  readonly between: (lowest: number, highest: number) => number;
  /** Of a list that is not empty. */
  readonly oneOf: <Item>(items: readonly Item[]) => Item;
  /** Each of them with a probability. */
  readonly some: <Item>(items: readonly Item[], probability: number) => Item[];
  readonly chance: (probability: number) => boolean;
  readonly shuffled: <Item>(items: readonly Item[]) => Item[];
  readonly bytes: (count: number) => Uint8Array;
  /** With mean 0 and standard deviation 1. */
  readonly normal: () => number;
}

export function randomFrom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const between = (lowest: number, highest: number) => uniformInt(generator, lowest, highest);
  const below = (end: number) => between(0, end - 1);
  const chance = (probability: number) => below(1_000_000) < probability * 1_000_000;
  const unit = () => (below(2 ** 31) + 0.5) / 2 ** 31;
  return {
    below,
    between,
    chance,
    oneOf: <Item>(items: readonly Item[]) => items[below(items.length)] as Item,
    some: (items, probability) => items.filter(() => chance(probability)),
    shuffled: (items) =>
      items
        .map((item) => ({ item, at: below(2 ** 31) }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ item }) => item),
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
    // Box and Muller.
    normal: () => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit()),
  };
}
