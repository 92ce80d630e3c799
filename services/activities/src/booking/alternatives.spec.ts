import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf } from '@kraftsamling/service/calendar-day';
import { localTime } from '../activity/time.ts';
import { areOpen } from '../resource/hours.ts';
import type { AvailableResource, Resource } from '../resource/resource.state.ts';
import { alternatives } from './alternatives.ts';
import type { Alternative, Known, Limits } from './alternatives.ts';
import { overlap } from './calendar.ts';
import type { Interval } from './calendar.ts';

const room: AvailableResource = {
  kind: 'venue',
  organisationId: 'library',
  name: 'Röda rummet',
  municipality: '2081',
  county: '20',
  capacity: 40,
  accessibility: ['step-free'],
  languages: [],
  topics: [],
  addedAt: new Date('2024-09-01T08:00:00Z'),
  status: 'available',
};
const session = (start: string, end: string): Interval => ({ start: new Date(start), end: new Date(end) });
const morning = session('2024-11-15T09:00Z', '2024-11-15T11:00Z');
const known = (id: string, busy: readonly Interval[] = [], change: Partial<Resource> = {}): Known => ({
  id,
  busy,
  resource: { ...room, ...change } as Resource,
});
const limits: Limits = { now: new Date('2024-10-01T08:00:00Z'), periods: [], movable: true };
const find = (asked: Known[], others: Known[] = [], change: Partial<Limits> = {}, sessions = [morning]) =>
  alternatives({ resources: asked, sessions }, others, { ...limits, ...change });
const minutesLater = (found: readonly Alternative[]) => found.map((each) => (each.kind === 'time' ? each.minutesLater : each.kind)); // prettier-ignore

