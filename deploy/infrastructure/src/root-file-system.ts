import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withProgress } from './progress.ts';
import type { Log } from './progress.ts';

/** To be raised whenever root-file-system.sh changes what it builds. */
const version = 'debian-forky-1';
const script = join(import.meta.dirname, 'root-file-system.sh');

export function canBuildRootFileSystem(): boolean {
  return process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}

/** The root file system with nats-server and DocumentDB, built by whoever needs it first on this machine. */
export async function rootFileSystem(log: Log, env: NodeJS.ProcessEnv): Promise<string> {
  const folder = join(cacheFolder(env), version);
  if (existsSync(folder)) return folder;

  log(`Building the root file system with NATS and DocumentDB, once on this machine, in ${folder}`);
  await withProgress(log, 'Building the root file system', build(folder, env));
  return folder;
}

function cacheFolder(env: NodeJS.ProcessEnv): string {
  return env['KRAFTSAMLING_CACHE'] ?? join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'kraftsamling');
}

async function build(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  // A process namespace of its own: nothing of an abandoned build goes on behind our back, and no mount of it remains.
  const contained = ['--pdeathsig', 'KILL', 'unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const child = spawn('setpriv', [...contained, 'sh', script, folder], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-4_000)));
  }
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new Error(`The root file system could not be built:\n${output.trim()}`);
}
