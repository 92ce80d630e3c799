import fc from 'fast-check';

/** The way at-least-once delivery hands out events: all of them, and then all of them again. */
export function twice<T>(events: readonly T[]): T[] {
  return [...events, ...events];
}

/** In another order, always the same one for the same seed. */
export function shuffled<T>(events: readonly T[], seed: number): T[] {
  const order = [...events];
  const random = randomFrom(seed);
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

/** Every way the events may come: each once to three times, in any order. Shrinks towards each once, as they happened. */
export function anyDelivery<T>(events: readonly T[]): fc.Arbitrary<T[]> {
  return fc
    .array(fc.integer({ min: 1, max: 3 }), { minLength: events.length, maxLength: events.length })
    .chain((times) => {
      const copies = events.flatMap((event, index) => Array.from({ length: times[index] ?? 1 }, () => event));
      return fc.shuffledSubarray(copies, { minLength: copies.length, maxLength: copies.length });
    });
}

/** Mulberry32: small, and good enough to mix events. */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
