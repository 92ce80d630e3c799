import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInfrastructure } from '@kraftsamling/infrastructure';
import { withProgress } from '@kraftsamling/infrastructure/progress';
import { testUsers } from '@kraftsamling/infrastructure/test-users';
import { repository } from '@kraftsamling/platform/folders';
import { buildServices } from '@kraftsamling/platform/run';
import { formatAndLint, jest, types } from './checks.ts';
import { sentenceOf } from './command-line.ts';
import { interrupted } from './interruption.ts';

/** Everything that must hold before a change is taken: format, lint with its walls, types, and all tests against real servers. */
const log = (line: string) => console.log(line);
const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-test-'));
const starting = startInfrastructure({ dataFolder: folder, durable: false, natsUsers: await testUsers(), log });
starting.catch(() => undefined);
try {
  const sound = await Promise.race([everything(), interrupted.then(() => false)]);
  process.exitCode = sound ? 0 : 1;
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
} finally {
  try {
    await starting.then(({ stop }) => stop());
  } catch {
    // It has been said why they did not start.
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function everything(): Promise<boolean> {
  // For two cores: one compiles, the other reads, while what the tests need is fetched.
  const sound = await Promise.all([formatAndLint(), buildAndTypecheck(), ensureReaders(), starting]);
  return !sound.includes(false) && (await tests());
}

async function buildAndTypecheck(): Promise<boolean> {
  await withProgress(log, 'Building the services', buildServices());
  return types();
}

/** The journeys run beside the others, since they wait for what they kill to come back. */
async function tests(): Promise<boolean> {
  const { natsUrl, mongodbUri } = await starting;
  const env = { NATS_URL: natsUrl, MONGODB_URI: mongodbUri };
  const passed = await Promise.all([
    jest([], { env }),
    jest([], { env, cwd: join(repository, 'deploy', 'acceptance') }),
  ]);
  return !passed.includes(false);
}

/**
 * What the services make is read as users do: pages in a browser, through a proxy of somebody else's, calendars in another's program. On
 * Debian as root all can be had; elsewhere the tests say what they were left without.
 */
async function ensureReaders(): Promise<void> {
  const readers = {
    chromium: '/usr/bin/chromium',
    nginx: '/usr/sbin/nginx',
    'python3-icalendar': '/usr/lib/python3/dist-packages/icalendar',
  };
  const missing = Object.entries(readers).flatMap(([name, path]) => (existsSync(path) ? [] : name));
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const install = spawn(
    'sh',
    ['-c', `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${missing.join(' ')} >/dev/null`],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } },
  );
  await withProgress(log, `Installing ${missing.join(' and ')} for the tests`, once(install, 'exit'));
}
