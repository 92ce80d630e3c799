import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { repository } from './folders.ts';
import { readManifests } from './manifests.ts';

/** Runs a command of ours to its end. Rejects with everything it printed when it fails. */
export async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await once(child, 'close')) as [number | null];
  const output = (await printed).join('');
  if (code !== 0) throw new Error(`node ${args.join(' ')} failed:\n${output}`);
  return output;
}

/** Compiles what has changed since the last time. */
export async function buildServices(): Promise<void> {
  await run([
    'node_modules/typescript/bin/tsc',
    '-b',
    ...readManifests().map(({ name }) => `services/${name}/tsconfig.build.json`),
  ]);
}

/** One library, for those who pack it from a fresh clone. */
export async function buildLibrary(name: string): Promise<void> {
  await run(['node_modules/typescript/bin/tsc', '-b', `libs/${name}/tsconfig.build.json`]);
}

/** Creates or updates the streams, with the job that does it in production too. */
export async function provisionStreams(env: Readonly<Record<string, string>>): Promise<void> {
  await run(['libs/messaging/dist/streams.main.js'], env);
}
