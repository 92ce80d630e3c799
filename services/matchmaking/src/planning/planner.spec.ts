import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Answer, Solve } from './integer-program.ts';
import { makePlan } from './planner.ts';
import type { PlanningInput } from './planning-input.ts';
import { Solver } from './solver.service.ts';

const solver = new Solver();
afterAll(() => solver.close());

const plan = (input: PlanningInput, { solve = solver.solve, timeLimitMs = 60_000, largestOffer = 3 } = {}) =>
  makePlan(input, { solve, timeLimitMs, largestOffer });

/** Whoever is nearest to Arjeplog is the only one for Dorotea. */
const trap: PlanningInput = {
  gaps: [{ id: 'Arjeplog' }, { id: 'Dorotea' }],
  capacity: { library: 1, school: 1 },
  candidates: [
    { gap: 'Arjeplog', uses: { library: 1 }, distance: 5 },
    { gap: 'Arjeplog', uses: { school: 1 }, distance: 60 },
    { gap: 'Dorotea', uses: { library: 1 }, distance: 20 },
  ],
};

describe('a plan', () => {
  it('covers most gaps first, even where a nearer organisation would have to be passed over', async () => {
    expect(await plan(trap)).toEqual({
      chosen: [1, 2],
      covered: 2,
      bound: 2,
      optimal: true,
      value: 0,
      distance: 80,
      stages: [
        { objective: 'coverage', reached: 2, bound: 2 },
        { objective: 'spread', reached: 2, bound: 2 },
        { objective: 'distance', reached: 80, bound: 80 },
      ],
      uncovered: [],
      bestOffer: null,
    });
  });

  it('spreads the requests before it shortens the distances', async () => {
    const uses = (name: string, gap: string, distance: number) => ({ gap, uses: { [name]: 1 }, distance });
    const { chosen, stages } = await plan({
      gaps: [{ id: 'a' }, { id: 'b' }],
      capacity: { near: 2, far: 2 },
      candidates: [uses('near', 'a', 1), uses('near', 'b', 1), uses('far', 'a', 90), uses('far', 'b', 80)],
    });
    expect(chosen).toEqual([0, 3]);
    expect(stages[1]).toEqual({ objective: 'spread', reached: 2, bound: 2 });
  });

  it('goes by values in place of the spread where there are any', async () => {
    const { chosen, value, distance, optimal } = await plan({
      gaps: [{ id: 'a' }, { id: 'b' }],
      capacity: { good: 2, other: 2 },
      candidates: [
        { gap: 'a', uses: { good: 1 }, value: 0.5, distance: 10.125 },
        { gap: 'b', uses: { good: 1 }, value: 0.25, distance: 2 },
        { gap: 'b', uses: { good: 1 }, value: 0.25, distance: 1 },
        { gap: 'b', uses: { other: 1 }, distance: 0 },
      ],
    });
    expect({ chosen, value, distance, optimal }).toEqual({
      chosen: [0, 2],
      value: 0.75,
      distance: 11.125,
      optimal: true,
    });
  });

  it('says of each gap that stays uncovered what is missing', async () => {
    const { uncovered, bestOffer } = await plan({
      gaps: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
      capacity: { library: 1, school: 0 },
      candidates: [
        { gap: 'a', uses: { library: 1 } },
        { gap: 'b', uses: { library: 1, school: 2 } },
        { gap: 'b', uses: { library: 2 } },
      ],
    });
    expect(uncovered).toEqual([
      { gap: 'b', cause: { code: 'capacity', missing: { library: 2 }, smallest: true } },
      { gap: 'c', cause: { code: 'no-candidate' } },
    ]);
    expect(bestOffer).toEqual({ organisation: 'library', units: 2, opens: 1 });
  });

  it('names the offer that opens most, and no larger one than it takes', async () => {
    const gaps = ['a', 'b', 'c', 'd'];
    const { covered, bestOffer } = await plan({
      gaps: gaps.map((id) => ({ id })),
      capacity: { interpreters: 0, coaches: 1 },
      candidates: [
        ...gaps.slice(0, 2).map((gap) => ({ gap, uses: { interpreters: 1 } })),
        ...gaps.slice(2).map((gap) => ({ gap, uses: { coaches: 1 } })),
      ],
    });
    expect(covered).toBe(1);
    expect(bestOffer).toEqual({ organisation: 'interpreters', units: 2, opens: 2 });
  });

  it('is the same in whatever order gaps, organisations and candidates are given', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const candidate = fc.record({
      gap: fc.constantFrom(...names),
      uses: fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 1, max: 2 }), { maxKeys: 2 }),
    });
    const whole = { minLength: 6, maxLength: 6 };
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(candidate, { minLength: 20, maxLength: 20 })
          .chain((candidates) =>
            fc.tuple(fc.constant(candidates), fc.shuffledSubarray(candidates, { minLength: candidates.length })),
          ),
        fc.shuffledSubarray(names, whole),
        fc.shuffledSubarray(names, whole),
        async ([candidates, shuffled], gaps, organisations) => {
          const planned = async (given: PlanningInput) => {
            const { chosen, ...rest } = await plan(given);
            const content = chosen.map((at) => JSON.stringify(contentOf(given.candidates[at]!))).sort();
            return { content, ...rest };
          };
          const capacity = (of: readonly string[]) => Object.fromEntries(of.map((name) => [name, 2]));
          expect(
            await planned({
              gaps: gaps.map((id) => ({ id })),
              capacity: capacity(organisations),
              candidates: shuffled,
            }),
          ).toEqual(await planned({ gaps: names.map((id) => ({ id })), capacity: capacity(names), candidates }));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('of nothing is nothing, proven', async () => {
    const { covered, optimal, uncovered, bestOffer } = await plan({
      gaps: [{ id: 'a' }],
      capacity: {},
      candidates: [],
    });
    expect({ covered, optimal, uncovered, bestOffer }).toEqual({
      covered: 0,
      optimal: true,
      uncovered: [{ gap: 'a', cause: { code: 'no-candidate' } }],
      bestOffer: null,
    });
  });
});

