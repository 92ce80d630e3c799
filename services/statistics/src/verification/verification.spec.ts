import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { histories } from '../../test/histories.ts';
import { newestOfEach } from '../projection/projection-delta.ts';
import { factOf } from '../projection/subscription.ts';
import { Sums } from '../projection/sums.ts';
import type { Fact } from '../subjects/subjects.ts';
import { differencesBetween, failedAdditions } from './verification.ts';

/** Histories in which every municipality lies in its county, as in those of the owner. */
const consistent = histories()
  .map((events) => [...newestOfEach(events.map(factOf)).values()])
  .map((facts) =>
    facts.map((fact): Fact => ('municipality' in fact ? { ...fact, county: fact.municipality.slice(0, 2) } : fact)),
  );

const rowsOf = (facts: readonly Fact[]) => new Map(Sums.over(facts).entries());

describe('A verification', () => {
  it('finds nothing where the sums are those of the facts', () => {
    fc.assert(
      fc.property(consistent, (facts) => {
        expect(differencesBetween(rowsOf(facts), rowsOf(facts))).toEqual([]);
        expect(failedAdditions(rowsOf(facts))).toEqual([]);
      }),
    );
  });

  it('finds any single number that has been changed, and says where', () => {
    fc.assert(
      fc.property(consistent, fc.nat(), fc.integer({ min: 1, max: 5 }), (facts, which, by) => {
        const shown = rowsOf(facts);
        const cells = [...shown].flatMap(([id, sums]) => Object.keys(sums).map((measure) => ({ id, measure })));
        const { id, measure } = cells[which % cells.length]!;
        shown.set(id, { ...shown.get(id), [measure]: shown.get(id)![measure]! + by });

        const [difference, ...others] = differencesBetween(shown, rowsOf(facts));
        expect(difference).toMatchObject({ measure, expected: difference!.shown - by });
        expect(id).toContain(`/${difference!.figure}/${difference!.value}`);
        expect(others).toEqual([]);
      }),
    );
  });

  it('finds rows that are missing, and rows of nothing', () => {
    const shown = new Map([['digitalidag-2024/registrationsByDay/2024-11-15', { confirmed: 2 }]]);
    const recounted = new Map([['series:digitalidag-2024/registrationSeries/2024-05-01', { submitted: 1 }]]);

    expect(differencesBetween(shown, recounted)).toEqual([
      {
        campaign: 'digitalidag-2024',
        figure: 'registrationsByDay',
        value: '2024-11-15',
        measure: 'confirmed',
        shown: 2,
        expected: 0,
      },
      {
        campaign: 'digitalidag-2024',
        figure: 'registrationSeries',
        value: '2024-05-01',
        measure: 'submitted',
        shown: 0,
        expected: 1,
      },
    ]);
  });

  it('finds a county that is not the sum of its municipalities, and a country that is not the sum of its counties', () => {
    const shown = new Map([
      ['digitalidag-2024/registrationsByMunicipality/2081', { confirmed: 2 }],
      ['digitalidag-2024/registrationsByMunicipality/2080', { confirmed: 1 }],
      ['digitalidag-2024/registrationsByCounty/20', { confirmed: 4 }],
      ['digitalidag-2024/registrationsByCategory/company', { confirmed: 3 }],
      ['digitalidag-2024/registrations/', { confirmed: 3 }],
      ['/registrationsByCampaign/digitalidag-2024', { confirmed: 3 }],
    ]);

    expect(failedAdditions(shown)).toEqual([
      {
        campaign: 'digitalidag-2024',
        figure: 'registrationsByCounty',
        value: '20',
        measure: 'confirmed',
        shown: 4,
        expected: 3,
      },
      { campaign: 'digitalidag-2024', figure: 'registrations', value: '', measure: 'confirmed', shown: 3, expected: 4 },
    ]);
  });

  it('finds people who are not the sum of their counties, of their days and of how they are known', () => {
    const shown = new Map([
      ['digitalidag-2024/activities/', { reported: 1, onSite: 41, lower: 41, upper: 41, staffTrained: 2 }],
      ['digitalidag-2024/activitiesByForm/drop-in', { reported: 1 }],
      ['digitalidag-2024/activitiesByMode/on-site', { reported: 1 }],
      ['digitalidag-2024/activitiesByCounty/20', { reported: 1, onSite: 40, lower: 40, upper: 40 }],
      ['digitalidag-2024/activitiesByMunicipality/2081', { reported: 1, onSite: 40, lower: 40, upper: 40 }],
      ['digitalidag-2024/peopleByEvidence/counted', { onSite: 40, lower: 40, upper: 40 }],
      ['series:digitalidag-2024/peopleSeries/2024-11-15', { onSite: 40, lower: 40, upper: 40 }],
      ['/activities/', { reported: 2 }],
      ['/activitiesByCounty/20', { reported: 2 }],
      ['/activitiesByMunicipality/2081', { reported: 2 }],
      ['/activitiesByForm/drop-in', { reported: 2 }],
      ['/activitiesByMode/on-site', { reported: 2 }],
      ['/activitiesByCampaign/digitalidag-2024', { reported: 1, onSite: 41, lower: 41, upper: 41 }],
    ]);

    const found = failedAdditions(shown);
    expect(new Set(found.map(({ figure, measure }) => `${figure}.${measure}`))).toEqual(
      new Set(['activities.onSite', 'activities.lower', 'activities.upper']),
    );
    for (const difference of found) expect(difference).toMatchObject({ shown: 41, expected: 40 });
    // Counties, evidence and days each say so, of three measures.
    expect(found).toHaveLength(9);
  });
});
