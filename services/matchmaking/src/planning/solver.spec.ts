import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ones } from './integer-program.ts';
import type { IntegerProgram } from './integer-program.ts';
import { Solver } from './solver.service.ts';

let solver: Solver;
let available: number;
beforeEach(() => {
  available = Infinity;
  solver = new Solver(() => available);
});
afterEach(() => solver.close());

/** Two of three things fit into a bag of five. */
const bag: IntegerProgram = {
  upper: [1, 1, 1],
  rows: [{ terms: [[0, 2], [1, 3], [2, 4]], most: 5 }], // prettier-ignore
  objective: ones([0, 1, 2]),
};

describe('the solver', () => {
  it('answers with the best values, and with a bound that they reach', async () => {
    const { values, bound } = await solver.solve(bag, 10_000);
    expect(values?.map((value) => Math.round(value) + 0)).toEqual([1, 1, 0]);
    expect(bound).toBeCloseTo(2, 6);
  });

  it('answers in the order in which it is asked', async () => {
    const bounds = [1, 2, 3].map(async (most) => {
      const { bound } = await solver.solve({ upper: [most], rows: [], objective: [[0, 1]] }, 10_000);
      return Math.round(bound);
    });
    expect(await Promise.all(bounds)).toEqual([1, 2, 3]);
  });

  it('gives a bound when time is up, which nothing found so far reaches', async () => {
    const program = marketSplit();
    const { values, bound } = await solver.solve(program, 300);
    const reached = program.objective.reduce((sum, [column, times]) => sum + times * (values?.[column] ?? 0), 0);
    expect(bound).toBeGreaterThan(reached + 0.5);
  });

  it('rejects what cannot be solved, and goes on', async () => {
    const impossible: IntegerProgram = { upper: [1], rows: [{ terms: [[0, 1]], least: 2 }], objective: [[0, 1]] };
    await expect(solver.solve(impossible, 10_000)).rejects.toThrow('HiGHS ended with the status 8.');
    expect((await solver.solve(bag, 10_000)).bound).toBeCloseTo(2, 6);
  });

  it('knows nothing of a program for which memory has become too short, and goes on when there is some', async () => {
    const given = solver.solve(marketSplit(), 60_000);
    available = 100 * 1024 * 1024;
    expect(await given).toEqual({ bound: Infinity, elapsedMs: expect.any(Number) });
    available = Infinity;
    expect((await solver.solve(bag, 10_000)).bound).toBeCloseTo(2, 6);
  });

  it('solves a program that HiGHS gives up after its presolve', async () => {
    const file = new URL('./presolve-fails.json', import.meta.url);
    const { program } = JSON.parse(await readFile(file, 'utf8')) as { program: IntegerProgram };
    expect((await solver.solve(program, 60_000)).bound).toBeCloseTo(-3, 6);
  });

  it('can be closed while it solves', async () => {
    await solver.solve(bag, 10_000);
    const answer = expect(solver.solve(marketSplit(), 60_000)).rejects.toThrow('The solver was closed.');
    await new Promise(setImmediate);
    await solver.close();
    await answer;
  });
});

/** A small program that no branch and bound solves in a minute (Cornuéjols and Dawande 1998): halves of the sums are missed by as little as possible. */
function marketSplit(): IntegerProgram {
  const [markets, retailers] = [6, 50];
  let last = 1;
  const next = () => (last = (last * 48_271) % 2_147_483_647) % 100;
  const retailer = Array.from({ length: retailers }, (_, at) => at);
  const misses = Array.from({ length: 2 * markets }, (_, at) => retailers + at);
  const rows = Array.from({ length: markets }, (_, market) => {
    const sales = retailer.map((column) => [column, next()] as const);
    const half = Math.floor(sales.reduce((sum, [, each]) => sum + each, 0) / 2);
    const [over = 0, under = 0] = misses.slice(2 * market);
    return { terms: [...sales, ...ones([over], -1), ...ones([under])], least: half, most: half };
  });
  return { upper: [...retailer.map(() => 1), ...misses.map(() => 10_000)], rows, objective: ones(misses, -1) };
}
