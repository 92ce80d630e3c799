/** A set of small numbers, 32 to a word. All sets of one search have as many words. */
export type Bits = readonly number[];

export function bitsOf(size: number, has: (at: number) => boolean): Bits {
  const words = Array.from({ length: Math.ceil(size / 32) }, () => 0);
  for (let at = 0; at < size; at++) if (has(at)) words[at >> 5] = (words[at >> 5] ?? 0) | (1 << (at & 31));
  return words;
}

export function union(a: Bits, b: Bits): Bits {
  return a.length < b.length ? union(b, a) : a.map((word, at) => word | (b[at] ?? 0));
}

export function contains(a: Bits, b: Bits): boolean {
  return b.every((word, at) => (word & ~(a[at] ?? 0)) === 0);
}

/** How many there are in `all` and in neither of the others. */
export function countMissing(all: Bits, a: Bits, b: Bits): number {
  let missing = 0;
  for (let at = 0; at < all.length; at++) missing += ones((all[at] ?? 0) & ~((a[at] ?? 0) | (b[at] ?? 0)));
  return missing;
}

function ones(word: number): number {
  let rest = word;
  let count = 0;
  for (; rest !== 0; count++) rest &= rest - 1;
  return count;
}
