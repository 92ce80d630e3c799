import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A TypeScript file with decorators as a process of its own, from the sources as Jest runs them: to be asked to stop, or to be killed. */
export function sourceProcess(main: string, env: NodeJS.ProcessEnv): ChildProcessByStdio<null, Readable, Readable> {
  const runner = join(import.meta.dirname, 'run-source.ts');
  return spawn(process.execPath, ['--conditions=@kraftsamling/source', runner, main], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