describe('what the solver answers', () => {
  it('counts in whole numbers', async () => {
    const nearly: Solve = async (program, timeLimitMs) => {
      const answer = await solver.solve(program, timeLimitMs);
      return { ...answer, values: answer.values!.map((value) => value - 3e-7), bound: answer.bound - 3e-7 };
    };
    expect(await plan(trap, { solve: nearly })).toEqual(await plan(trap));
  });

  it.each([
    ['takes more than there is', [1, 0, 1]],
    ['fills a gap twice', [1, 1, 0]],
    ['is nothing', undefined],
  ])('is not believed when it %s', async (_, values) => {
    const { chosen, covered, optimal } = await plan(trap, { solve: always({ ...(values && { values }), bound: 2 }) });
    expect(optimal).toBe(false);
    expect(chosen).toHaveLength(covered);
    expect(chosen).toEqual([0]);
  });

  it('proves nothing without a bound that is reached', async () => {
    const { covered, bound, optimal } = await plan(trap, { solve: always({ values: [0, 1, 1], bound: Infinity }) });
    expect({ covered, bound, optimal }).toEqual({ covered: 2, bound: 2, optimal: false });
  });

  it('is done without when time is up: the plan holds, and says that it is not proven', async () => {
    let asked = 0;
    const slow: Solve = () => {
      asked++;
      return Promise.resolve({ bound: Infinity, elapsedMs: 1_000 });
    };
    const input = { ...trap, gaps: [...trap.gaps, { id: 'Vilhelmina' }] };
    const { covered, bound, optimal, stages, uncovered, bestOffer } = await plan(input, {
      solve: slow,
      timeLimitMs: 1,
    });
    expect(asked).toBe(1);
    expect({ covered, bound, optimal, bestOffer }).toEqual({ covered: 1, bound: 2, optimal: false });
    expect(stages.slice(1).map((stage) => stage.bound)).toEqual([null, null]);
    expect(uncovered).toEqual([
      { gap: 'Dorotea', cause: { code: 'capacity', missing: { library: 1 }, smallest: false } },
      { gap: 'Vilhelmina', cause: { code: 'no-candidate' } },
    ]);
  });
});

function always(answer: Omit<Answer, 'elapsedMs'>): Solve {
  return () => Promise.resolve({ ...answer, elapsedMs: 1 });
}

/** Without the order of its keys. */
function contentOf({ gap, uses }: PlanningInput['candidates'][number]) {
  return [gap, Object.entries(uses).sort()];
}
