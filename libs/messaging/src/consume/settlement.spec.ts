import { describe, expect, it } from '@jest/globals';
import { BrokenContract } from '@kraftsamling/contracts';
import fc from 'fast-check';
import { NotYet } from '../store/not-yet.ts';
import { lostRace } from '../store/transaction.ts';
import { settle, settleUnwritten } from './settlement.ts';

const failed = (error: unknown) => ({ kind: 'failed', error }) as const;
const networkError = Object.assign(new Error('connect ECONNREFUSED'), { name: 'MongoServerSelectionError' });

describe('settling a delivery', () => {
  it('acknowledges what was handled', () => {
    expect(settle({ kind: 'handled' }, 1, 5, 0.5)).toEqual({ kind: 'acknowledge' });
  });

  it('makes a broken contract a dead letter at once: it never mends', () => {
    expect(settle(failed(new BrokenContract(['/data/id is missing'])), 1, 5, 0.5).kind).toBe('dead-letter');
  });

  it('tries any other failure again, later and later', () => {
    const delays = [1, 2, 3, 4].map((delivery) => settle(failed(new Error('once more')), delivery, 5, 0.5));
    expect(delays).toEqual([250, 500, 1000, 2000].map((delayMs) => ({ kind: 'retry', delayMs })));
  });

  it('makes a failure a dead letter on the last failure, with its reason on one line', () => {
    expect(settle(failed(new Error('always\n the same')), 5, 5, 0.5)).toEqual({
      kind: 'dead-letter',
      reason: 'Error: always the same',
    });
  });

  it('lets an event that others must come before come again ten times as often, within ten seconds each time', () => {
    const early = failed(new NotYet('3 of 4 have come.'));
    expect(settle(early, 1, 5, 0.5)).toEqual({ kind: 'retry', delayMs: 250 });
    expect(settle(early, 49, 5, 0.5)).toEqual({ kind: 'retry', delayMs: 10_000 });
    expect(settle(early, 50, 5, 0.5)).toEqual({ kind: 'dead-letter', reason: 'NotYet: 3 of 4 have come.' });
  });

  it('waits out an outage of the database, however long that takes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (delivery, random) => {
          expect(settle(failed(networkError), delivery, 5, random).kind).toBe('retry');
          expect(settle(failed(new Error('wrapped', { cause: networkError })), delivery, 5, random).kind).toBe('retry');
        },
      ),
    );
  });

  it('counts a transaction that is always in conflict as a failure like any other', () => {
    expect(settle(failed(lostRace()), 1, 5, 0.5)).toEqual({ kind: 'retry', delayMs: 250 });
    expect(settle(failed(lostRace()), 5, 5, 0.5).kind).toBe('dead-letter');
  });

  it('keeps an event whose dead letter could not be written', () => {
    expect(settleUnwritten()).toEqual({ kind: 'retry', delayMs: 1_000 });
  });

  it('never waits longer than a minute and a half, nor less than an eighth of a second', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (delivery, random) => {
          const settlement = settle(failed(new Error('again')), delivery, Infinity, random);
          if (settlement.kind !== 'retry') throw new Error('expected a retry');
          expect(settlement.delayMs).toBeGreaterThanOrEqual(125);
          expect(settlement.delayMs).toBeLessThanOrEqual(90_000);
        },
      ),
    );
  });
});
