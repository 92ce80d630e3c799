import { describe, expect, it } from '@jest/globals';
import type { Capability } from '@kraftsamling/contracts';
import fc from 'fast-check';
import { mayBeAsked } from '../organisation/capacity.ts';
import type { Promised } from '../organisation/capacity.ts';
import { networkOrganisation } from '../organisation/network-organisation.ts';
import { availableOf, availableOnSomeDay } from './candidate.ts';

const days = ['2024-11-15', '2024-11-16', '2024-11-17'];
const someDays = fc.uniqueArray(fc.constantFrom(...days), { maxLength: 2 });
const share = fc.record({
  capability: fc.constantFrom('coaches' as const, 'venue' as const),
  amount: fc.integer({ min: 1, max: 3 }),
});
const offers = fc.array(
  fc.tuple(share, someDays).map(([each, on]) => ({ ...each, days: on, languages: [], targetGroups: [], themes: [] })),
  { maxLength: 4 },
);
const reserved = fc.array(
  fc.tuple(share, someDays).map(([each, on]) => ({ caseId: 'other', brings: [each], days: on })),
  { maxLength: 3 },
);

const students = (offered: Capability[], promised: readonly Promised[]) =>
  networkOrganisation({
    data: {
      id: 'students',
      municipality: '2081',
      worksIn: { wholeCountry: false, counties: [], municipalities: [] },
      offers: offered,
      consentsToMatching: true,
    },
    reserved: promised,
    requests: 0,
    collaborations: 0,
  });

describe('what an organisation has left', () => {
  it('is as much as it could be asked for, whatever it has promised, and not one more', () => {
    fc.assert(
      fc.property(offers, reserved, someDays, (offered, promised, on) => {
        const standing = { consents: true, offers: offered, reserved: promised };
        const organisation = students(offered, promised);
        const left = availableOf(organisation, 'coaches', on);
        const may = (amount: number) => mayBeAsked(standing, { brings: [{ capability: 'coaches', amount }], days: on });
        expect(left === 0 || may(left)).toBe(true);
        expect(may(left + 1)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is never less where a need that is for certain days gives some of them up', () => {
    fc.assert(
      fc.property(offers, reserved, fc.subarray(days, { minLength: 1 }), (offered, promised, on) => {
        const organisation = students(offered, promised);
        const all = availableOf(organisation, 'coaches', on);
        for (const day of on) expect(availableOf(organisation, 'coaches', [day])).toBeGreaterThanOrEqual(all);
        expect(availableOnSomeDay(organisation, 'coaches')).toBeGreaterThanOrEqual(all);
      }),
    );
  });
});
