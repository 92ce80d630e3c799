import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shownGroups, smallestGroup } from './small-groups.ts';

type Groups = Readonly<Record<string, number>>;

const ways = (people: number, upper = people) => ({ onSite: { people, upper }, online: { people: 0, upper: 0 } });
const listed = (groups: Groups) => Object.entries(groups).map(([targetGroup, people]) => ({ targetGroup, people }));
const shown = (people: number, groups: Groups, upper = people): Groups =>
  Object.fromEntries(
    shownGroups(ways(people, upper), listed(groups)).map((group) => [group.targetGroup, group.people]),
  );
const written = (groups: Groups) => JSON.stringify(Object.entries(groups).sort());

describe('the groups of a report that are told', () => {
  it('are those of five and more', () => {
    expect(shown(40, { 'senior-citizens': 20, 'job-seekers': 5, 'asylum-seekers': 1 })).toEqual({
      'senior-citizens': 20,
      'job-seekers': 5,
    });
    expect(shown(40, { 'senior-citizens': 31 })).toEqual({ 'senior-citizens': 31 });
  });

  it('are none where they would tell a small one when they are taken away from all', () => {
    expect(shown(10, { 'senior-citizens': 9, 'asylum-seekers': 1 })).toEqual({});
    expect(shown(36, { 'senior-citizens': 30, 'job-seekers': 5, 'asylum-seekers': 1 })).toEqual({});
  });

  it('are none also where there is no small one: else that would be told', () => {
    expect(shown(10, { 'senior-citizens': 9 })).toEqual({});
  });

  it('are none where each small one must be of four', () => {
    expect(shown(28, { 'senior-citizens': 20, 'job-seekers': 4, 'asylum-seekers': 4 })).toEqual({});
    expect(shown(27, { 'senior-citizens': 20, 'job-seekers': 4, 'asylum-seekers': 3 })).toEqual({ 'senior-citizens': 20 }); // prettier-ignore
  });

  it('are all of them where nobody is left', () => {
    expect(shown(40, { 'senior-citizens': 35, 'job-seekers': 5 })).toEqual({ 'senior-citizens': 35, 'job-seekers': 5 });
  });

  it('are taken away from the upper bound of an estimate too', () => {
    expect(shown(40, { 'senior-citizens': 38 }, 50)).toEqual({});
    expect(shown(30, { 'senior-citizens': 38 }, 40)).toEqual({});
    expect(shown(40, { 'senior-citizens': 30 }, 50)).toEqual({ 'senior-citizens': 30 });
  });

  const report = fc
    .record({
      sizes: fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 40 })), { maxLength: 5 }),
      others: fc.integer({ min: 0, max: 12 }),
      estimated: fc.integer({ min: 0, max: 12 }),
    })
    .map(({ sizes, others, estimated }) => {
      const groups = Object.fromEntries(sizes.map((size, at) => [`group-${at}`, size]));
      const upper = sizes.reduce((sum, size) => sum + size, others);
      return { groups, upper, people: Math.max(0, upper - estimated) };
    });

  it('leave it open how many are in one that is not told, to whoever knows all that is', () => {
    fc.assert(
      fc.property(report, ({ groups, people, upper }) => {
        const told = shown(people, groups, upper);
        const inTold = Object.values(told).reduce((sum, size) => sum + size, 0);
        for (const [group, size] of Object.entries(groups)) {
          if (group in told || size === 0) continue;
          // What the group may be, if nobody else is in any group that is not told.
          const possible = [0, 1, 2, 3, 4].filter(
            (guess) =>
              inTold + guess <= upper && written(shown(people, { ...told, [group]: guess }, upper)) === written(told),
          );
          expect(possible.length).toBeGreaterThan(1);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('leave it open also to whoever knows that everybody is in one of the groups, and which there are', () => {
    const splitsOf = (people: number, parts: number): number[][] =>
      parts === 1
        ? [[people]]
        : Array.from({ length: people + 1 }, (_, first) =>
            splitsOf(people - first, parts - 1).map((rest) => [first, ...rest]),
          ).flat();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 }), (sizes) => {
        const groups = Object.fromEntries(sizes.map((size, at) => [`group-${at}`, size]));
        const people = sizes.reduce((sum, size) => sum + size, 0);
        const told = shown(people, groups);
        const hidden = Object.keys(groups).filter((group) => !(group in told));
        if (hidden.length === 0) return;
        const left = people - Object.values(told).reduce((sum, size) => sum + size, 0);
        const inOrder = (split: readonly number[]) =>
          Object.fromEntries(Object.keys(groups).map((group) => [group, told[group] ?? split[hidden.indexOf(group)] ?? 0])); // prettier-ignore
        const possible = splitsOf(left, hidden.length).filter(
          (split) => written(shown(people, inOrder(split))) === written(told),
        );
        expect(possible.length).toBeGreaterThan(1);
        hidden.forEach((group, at) => {
          if (groups[group]! < smallestGroup)
            expect({ group, possible: new Set(possible.map((split) => split[at])).size }).not.toEqual({ group, possible: 1 }); // prettier-ignore
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('are each of five at least, and never leave one to four of all', () => {
    fc.assert(
      fc.property(report, ({ groups, people, upper }) => {
        const sizes = Object.values(shown(people, groups, upper));
        const inTold = sizes.reduce((sum, size) => sum + size, 0);
        expect(sizes.every((size) => size >= smallestGroup)).toBe(true);
        for (const all of [people, upper]) if (sizes.length > 0) expect([1, 2, 3, 4]).not.toContain(all - inTold);
      }),
      { numRuns: 2_000 },
    );
  });
});
