import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Plan } from '../src/planning/planner.ts';

/** What the command makes of a file, however slow the machine is. */
export async function planFile(file: string): Promise<Plan> {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'plan', '--', '--time-limit', '600', file], {
    cwd: join(import.meta.dirname, '..', '..', '..'),
  });
  return JSON.parse(stdout) as Plan;
}
