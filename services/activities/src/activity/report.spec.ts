import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Mode } from './mode.ts';
import { readReport } from './report.ts';
import type { StatedReport } from './report.ts';

const stated: StatedReport = {
  onSite: { people: 40, evidence: 'counted' },
  targetGroups: [{ targetGroup: 'senior-citizens', people: 31 }],
  developedCompetence: 28,
  staffTrained: 2,
  volunteersTrained: 1,
  method: 'Två coacher per bord.',
};

const codesOf = (change: Partial<StatedReport>, mode: Mode = 'on-site') =>
  readReport({ ...stated, ...change }, mode).inputErrors.map(({ pointer, code }) => [pointer, code]);

describe('a report', () => {
  it('has bounds, which are the number itself where people were counted or registered', () => {
    expect(readReport(stated, 'on-site')).toEqual({
      report: {
        ...stated,
        onSite: { people: 40, lower: 40, upper: 40, evidence: 'counted' },
        online: { people: 0, lower: 0, upper: 0, evidence: 'counted' },
      },
      inputErrors: [],
    });
  });

  it('keeps on site and online apart', () => {
    const online = { people: 100, lower: 80, upper: 150, evidence: 'estimated' } as const;
    expect(readReport({ ...stated, online }, 'hybrid')).toMatchObject({
      report: { onSite: { people: 40 }, online },
      inputErrors: [],
    });
  });

  it.each<[string, Partial<StatedReport>, string, string]>([
    ['somebody’s number in how it was done', { method: 'Ring Eva, 070-123 45 67.' }, '/method', 'contact-in-title'],
    [
      'somebody’s address in what was learnt',
      { lessons: 'Fråga eva@bibliotek.example' },
      '/lessons',
      'contact-in-title',
    ],
    [
      'an upper bound under the number',
      { onSite: { people: 40, lower: 30, upper: 39, evidence: 'estimated' } },
      '/onSite',
      'bounds-crossed',
    ],
    [
      'an upper bound under the lower',
      { onSite: { people: 40, lower: 50, upper: 30, evidence: 'estimated' } },
      '/onSite',
      'bounds-crossed',
    ],
    [
      'an estimate without an upper bound',
      { onSite: { people: 40, lower: 30, evidence: 'estimated' } },
      '/onSite',
      'bounds-missing',
    ],
    [
      'bounds of what was counted',
      { onSite: { people: 40, lower: 40, upper: 40, evidence: 'counted' } },
      '/onSite',
      'bounds-not-estimated',
    ],
    [
      'more in groups than in all',
      {
        targetGroups: [
          { targetGroup: 'senior-citizens', people: 31 },
          { targetGroup: 'children-and-youth', people: 10 },
        ],
      },
      '/targetGroups',
      'more-in-groups-than-all',
    ],
    [
      'a group twice',
      {
        targetGroups: [
          { targetGroup: 'senior-citizens', people: 3 },
          { targetGroup: 'senior-citizens', people: 4 },
        ],
      },
      '/targetGroups/1/targetGroup',
      'group-repeated',
    ],
    [
      'more with new competence than there were',
      { developedCompetence: 41 },
      '/developedCompetence',
      'more-than-took-part',
    ],
    ['people online of what was on site', { online: { people: 1, evidence: 'counted' } }, '/online', 'mode-differs'],
    [
      'people who may have been online of what was on site',
      { online: { people: 0, evidence: 'estimated', lower: 0, upper: 9 } },
      '/online',
      'mode-differs',
    ],
  ])('is refused with %s', (_, change, pointer, code) => {
    expect(codesOf(change)).toEqual([[pointer, code]]);
  });

  it('says how many took part in every way in which the activity was held', () => {
    const { onSite: _, ...nothing } = stated;
    expect(readReport(nothing, 'on-site').inputErrors).toMatchObject([
      { pointer: '/onSite', code: 'attendance-missing' },
    ]);
    expect(readReport(nothing, 'hybrid').inputErrors).toHaveLength(2);
    expect(codesOf({}, 'online')).toEqual([
      ['/onSite', 'mode-differs'],
      ['/online', 'attendance-missing'],
    ]);
  });

  it('may say that nobody came', () => {
    const empty = { onSite: { people: 0, evidence: 'counted' }, targetGroups: [], developedCompetence: 0 } as const;
    expect(codesOf(empty)).toEqual([]);
  });

  it('lets the groups add up to the upper bound', () => {
    const onSite = { people: 30, lower: 25, upper: 40, evidence: 'estimated' } as const;
    expect(codesOf({ onSite, targetGroups: [{ targetGroup: 'everybody', people: 40 }] })).toEqual([]);
    expect(codesOf({ onSite, targetGroups: [{ targetGroup: 'everybody', people: 41 }] })).toHaveLength(1);
  });

  it('has people between its bounds, and nobody outside all, whenever it has no errors', () => {
    const number = fc.integer({ min: 0, max: 20 });
    const attendance = fc.oneof(
      fc.record({ people: number, evidence: fc.constantFrom('counted', 'registered') }),
      fc.record({ people: number, lower: number, upper: number, evidence: fc.constant('estimated') }),
    ) as fc.Arbitrary<NonNullable<StatedReport['onSite']>>;
    fc.assert(
      fc.property(attendance, attendance, number, fc.array(number), (onSite, online, developed, groups) => {
        const targetGroups = groups.map((people, at) => ({ targetGroup: `group-${at}`, people }));
        const { report, inputErrors } = readReport(
          { ...stated, onSite, online, targetGroups, developedCompetence: developed },
          'hybrid',
        );
        fc.pre(inputErrors.length === 0);
        for (const { people, lower, upper } of [report.onSite, report.online])
          expect(lower <= people && people <= upper).toBe(true);
        const all = report.onSite.upper + report.online.upper;
        expect(targetGroups.reduce((sum, { people }) => sum + people, 0)).toBeLessThanOrEqual(all);
        expect(developed).toBeLessThanOrEqual(all);
      }),
    );
  });
});
