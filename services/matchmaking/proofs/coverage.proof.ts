import { deepStrictEqual, ok } from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { makePlan } from '../src/planning/planner.ts';
import type { Plan } from '../src/planning/planner.ts';
import type { PlanningInput } from '../src/planning/planning-input.ts';
import { Solver } from '../src/planning/solver.service.ts';
import { planFile } from '../test/plan-file.ts';
import { planGaps } from './coverage.gaps.ts';
import { bestOffers, excess, fewestUnits, measured, optimum } from './coverage.oracle.ts';
import { randomFrom } from '@kraftsamling/testing/random';

/**
 * The planner reaches the published optima of five assignment instances through the file command, plans what looking at
 * every selection finds best, and the offer it names opens exactly as many gaps as it says, also when an organisation makes it and
 * everything is gathered anew.
 */
export async function prove({ runs, seed, log }: Run): Promise<void> {
  await provePublishedOptima(log);
  const solver = new Solver();
  const plan: Planner = (input) => makePlan(input, { solve: solver.solve, timeLimitMs: 3_600_000, largestOffer });
  try {
    const reports = every(Math.ceil(runs / 10), log);
    await fc.assert(
      fc.asyncProperty(inputs({ gaps: 5, organisations: 4, candidates: 12 }), async (input) => {
        equalsBruteForce(input, await plan(input));
        reports('small inputs planned as brute force does');
      }),
      { seed, numRuns: runs },
    );

    // As many as a campaign had of them; the short form takes fewer.
    const campaigns = Math.ceil(runs / 2_000);
    const campaign = runs < 1_000 ? { empty: 12, organisations: 60 } : { empty: 74, organisations: 250 };
    const random = randomFrom(seed);
    for (let each = 0; each < campaigns; each++) log(await planGaps(random, campaign, plan, largestOffer));

    const larger = Math.ceil(runs / 50);
    const offers = every(Math.ceil(larger / 10), log);
    await fc.assert(
      fc.asyncProperty(inputs({ gaps: 30, organisations: 8, candidates: 120 }), async (input) => {
        await opensWhatItSays(input, plan);
        offers('larger inputs planned again with the offer they name, and with all others');
      }),
      // Shrinking such inputs takes an hour, and says little more.
      { seed, numRuns: larger, endOnFailure: true },
    );
  } finally {
    await solver.close();
  }
}

export const full = 10_000;

