import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyDelivery, shuffled, twice } from './delivery.ts';

const events = fc.uniqueArray(fc.integer(), { maxLength: 30 });

describe('twice', () => {
  it('hands out all, and then all again', () => {
    expect(twice(['a', 'b'])).toEqual(['a', 'b', 'a', 'b']);
  });
});

describe('shuffled', () => {
  it('keeps every event, and gives the same order for the same seed', () => {
    fc.assert(
      fc.property(events, fc.integer(), (happened, seed) => {
        const order = shuffled(happened, seed);
        expect(order.toSorted()).toEqual(happened.toSorted());
        expect(shuffled(happened, seed)).toEqual(order);
      }),
    );
  });

  it('leaves what it was given as it was', () => {
    const happened = Object.freeze([1, 2, 3, 4, 5]);
    shuffled(happened, 1);
    expect(happened).toEqual([1, 2, 3, 4, 5]);
  });

  it('finds every order of three events within a hundred seeds', () => {
    const orders = Array.from({ length: 100 }, (_, seed) => shuffled(['a', 'b', 'c'], seed).join(''));
    expect(new Set(orders).size).toBe(6);
  });
});

describe('anyDelivery', () => {
  it('delivers every event at least once and at most three times', () => {
    const deliveries = events.chain((happened) => anyDelivery(happened).map((delivered) => ({ happened, delivered })));
    fc.assert(
      fc.property(deliveries, ({ happened, delivered }) => {
        expect(new Set(delivered)).toEqual(new Set(happened));
        for (const event of happened) {
          expect(delivered.filter((other) => other === event).length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });

  it('finds the bug of a projection that counts duplicates, and of one that trusts the order', () => {
    const happened = [1, 2, 3];
    const countsDuplicates = fc.check(
      fc.property(anyDelivery(happened), (delivered) => delivered.length === happened.length),
    );
    const trustsOrder = fc.check(fc.property(anyDelivery(happened), (delivered) => delivered.at(-1) === 3));

    expect(countsDuplicates.failed).toBe(true);
    expect(trustsOrder.failed).toBe(true);
  });
});
