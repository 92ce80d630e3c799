import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { makePlan } from './planner.ts';
import { InvalidPlanningInput, readPlanningInput } from './planning-input.ts';
import { Solver } from './solver.service.ts';

/** A plan from a file, so that anybody can compute again what the service has planned. Standard output is the plan alone. */
const usage = `Plans from a file: which candidates cover most gaps.
  npm run --silent plan -- FILE.json [--time-limit SECONDS] [--largest-offer UNITS]`;
const largestFile = 64 * 1024 * 1024;

try {
  const { file, timeLimitMs, largestOffer } = readArguments();
  const input = readPlanningInput(await readJson(file));
  const solver = new Solver();
  try {
    const plan = await makePlan(input, { solve: solver.solve, timeLimitMs, largestOffer });
    process.stdout.write(`${JSON.stringify(plan, undefined, 2)}\n`);
  } finally {
    await solver.close();
  }
} catch (error) {
  if (!(error instanceof InvalidPlanningInput)) throw error;
  process.stderr.write(`${error.errors.join('\n')}\n`);
  process.exitCode = 2;
}

function readArguments() {
  const options = {
    'time-limit': { type: 'string', default: '60' },
    'largest-offer': { type: 'string', default: '5' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) throw new Error('One file is to be named.');
    return {
      file,
      timeLimitMs: whole(values['time-limit'], 86_400) * 1_000,
      largestOffer: whole(values['largest-offer'], 1_000),
    };
  } catch (error) {
    throw new InvalidPlanningInput([(error as Error).message, usage]);
  }
}

function whole(text: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > most)
    throw new Error(`"${text}" is no whole number from 1 to ${most}.`);
  return number;
}

async function readJson(file: string): Promise<unknown> {
  try {
    const { size } = await stat(file);
    if (size > largestFile) throw new Error(`has ${size} bytes, and may have ${largestFile}`);
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new InvalidPlanningInput([`${file}: ${(error as Error).message}`]);
  }
}
