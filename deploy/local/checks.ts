import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repository } from '@kraftsamling/platform/folders';
import { run } from '@kraftsamling/platform/run';
import { interruption } from './interruption.ts';

/** Format, circles, and lint with its walls. With `quick` a file that has not changed is not looked at again. */
export async function formatAndLint({ quick = false } = {}): Promise<boolean> {
  const cache = (name: string) => (quick ? ['--cache', '--cache-location', join(repository, '.nx', name)] : []);
  const formatted = await succeeds([bin('prettier'), '--check', '--log-level=warn', ...cache('prettier'), '.']);
  const withoutCircles = await succeeds([bin('oxlint'), '--quiet', '.']);
  // The walls are checked against Nx's graph of the projects, which ESLint reads but does not make.
  await run([bin('nx'), 'show', 'projects'], { NX_DAEMON: 'false' });
  return (await succeeds([bin('eslint'), ...cache('eslint'), '.'])) && formatted && withoutCircles;
}

export function types(): Promise<boolean> {
  const known = ['--incremental', '--tsBuildInfoFile', join(repository, '.nx', 'tsconfig.tsbuildinfo')];
  return succeeds([bin('tsc'), '-p', 'tsconfig.json', ...known]);
}

export function jest(args: readonly string[], options: RunOptions = {}): Promise<boolean> {
  return succeeds(
    ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', bin('jest'), ...args],
    options,
  );
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

function bin(name: string): string {
  return join(repository, 'node_modules', '.bin', name);
}

/** Runs a program of Node's in sight of whoever waits, and ends it when we are interrupted. */
async function succeeds(args: readonly string[], { cwd = repository, env = {} }: RunOptions = {}): Promise<boolean> {
  if (interruption.aborted) return false;
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env, FORCE_COLOR: '0' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const stop = () => child.kill('SIGTERM');
  interruption.addEventListener('abort', stop);
  const [code] = (await once(child, 'exit')) as [number | null];
  interruption.removeEventListener('abort', stop);
  return code === 0;
}
