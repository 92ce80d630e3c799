import { describe, expect, it } from '@jest/globals';
import { Refusal } from '@kraftsamling/messaging/decision';
import fc from 'fast-check';
import { calendarsOf, entriesOf, enter, isLive, keep, leave, overlap } from './calendar.ts';
import type { Calendar, Entry, Interval } from './calendar.ts';

const now = new Date('2024-10-01T08:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const at = (from: number, to: number): Interval => ({ start: minutes(from), end: minutes(to) });
const entry = (booking: string, interval: Interval, until: Date | null = null): Entry => ({
  booking,
  ...interval,
  until,
});

describe('entering a calendar', () => {
  const taken = enter([], entry('first', at(60, 120)), now);

  it.each<[string, Interval]>([
    ['the same time', at(60, 120)],
    ['the end of it', at(90, 180)],
    ['the beginning of it', at(30, 61)],
    ['the middle of it', at(80, 81)],
    ['all of it and more', at(0, 300)],
  ])('is refused for %s', (_, interval) => {
    expect(() => enter(taken, entry('second', interval), now)).toThrow(
      expect.objectContaining({ code: 'resource-taken', kind: 'conflict' }),
    );
  });

  it('is fine back to back', () => {
    const before = enter(taken, entry('before', at(0, 60)), now);
    expect(enter(before, entry('after', at(120, 121)), now)).toHaveLength(3);
  });

  it('is refused while a hold lasts, and sweeps it out from the instant at which it has expired', () => {
    const held = enter([], entry('held', at(60, 120), minutes(15)), now);
    expect(() => enter(held, entry('second', at(60, 120)), new Date(minutes(15).getTime() - 1))).toThrow(Refusal);
    expect(enter(held, entry('second', at(60, 120)), minutes(15))).toEqual([entry('second', at(60, 120))]);
  });
});

describe('keeping what is held', () => {
  it('makes it last for good, and nothing else', () => {
    const both = [entry('held', at(60, 120), minutes(15)), entry('other', at(120, 180), minutes(15))];
    expect(keep(both, 'held', 1)).toEqual([entry('held', at(60, 120)), entry('other', at(120, 180), minutes(15))]);
  });

  it('is refused when some of it has been swept out', () => {
    const one = [entry('held', at(60, 120), minutes(15))];
    expect(() => keep(one, 'held', 2)).toThrow(expect.objectContaining({ code: 'hold-expired' }));
  });
});

describe('the calendars of a bundle', () => {
  it('are one for each resource and each day in UTC, in the order of their ids', () => {
    const night = { start: new Date('2024-11-15T22:00Z'), end: new Date('2024-11-16T02:00Z') };
    const morning = { start: new Date('2024-11-16T08:00Z'), end: new Date('2024-11-17T00:00Z') };
    expect([...calendarsOf(['b', 'a'], [night, morning])]).toEqual([
      ['a/2024-11-15', [night]],
      ['a/2024-11-16', [night, morning]],
      ['b/2024-11-15', [night]],
      ['b/2024-11-16', [night, morning]],
    ]);
  });

  it('have one in common wherever two sessions overlap', () => {
    const interval = fc
      .record({ from: fc.nat(6_000), length: fc.integer({ min: 1, max: 1_440 }) })
      .map(({ from, length }) => at(from, from + length));
    fc.assert(
      fc.property(interval, interval, (one, other) => {
        const [days, others] = [one, other].map((each) => [...calendarsOf(['r'], [each]).keys()]) as [
          string[],
          string[],
        ];
        if (overlap(one, other)) expect(days.some((day) => others.includes(day))).toBe(true);
      }),
    );
  });
});

/** All calendars, changed as the service does it: each step all or nothing. Replicas' clocks may disagree by ten minutes. */
class World {
  calendars = new Map<string, Calendar>();
  readonly bundles: {
    id: string;
    calendars: Map<string, Interval[]>;
    until: Date;
    status: 'held' | 'confirmed' | 'ended';
  }[] = [];

  hold(resources: string[], sessions: Interval[], clock: Date): void {
    const calendars = calendarsOf(resources, sessions);
    const id = `booking-${this.bundles.length}`;
    const until = new Date(clock.getTime() + 15 * 60_000);
    const done = this.change(calendars, (calendar, intervals) =>
      intervals.reduce((before, interval) => enter(before, entry(id, interval, until), clock), calendar),
    );
    if (done) this.bundles.push({ id, calendars, until, status: 'held' });
  }

  confirm(which: number, clock: Date): void {
    const bundle = this.bundles[which % this.bundles.length];
    if (bundle?.status !== 'held' || bundle.until <= clock) return;
    if (this.change(bundle.calendars, (calendar, { length }) => keep(calendar, bundle.id, length)))
      bundle.status = 'confirmed';
  }

  release(which: number): void {
    const bundle = this.bundles[which % this.bundles.length];
    if (bundle && bundle.status !== 'ended') this.end(bundle);
  }

  expire(clock: Date): void {
    for (const bundle of this.bundles) if (bundle.status === 'held' && bundle.until <= clock) this.end(bundle);
  }

  private end(bundle: World['bundles'][number]): void {
    this.change(bundle.calendars, (calendar) => leave(calendar, bundle.id));
    bundle.status = 'ended';
  }

  private change(
    calendars: Map<string, Interval[]>,
    decide: (calendar: Calendar, intervals: Interval[]) => Calendar,
  ): boolean {
    const changed = new Map(this.calendars);
    try {
      for (const [id, intervals] of calendars) changed.set(id, decide(changed.get(id) ?? [], intervals));
    } catch (refusal) {
      if (refusal instanceof Refusal) return false;
      throw refusal;
    }
    this.calendars = changed;
    return true;
  }
}

const anySession = fc
  .record({ from: fc.nat(200), length: fc.integer({ min: 1, max: 40 }) })
  .map(({ from, length }) => at(from * 10, (from + length) * 10));
const anyResources = fc.uniqueArray(fc.constantFrom('hall', 'coach', 'room'), { minLength: 1 });
const skew = fc.integer({ min: -10, max: 10 });
const anyStep = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('hold' as const), resources: anyResources, session: anySession, skew }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('confirm' as const), which: fc.nat(50), skew }) },
  fc.record({ do: fc.constant('release' as const), which: fc.nat(50) }),
  fc.record({ do: fc.constant('expire' as const), skew }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.nat(20) }),
);

