import { describe, expect, it } from '@jest/globals';
import type { Capability } from '@kraftsamling/contracts';
import fc from 'fast-check';
import { fits, mayBeAsked, reservedWith, reservedWithout } from './capacity.ts';
import type { Promised, Share } from './capacity.ts';

const offer = (capability: Share['capability'], amount: number, ...days: string[]): Capability => ({
  capability,
  amount,
  days,
  languages: [],
  targetGroups: [],
  themes: [],
});
const coaches = (amount: number, ...days: string[]): Promised => ({
  brings: [{ capability: 'coaches', amount }],
  days,
});
const [friday, saturday] = ['2024-11-15', '2024-11-16'] as const;

describe('the capacity of an organisation', () => {
  it('is what it offers on a day, and its offers add up', () => {
    const offers = [offer('coaches', 2, friday), offer('coaches', 1)];
    expect(fits(offers, [coaches(3, friday)])).toBe(true);
    expect(fits(offers, [coaches(4, friday)])).toBe(false);
    expect(fits(offers, [coaches(2, saturday)])).toBe(false);
  });

  it('is there again on another day', () => {
    expect(
      fits([offer('venue', 1)], [coaches(0), { brings: [{ capability: 'venue', amount: 1 }], days: [friday] }]),
    ).toBe(true);
    expect(fits([offer('coaches', 2)], [coaches(2, friday), coaches(2, saturday)])).toBe(true);
    expect(fits([offer('coaches', 2)], [coaches(2, friday, saturday), coaches(1, saturday)])).toBe(false);
  });

  it('counts what is promised for any day on every day', () => {
    expect(fits([offer('coaches', 2)], [coaches(1), coaches(1, friday)])).toBe(true);
    expect(fits([offer('coaches', 2)], [coaches(1), coaches(2, friday)])).toBe(false);
    expect(fits([offer('coaches', 1, friday), offer('coaches', 1, saturday)], [coaches(2)])).toBe(false);
    expect(fits([offer('coaches', 2, friday)], [coaches(2)])).toBe(true);
    const room = { brings: [{ capability: 'venue', amount: 1 } as const], days: [friday] };
    expect(fits([offer('venue', 1), offer('coaches', 1, saturday)], [room, coaches(1)])).toBe(true);
  });

  it('is none of what it does not offer', () => {
    expect(fits([offer('venue', 5)], [coaches(1)])).toBe(false);
    expect(fits([], [])).toBe(true);
  });

  it('is asked for only where there is consent', () => {
    const standing = { consents: true, offers: [offer('coaches', 1)], reserved: [] };
    expect(mayBeAsked(standing, coaches(1))).toBe(true);
    expect(mayBeAsked({ ...standing, consents: false }, coaches(1))).toBe(false);
  });

  it('is reserved once for a case, and free again without it', () => {
    const one = { caseId: 'one', ...coaches(1, friday) };
    const other = { caseId: 'other', ...coaches(2) };
    const twice = reservedWith(reservedWith([other], one), { ...one, days: [] });
    expect(twice).toEqual([other, { ...one, days: [] }]);
    expect(reservedWithout(twice, 'one')).toEqual([other]);
  });

  it('is never exceeded on any day, whichever day it turns out to be that is promised without one', () => {
    const days = [friday, saturday, '2024-11-17'];
    const amount = fc.integer({ min: 1, max: 3 });
    const someDays = fc.uniqueArray(fc.constantFrom(...days), { maxLength: 2 });
    const offers = fc.array(
      fc.tuple(amount, someDays).map(([n, on]) => offer('coaches', n, ...on)),
      { maxLength: 4 },
    );
    const promises = fc.array(
      fc.tuple(amount, someDays).map(([n, on]) => coaches(n, ...on)),
      { maxLength: 5 },
    );

    fc.assert(
      fc.property(offers, promises, (offered, promised) => {
        if (!fits(offered, promised)) return;
        const offeredOn = (day: string) =>
          offered
            .filter((each) => each.days.length === 0 || each.days.includes(day))
            .reduce((sum, each) => sum + each.amount, 0);
        const best = days.toSorted((one, another) => offeredOn(another) - offeredOn(one))[0]!;
        const settled = promised.map((each) => (each.days.length === 0 ? { ...each, days: [best] } : each));
        for (const day of days) {
          const used = settled
            .filter((each) => each.days.includes(day))
            .reduce((sum, { brings: [share] }) => sum + share!.amount, 0);
          expect(used).toBeLessThanOrEqual(offeredOn(day));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
