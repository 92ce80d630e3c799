import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Plan } from '../src/planning/planner.ts';

/** What the command makes of a file. */
export async function planFile(file: string): Promise<Plan> {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'plan', '--', file], {
    cwd: join(import.meta.dirname, '..', '..', '..'),
  });
  return JSON.parse(stdout) as Plan;
}
