import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { epochAt, epochOf, firstVersionOf, latestEpochAt, versionIn } from './epoch.ts';

const instants = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }); // prettier-ignore
const versions = fc.integer({ min: 1, max: 1_000_000 });

describe('an epoch', () => {
  it('is the hour in which it began', () => {
    expect(epochAt(new Date('2024-01-01T00:59:59.999Z'))).toBe(0);
    expect(epochAt(new Date('2024-01-02T01:00:00Z'))).toBe(25);
    expect(latestEpochAt(new Date('2024-01-02T01:00:00Z'))).toBe(26);
  });

  it('has versions above all those that were never republished, and above those of any epoch before it', () => {
    fc.assert(
      fc.property(instants, versions, versions, fc.integer({ min: 0, max: 1_000 }), (now, before, after, hours) => {
        const earlier = epochAt(now);
        const later = earlier + 1 + hours;
        const changes = before % 10_000;
        expect(versionIn(earlier, before)).toBeGreaterThan(before);
        expect(versionIn(later, after)).toBeGreaterThanOrEqual(firstVersionOf(later));
        expect(firstVersionOf(later)).toBeGreaterThan(versionIn(earlier, changes));
        expect(epochOf(versionIn(later, after))).toBe(later);
      }),
    );
  });

  it('still has a sequence of ten digits at the end of the century', () => {
    expect(String(versionIn(epochAt(new Date('2099-12-31T23:00:00Z')), 9_999))).toHaveLength(10);
  });

  it('shows how often an aggregate has changed', () => {
    expect(versionIn(25_000, 7)).toBe(250_000_007);
    expect(versionIn(26_000, 250_000_007)).toBe(260_000_007);
  });
});
