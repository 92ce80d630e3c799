import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that can be repeated: the same seed gives the same years and the same tamperings. */
export interface Random {
  /** From 0 up to and without `end`. */
  readonly below: (end: number) => number;
  readonly between: (lowest: number, highest: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly oneOf: <Item>(items: readonly Item[]) => Item;
  readonly shuffled: <Item>(items: readonly Item[]) => Item[];
  readonly bytes: () => Uint8Array;
}

export function randomFrom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const between = (lowest: number, highest: number) => uniformInt(generator, lowest, highest);
  const below = (end: number) => between(0, end - 1);
  return {
    below,
    between,
    chance: (probability) => below(1_000_000) < probability * 1_000_000,
    oneOf: <Item>(items: readonly Item[]) => items[below(items.length)] as Item,
    shuffled: (items) =>
      items
        .map((item) => ({ item, at: below(2 ** 31) }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ item }) => item),
    bytes: () => Uint8Array.from({ length: 32 }, () => below(256)),
  };
}