describe('whatever is held, confirmed, released and left to expire, in whatever order', () => {
  it('no two entries of a calendar overlap, and every confirmed booking is entered in full and for good', () => {
    let confirmed = 0;
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 5, maxLength: 60 }), (steps) => {
        const world = new World();
        let passed = 0;
        for (const step of steps) {
          if (step.do === 'wait') passed += step.minutes;
          const clock = minutes(passed + ('skew' in step ? step.skew : 0));
          if (step.do === 'hold') world.hold(step.resources, [step.session], clock);
          if (step.do === 'confirm') world.confirm(step.which, clock);
          if (step.do === 'release') world.release(step.which);
          if (step.do === 'expire') world.expire(clock);

          for (const calendar of world.calendars.values())
            for (const [at, one] of calendar.entries())
              expect(calendar.slice(at + 1).filter((other) => overlap(one, other))).toEqual([]);
        }

        for (const { id, status, calendars } of world.bundles)
          for (const [calendar, intervals] of calendars) {
            const entries = entriesOf(world.calendars.get(calendar) ?? [], id);
            if (status === 'ended') expect(entries).toEqual([]);
            if (status !== 'confirmed') continue;
            expect(entries.filter((each) => isLive(each, new Date(8.64e15)))).toHaveLength(intervals.length);
            confirmed++;
          }
      }),
      { numRuns: 500 },
    );
    expect(confirmed).toBeGreaterThan(500);
  });
});
