import { describe, expect, it } from '@jest/globals';
import { organisationJoined } from '@kraftsamling/contracts';
import type { Capability, OrganisationData } from '@kraftsamling/contracts';
import { organisationFact } from './organisation-fact.ts';
import { organisations } from './organisations.ts';

const [friday, saturday] = ['2024-11-15', '2024-11-16'] as const;

const offer = (capability: Capability['capability'], amount: number, ...days: string[]): Capability => ({
  capability,
  amount,
  days,
  languages: [],
  targetGroups: [],
  themes: [],
});

function offeredBy(offers: Capability[], consentsToMatching = true) {
  return organisationFact('library', 1, { ...organisationJoined.example, offers, consentsToMatching }).offered;
}

describe('What an organisation offers', () => {
  it('is as much as it can give on one day', () => {
    expect(offeredBy([offer('coaches', 2, friday), offer('coaches', 3, saturday), offer('venue', 1)])).toEqual({
      coaches: 3,
      venue: 1,
    });
    expect(offeredBy([offer('coaches', 2, friday), offer('coaches', 1)])).toEqual({ coaches: 3 });
    expect(offeredBy([])).toEqual({});
  });

  it('is not kept where it does not want to be matched', () => {
    expect(offeredBy([offer('venue', 1)], false)).toBeUndefined();
  });
});

describe('An organisation that turned out to be another one', () => {
  it('is counted nowhere', () => {
    const rows: unknown[] = [];
    const counted = (data: OrganisationData) => {
      organisations.contribute(organisationFact(data.id, 1, data), (row) => rows.push(row));
      return rows.splice(0).length;
    };
    const { example } = organisationJoined;
    expect(counted(example)).toBeGreaterThan(0);
    expect(counted({ ...example, consentsToMatching: false, mergedInto: 'another' })).toBe(0);
  });
});
