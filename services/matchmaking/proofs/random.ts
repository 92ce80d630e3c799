import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that can be repeated: the same seed gives the same instances. */
export interface Random {
  /** From 0 up to and without `end`. */
  readonly below: (end: number) => number;
  readonly oneOf: <Item>(items: readonly [Item, ...Item[]]) => Item;
  /** Each of them with a probability. */
  readonly some: <Item>(items: readonly Item[], probability: number) => Item[];
  readonly chance: (probability: number) => boolean;
  readonly shuffled: <Item>(items: readonly Item[]) => Item[];
}

export function randomFrom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const below = (end: number) => uniformInt(generator, 0, end - 1);
  const chance = (probability: number) => below(1_000_000) < probability * 1_000_000;
  return {
    below,
    chance,
    oneOf: (items) => items[below(items.length)] ?? items[0],
    some: (items, probability) => items.filter(() => chance(probability)),
    shuffled: (items) =>
      items
        .map((item) => ({ item, at: below(2 ** 31) }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ item }) => item),
  };
}
