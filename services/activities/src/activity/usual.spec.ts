import { describe, expect, it } from '@jest/globals';
import { Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { municipality } from '@kraftsamling/geography';
import { readReport } from './report.ts';
import type { StatedReport } from './report.ts';
import { capacityErrors, unusualIn } from './usual.ts';

const session = { id: '1', start: new Date('2024-11-15T09:00Z'), end: new Date('2024-11-15T11:00Z') };
const circumstances = { capacity: 40, form: 'lecture', mode: 'on-site', municipality: '2081', sessions: [session] } as const; // prettier-ignore
const stated = { targetGroups: [], staffTrained: 2, volunteersTrained: 1 };
const counted = (people: number) => ({ people, evidence: 'counted' }) as const;
const reportOf = (change: Partial<StatedReport>) => readReport({ ...stated, ...change }, 'hybrid').report;

const pointersOf = (change: Partial<StatedReport>, of: Partial<Parameters<typeof unusualIn>[1]> = {}) =>
  unusualIn(reportOf(change), { ...circumstances, ...of }).awaiting;

describe('a number of a report', () => {
  it('is unusual where more than twice as many come as the activity takes, session by session', () => {
    expect(pointersOf({ onSite: counted(80) })).toEqual([]);
    expect(pointersOf({ onSite: counted(81) })).toEqual(['/onSite']);
    expect(pointersOf({ onSite: counted(1_000_000) })).toEqual(['/onSite']);
    expect(pointersOf({ onSite: counted(160) }, { sessions: [session, session] })).toEqual([]);
  });

  it('is not unusual where people come and go, until ten times as many come as it takes at once', () => {
    for (const form of ['open-house', 'drop-in', 'fair', 'helping-customers', 'year-round-help']) {
      expect(pointersOf({ onSite: counted(400) }, { form })).toEqual([]);
      expect(pointersOf({ onSite: counted(401) }, { form })).toEqual(['/onSite']);
    }
  });

  it('is unusual where an estimate may be as large as that', () => {
    const onSite = { people: 40, lower: 30, upper: 10_000_000, evidence: 'estimated' } as const;
    expect(pointersOf({ onSite })).toEqual(['/onSite']);
  });

  it('is unusual where more come at once than live in the municipality, whatever the activity takes', () => {
    const people = municipality('2081').population + 1;
    expect(pointersOf({ onSite: counted(people) }, { capacity: 1_000_000 })).toEqual(['/onSite']);
  });

  it('is unusual of an activity that does not say what it takes where hardly any place does', () => {
    const { capacity: _, ...unlimited } = circumstances;
    const awaiting = (change: Partial<StatedReport>) => unusualIn(reportOf(change), unlimited).awaiting;
    expect(awaiting({ onSite: counted(5_000), online: counted(25_000) })).toEqual([]);
    expect(awaiting({ onSite: counted(5_001), online: counted(25_001) })).toEqual(['/onSite', '/online']);
  });

  it('is held to what the room takes only on site', () => {
    expect(pointersOf({ online: counted(4_000) }, { mode: 'hybrid' })).toEqual([]);
    expect(pointersOf({ online: counted(81) }, { mode: 'online' })).toEqual(['/online']);
  });

  it('is unusual where thousands are trained', () => {
    expect(pointersOf({ staffTrained: 1_000, volunteersTrained: 1_000 })).toEqual([]);
    expect(pointersOf({ staffTrained: 10_000_000, volunteersTrained: 1_001 })).toEqual(['/staffTrained', '/volunteersTrained']); // prettier-ignore
  });

  it('says which it is, what is usual and what to do', () => {
    const { asked } = unusualIn(reportOf({ onSite: counted(1_000_000) }), circumstances);
    expect(() => refuseAny(asked)).toThrow(
      new Refusal(
        'unusual-number',
        '1000000 is unusual. It is hardly ever more than 80 here. Correct it, or say with confirmUnusual that it is right.',
      ),
    );
    expect(asked).toEqual([expect.objectContaining({ pointer: '/onSite', code: 'unusual-number' })]);
  });
});

describe('what an activity or a venue says that it takes', () => {
  const takes = (capacity: number, of: object = {}, room?: number) =>
    capacityErrors({ ...circumstances, ...of, capacity }, room).map(({ pointer, code }) => [pointer, code]);
  const asked = [['/capacity', 'unusual-number']];

  it('is unusual where hardly any room takes so many, or not so many live there', () => {
    expect(takes(5_000)).toEqual([]);
    expect(takes(5_001)).toEqual(asked);
    expect(takes(2_500, { municipality: '2403' })).toEqual(asked);
    expect(takes(20_000, { mode: 'online' })).toEqual([]);
  });

  it('is unusual where its own venue takes fewer', () => {
    expect(takes(40, {}, 40)).toEqual([]);
    expect(takes(500, {}, 40)).toEqual(asked);
    expect(takes(500, { mode: 'online' }, 40)).toEqual([]);
  });

  it('need not be said', () => {
    const { capacity: _, ...unlimited } = circumstances;
    expect(capacityErrors(unlimited, 40)).toEqual([]);
  });
});