interface Run {
  readonly runs: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

type Planner = (input: PlanningInput) => Promise<Plan>;

const largestOffer = 3;

interface Assignment {
  readonly name: string;
  readonly optimum: number;
  readonly values: readonly (readonly number[])[];
  readonly uses: readonly (readonly number[])[];
  readonly capacity: readonly number[];
}

async function provePublishedOptima(log: Run['log']): Promise<void> {
  const { instances } = JSON.parse(await readFile(join(import.meta.dirname, 'data', 'gap1.json'), 'utf8')) as {
    instances: readonly Assignment[];
  };
  const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-coverage-'));
  try {
    for (const instance of instances) {
      const file = join(folder, `${instance.name}.json`);
      const input = planningInputOf(instance);
      await writeFile(file, JSON.stringify(input));
      const plan = await planFile(file);
      const jobs = input.gaps.length;
      const { chosen, covered, bound, optimal, value } = plan;
      deepStrictEqual(
        { covered, bound, optimal, value },
        { covered: jobs, bound: jobs, optimal: true, value: instance.optimum },
      );
      deepStrictEqual(excess(input, selected(input, chosen)), []);
      log(`${instance.name}: ${covered} of ${jobs} jobs, value ${value}, the published optimum`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Jobs are gaps, agents are organisations, and each agent is a candidate for each job. */
function planningInputOf({ values, uses, capacity }: Assignment): PlanningInput {
  const agent = (at: number) => `agent-${at + 1}`;
  const job = (at: number) => `job-${at + 1}`;
  return {
    gaps: (values[0] ?? []).map((_, at) => ({ id: job(at) })),
    capacity: Object.fromEntries(capacity.map((units, at) => [agent(at), units])),
    candidates: values.flatMap((row, byAgent) =>
      row.map((value, at) => ({ gap: job(at), uses: { [agent(byAgent)]: uses[byAgent]?.[at] ?? 0 }, value })),
    ),
  };
}

function equalsBruteForce(input: PlanningInput, plan: Plan): void {
  const best = optimum(input);
  const selection = selected(input, plan.chosen);
  deepStrictEqual(excess(input, selection), []);
  deepStrictEqual(new Set(selection.map(({ gap }) => gap)).size, selection.length);
  ok(plan.optimal);
  deepStrictEqual([plan.covered, plan.bound], [best.covered, best.covered]);
  const { covered, value, spread, distance } = measured(selection);
  const valued = input.candidates.some((candidate) => candidate.value !== undefined);
  deepStrictEqual(
    { covered, distance, ...(valued ? { value } : { spread }) },
    { covered: best.covered, distance: best.distance, ...(valued ? { value: best.value } : { spread: best.spread }) },
  );
  deepStrictEqual([plan.value, plan.distance], [value, distance]);

  const isCovered = new Set(selection.map(({ gap }) => gap));
  const gaps = input.gaps.map(({ id }) => id).filter((id) => !isCovered.has(id));
  deepStrictEqual(plan.uncovered.map(({ gap }) => gap).sort(), gaps.sort());
  for (const { gap, cause } of plan.uncovered) {
    const hasCandidates = input.candidates.some((candidate) => candidate.gap === gap);
    deepStrictEqual(cause.code, hasCandidates ? 'capacity' : 'no-candidate');
    if (cause.code === 'no-candidate') continue;
    ok(cause.smallest);
    const units = Object.values(cause.missing).reduce((sum, each) => sum + each, 0);
    deepStrictEqual(units, fewestUnits(input, new Set([...isCovered, gap])));
    const relieved = withMore(input, cause.missing);
    deepStrictEqual(fewestUnits(relieved, new Set([...isCovered, gap])), 0);
  }

  const { opens, units, organisations } = bestOffers(input, largestOffer);
  if (opens === 0) {
    deepStrictEqual(plan.bestOffer, null);
    return;
  }
  deepStrictEqual({ opens: plan.bestOffer?.opens, units: plan.bestOffer?.units }, { opens, units });
  ok(organisations.has(plan.bestOffer?.organisation ?? ''));
}

/** Where there are too many selections to look at: by planning again. */
async function opensWhatItSays(input: PlanningInput, plan: Planner): Promise<void> {
  const { covered, bestOffer } = await plan(input);
  const rise = async (organisation: string, units: number) =>
    (await plan(withMore(input, { [organisation]: units }))).covered - covered;

  ok(bestOffer !== undefined);
  if (bestOffer !== null) {
    const { organisation, units, opens } = bestOffer;
    ok(opens > 0 && units > 0 && units <= largestOffer);
    deepStrictEqual(await rise(organisation, units), opens);
    ok((await rise(organisation, units - 1)) < opens);
  }
  for (const organisation of Object.keys(input.capacity))
    ok((await rise(organisation, largestOffer)) <= (bestOffer?.opens ?? 0));
}

function withMore(input: PlanningInput, more: Readonly<Record<string, number>>): PlanningInput {
  const capacity = Object.entries(input.capacity).map(([name, units]) => [name, units + (more[name] ?? 0)] as const);
  return { ...input, capacity: Object.fromEntries(capacity) };
}

function selected({ candidates }: PlanningInput, chosen: readonly number[]) {
  return chosen.map((at) => {
    const candidate = candidates[at];
    if (candidate === undefined) throw new Error(`There is no candidate ${at}.`);
    return candidate;
  });
}

/** Inputs with scarce capacity, with and without values and distances; halves are exact in floating point. */
function inputs(most: { gaps: number; organisations: number; candidates: number }): fc.Arbitrary<PlanningInput> {
  const names = (letter: string, count: number) =>
    fc.integer({ min: 1, max: count }).map((length) => Array.from({ length }, (_, at) => `${letter}${at}`));
  return fc
    .tuple(names('gap-', most.gaps), names('organisation-', most.organisations), fc.boolean(), fc.boolean())
    .chain(([gaps, organisations, valued, distant]) =>
      fc.record({
        gaps: fc.shuffledSubarray(gaps, { minLength: gaps.length }).map((ids) => ids.map((id) => ({ id }))),
        capacity: fc
          .array(fc.integer({ min: 0, max: 6 }), { minLength: organisations.length, maxLength: organisations.length })
          .map((units) => Object.fromEntries(organisations.map((name, at) => [name, units[at] ?? 0]))),
        candidates: fc.array(
          fc
            .record({
              gap: fc.constantFrom(...gaps),
              uses: fc.dictionary(fc.constantFrom(...organisations), fc.integer({ min: 0, max: 4 }), { maxKeys: 3 }),
              distance: fc.integer({ min: 0, max: 40 }).map((halves) => halves / 2),
              value: fc.integer({ min: -4, max: 40 }).map((halves) => halves / 2),
            })
            .map(({ distance, value, ...candidate }) => ({
              ...candidate,
              ...(distant && { distance }),
              ...(valued && { value }),
            })),
          { minLength: most.candidates / 2, maxLength: most.candidates },
        ),
      }),
    );
}

/** Says how many there have been, now and then. */
function every(interval: number, log: Run['log']): (what: string) => void {
  let count = 0;
  return (what) => {
    if (++count % interval === 0) log(`${count} ${what}`);
  };
}
