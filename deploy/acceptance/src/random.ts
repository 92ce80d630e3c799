import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The same seed gives the same sample, on every machine and for ever. */
export class Random {
  readonly #generator;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  upTo(limit: number): number {
    return uniformInt(this.#generator, 0, limit - 1);
  }

  between([least, most]: readonly [number, number]): number {
    return least + this.upTo(most - least + 1);
  }

  inAHundred(share: number): boolean {
    return this.upTo(100) < share;
  }

  oneOf<T>(choices: readonly T[]): T {
    return choices[this.upTo(choices.length)] as T;
  }

  /** Each with even odds, but one at least. */
  someOf<T>(choices: readonly T[]): T[] {
    const some = choices.filter(() => this.upTo(2) === 0);
    return some.length > 0 ? some : [this.oneOf(choices)];
  }

  /** One of those whose shares together make a hundred. */
  shared<T>(shares: readonly (readonly [T, number])[]): T {
    let left = this.upTo(100);
    for (const [choice, share] of shares) {
      if (left < share) return choice;
      left -= share;
    }
    throw new Error('The shares make less than a hundred.');
  }

  shuffled<T>(list: readonly T[]): T[] {
    const shuffled = [...list];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.upTo(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
    }
    return shuffled;
  }
}
