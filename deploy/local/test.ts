import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInfrastructure } from '@kraftsamling/infrastructure';
import { withProgress } from '@kraftsamling/infrastructure/progress';
import { repository } from '@kraftsamling/platform/folders';
import { buildServices, run } from '@kraftsamling/platform/run';

/** Everything that must hold before a change is taken: format, lint with its walls, types, and all tests against real servers. */
const log = (line: string) => console.log(line);
const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-test-'));
const starting = startInfrastructure({ dataFolder: folder, durable: false, log });
starting.catch(() => undefined);
try {
  // For two cores: one compiles, the other reads, while what the tests need is fetched.
  const sound = await Promise.all([formatAndLint(), buildAndTypecheck(), ensureReaders(), starting]);
  const passed = sound.includes(false) ? [false] : await Promise.all([tests(), journeys()]);
  process.exitCode = passed.includes(false) ? 1 : 0;
} finally {
  await starting.then(({ stop }) => stop());
  await rm(folder, { recursive: true, force: true });
}

async function formatAndLint(): Promise<boolean> {
  const formatted = await succeeds([bin('prettier'), '--check', '--log-level=warn', '.']);
  // The walls are checked against Nx's graph of the projects, which ESLint reads but does not make.
  await run([bin('nx'), 'show', 'projects'], { NX_DAEMON: 'false' });
  return (await succeeds([bin('eslint'), '.'])) && formatted;
}

async function buildAndTypecheck(): Promise<boolean> {
  await withProgress(log, 'Building the services', buildServices());
  return succeeds([bin('tsc'), '-p', 'tsconfig.json']);
}

function tests(): Promise<boolean> {
  return jest(repository);
}

/** Beside the others, since they wait for what they kill to come back. */
function journeys(): Promise<boolean> {
  return jest(join(repository, 'deploy', 'acceptance'));
}

async function jest(cwd: string): Promise<boolean> {
  const { natsUrl, mongodbUri } = await starting;
  return succeeds(['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', bin('jest')], {
    cwd,
    env: { NATS_URL: natsUrl, MONGODB_URI: mongodbUri },
  });
}

function bin(name: string): string {
  return join(repository, 'node_modules', '.bin', name);
}

/** Runs a program of Node's in sight of whoever waits, and ends it when we are ended. */
async function succeeds(args: readonly string[], { cwd = repository, env = {} } = {}): Promise<boolean> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env, FORCE_COLOR: '0' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const stop = () => child.kill('SIGTERM');
  process.once('SIGTERM', stop);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGTERM', stop);
  return code === 0;
}

/**
 * What the services make is read as users do: pages in a browser, calendars in a program of somebody else's. On Debian as root both can be
 * had; elsewhere the tests say what they were left without.
 */
async function ensureReaders(): Promise<void> {
  const readers = { chromium: '/usr/bin/chromium', 'python3-icalendar': '/usr/lib/python3/dist-packages/icalendar' };
  const missing = Object.entries(readers).flatMap(([name, path]) => (existsSync(path) ? [] : name));
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const install = spawn(
    'sh',
    ['-c', `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${missing.join(' ')} >/dev/null`],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } },
  );
  await withProgress(log, `Installing ${missing.join(' and ')} for the tests`, once(install, 'exit'));
}
