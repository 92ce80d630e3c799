import { parentPort } from 'node:worker_threads';
import loadHighs from 'highs';
import type { Model } from 'highs';
import type { Answer, IntegerProgram } from './integer-program.ts';

/** The thread that a solver waits for: HiGHS is synchronous, and a plan may take it a minute. */

export interface Question {
  readonly program: IntegerProgram;
  readonly timeLimitMs: number;
}

// The package declares its types for CommonJS, and is loaded as the module it has beside that.
const highs = await (loadHighs as unknown as typeof loadHighs.default)();
const { modelStatus, objectiveSense, variableType } = highs.constants;

parentPort?.on('message', ({ program, timeLimitMs }: Question) => {
  const started = performance.now();
  const answer = highs.withModel(modelOf(program), (model) => {
    model.options.set({
      output_flag: false,
      // Presolve has reduced a program that can be solved to an answer that breaks a row of it, and HiGHS then gives up (1.15.3; the
      // spec has it). A reduction that is wrong might as well cut off the optimum, which nothing would show.
      presolve: 'off',
      time_limit: timeLimitMs / 1_000,
      mip_rel_gap: 0,
      mip_abs_gap: 0,
      random_seed: 0,
    });
    return read(model, model.run().modelStatus);
  });
  parentPort?.postMessage({ ...answer, elapsedMs: performance.now() - started } satisfies Answer);
});

function read(model: Model, status: number): Omit<Answer, 'elapsedMs'> {
  switch (status) {
    case modelStatus.empty:
      return { values: [], bound: 0 };
    case modelStatus.optimal:
    case modelStatus.timeLimit:
      return {
        ...(model.info.get('primal_solution_status') === 2 && { values: [...model.getSolution().colValue] }),
        bound: finiteOr(Infinity, Number(model.info.get('mip_dual_bound'))),
      };
    default:
      throw new Error(`HiGHS ended with the status ${status}.`);
  }
}

/** Before there is a bound, it is infinite with either sign. */
function finiteOr(otherwise: number, number: number): number {
  return Number.isFinite(number) ? number : otherwise;
}

function modelOf({ upper, rows, objective }: IntegerProgram) {
  const cost = new Float64Array(upper.length);
  for (const [column, coefficient] of objective) cost[column] = coefficient;
  const terms = rows.flatMap((row) => row.terms);
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.terms.length);
  return {
    numCols: upper.length,
    numRows: rows.length,
    sense: objectiveSense.maximize,
    colCost: cost,
    colLower: new Float64Array(upper.length),
    colUpper: upper,
    rowLower: rows.map(({ least }) => least ?? -highs.infinity),
    rowUpper: rows.map(({ most }) => most ?? highs.infinity),
    matrix: {
      format: 'csr' as const,
      numRows: rows.length,
      numCols: upper.length,
      starts,
      indices: terms.map(([column]) => column),
      values: terms.map(([, coefficient]) => coefficient),
    },
    integrality: upper.map(() => variableType.integer),
  };
}