describe('alternatives', () => {
  const taken = known('taken', [morning]);

  it('are the two nearest other times and the nearest other place', () => {
    const others = [
      known('falun', [], { municipality: '2080' }),
      known('next door', [], { position: { latitude: 60.4858, longitude: 15.4364 } }),
      known('too small', [], { capacity: 39 }),
      known('not step-free', [], { accessibility: [] }),
      known('a coach', [], { kind: 'coach' }),
      known('taken too', [session('2024-11-15T10:59Z', '2024-11-15T11:30Z')]),
      known('closed', [], { hours: { from: '12:00', to: '20:00' } }),
    ];
    const found = find([taken], others);
    expect(minutesLater(found)).toEqual([120, -120, 'place']);
    expect(found.map(({ resourceIds: [id] }) => id)).toEqual(['taken', 'taken', 'next door']);
    expect(found[0]?.sessions).toEqual([session('2024-11-15T11:00Z', '2024-11-15T13:00Z')]);
    expect(minutesLater(find([taken], others, { movable: false }))).toEqual(['place', 'place']);
  });

  it('are looked for in no time among ten calendars that are full for a year of days', () => {
    const hour = 3_600_000;
    const from = Date.parse('2024-10-20T00:00Z');
    const allDay = (day: number) => ({
      start: new Date(from + 24 * day * hour),
      end: new Date(from + 24 * (day + 1) * hour),
    });
    const busy = Array.from({ length: 400 }, (_, day) => allDay(day));
    const sessions = busy.map(({ start }) => ({ start: new Date(start.getTime() + 9 * hour), end: new Date(start.getTime() + 11 * hour) })); // prettier-ignore
    const resources = Array.from({ length: 10 }, (_, n) => known(`room ${n}`, busy));
    expect(find(resources, [], {}, sessions)).toEqual([]);
  });

  it('are other times only where there is no other place', () => {
    expect(minutesLater(find([taken]))).toEqual([120, -120, 150]);
  });

  it('are other places only where there is no other time', () => {
    const always = known('always', [session('2024-01-01T00:00Z', '2025-01-01T00:00Z')]);
    const others = ['2080', '2081', '0180', '2061'].map((municipality) => known(municipality, [], { municipality }));
    const found = find([always], others);
    expect(found.map(({ resourceIds: [id] }) => id)).toEqual(['2081', '2061', '2080']);
  });

  it('are never in the night, where a resource does not say its hours', () => {
    const day = known('day', [session('2024-11-15T00:00Z', '2024-11-15T23:00Z')]);
    const [first, second] = find([day]);
    expect(localTime(first?.sessions[0]?.start ?? limits.now)).toBe('2024-11-14T19:00');
    expect(localTime(second?.sessions[0]?.start ?? limits.now)).toBe('2024-11-14T18:30');
  });

  it('are in the night for what is asked for in the night', () => {
    const night = session('2024-11-15T21:00Z', '2024-11-16T01:00Z');
    const [first] = find([known('bar', [night])], [], {}, [night]);
    expect(first).toMatchObject({ kind: 'time', minutesLater: 240 });
  });

  it('keep the hour on Swedish clocks across 27 October', () => {
    const friday = session('2024-10-25T08:00Z', '2024-10-25T10:00Z');
    const busy = Array.from({ length: 5 }, (_, n) => session(`2024-10-2${n + 2}T00:00Z`, `2024-10-2${n + 3}T00:00Z`));
    const hours = { from: '10:00', to: '12:00' };
    const [first] = find([known('weekend', [...busy, session('2024-10-27T00:00Z', '2024-10-27T23:00Z')], { hours })], [], {}, [friday]); // prettier-ignore
    expect(first).toMatchObject({
      minutesLater: 3 * 1440,
      sessions: [session('2024-10-28T09:00Z', '2024-10-28T11:00Z')],
    });
  });

  it('are not in the past, unless that is what was asked for', () => {
    const now = new Date('2024-11-15T08:30Z');
    expect(minutesLater(find([taken], [], { now }))).toEqual([120, 150, 180]);
    expect(minutesLater(find([taken], [], { now: new Date('2026-11-15T08:30Z') }))).toEqual([120, -120, 150]);
  });

  it('give each place that is taken a stand-in of its own', () => {
    const coach = (id: string, busy: readonly Interval[] = []) => known(id, busy, { kind: 'coach', languages: ['sv'] });
    const asked = [known('hall'), coach('eva', [morning]), coach('ali', [morning])];
    const found = find(
      asked,
      ['a', 'b', 'c', 'd', 'e'].map((id) => coach(id)),
      { movable: false },
    );
    expect(found.map(({ resourceIds }) => resourceIds)).toEqual([
      ['hall', 'a', 'b'],
      ['hall', 'c', 'd'],
    ]);
  });

  const halfHour = 30 * 60_000;
  const anyInterval = fc
    .record({ from: fc.integer({ min: -800, max: 800 }), length: fc.integer({ min: 1, max: 40 }) })
    .map(({ from, length }) => {
      const start = morning.start.getTime() + from * halfHour;
      return { start: new Date(start), end: new Date(start + length * halfHour) };
    });
  const anyHours = fc.constantFrom(undefined, { from: '08:00', to: '20:00' }, { from: '00:00', to: '24:00' });
  const anyKnown = (id: string) =>
    fc
      .record({
        busy: fc.array(anyInterval, { maxLength: 60 }),
        municipality: fc.constantFrom('2081', '2080', '0180', '2480'),
        capacity: fc.constantFrom(20, 40, 80),
        hours: anyHours,
      })
      .map(({ busy, hours, ...change }) => known(id, busy, { ...change, ...(hours && { hours }) }));

  it('can all be had, come in the order that is promised, and are three where that is possible', () => {
    const periods = [{ from: '2024-10-20', to: '2024-12-01' }];
    let three = 0;
    fc.assert(
      fc.property(
        fc.tuple(anyKnown('asked'), anyKnown('also asked')),
        fc.tuple(...['a', 'b', 'c', 'd', 'e'].map(anyKnown)),
        fc.array(anyInterval, { minLength: 1, maxLength: 3 }),
        (asked, others, intervals) => {
          const sessions = intervals
            .toSorted((one, other) => one.start.getTime() - other.start.getTime())
            .filter((each, at, all) => at === 0 || !all.slice(0, at).some((before) => overlap(before, each)));
          const found = find(asked, others, { periods }, sessions);
          const all = [...asked, ...others];

          for (const { kind, resourceIds, sessions: moved } of found) {
            expect(new Set(resourceIds).size).toBe(2);
            expect(moved).toHaveLength(sessions.length);
            for (const [at, each] of moved.entries()) {
              expect(moved.slice(at + 1).some((later) => overlap(later, each))).toBe(false);
              for (const { busy, resource } of resourceIds.map((id) => all.find((one) => one.id === id)!)) {
                expect(busy.some((other) => overlap(other, each))).toBe(false);
                expect(resource.hours === undefined || areOpen(resource.hours, each)).toBe(true);
              }
              if (kind === 'time')
                expect(dayOf(each.start) >= '2024-10-20' && dayOf(each.start) <= '2024-12-01').toBe(true);
            }
          }

          const times = found.flatMap((each) => (each.kind === 'time' ? [Math.abs(each.minutesLater)] : []));
          const distances = found.flatMap((each) => (each.kind === 'place' ? [each.distanceKm] : []));
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          expect(distances).toEqual(distances.toSorted((a, b) => a - b));
          expect(found.map(({ kind }) => kind)).toEqual([...times.map(() => 'time'), ...distances.map(() => 'place')]);
          if (found.length === 3) three++;
        },
      ),
      // How often there are three is a figure of just these samples.
      { numRuns: 150, seed: 20241115 },
    );
    expect(three).toBeGreaterThan(50);
  });
});
