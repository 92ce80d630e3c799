import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInfrastructure } from '@kraftsamling/infrastructure';
import { withProgress } from '@kraftsamling/infrastructure/progress';
import { repository } from '@kraftsamling/platform/folders';
import { buildServices } from '@kraftsamling/platform/run';

/** Everything that must hold before a change is taken: format, lint with its walls, types, and all tests against real servers. */
const say = (line: string) => console.log(line);
const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-test-'));

await ensureReaders();
const building = withProgress(say, 'Building the services', buildServices());
building.catch(() => undefined);
const infrastructure = await startInfrastructure({ dataFolder: folder, durable: false, say });
try {
  await building;
  const code = await checks();
  process.exitCode = code;
} finally {
  await infrastructure.stop();
  await rm(folder, { recursive: true, force: true });
}

async function checks(): Promise<number> {
  const env = { NATS_URL: infrastructure.natsUrl, MONGODB_URI: infrastructure.mongodbUri };
  for (const command of [
    ['prettier', '--check', '--log-level=warn', '.'],
    ['nx', 'run-many', '-t', 'lint', 'typecheck', '--output-style=stream'],
    // One project at a time: each runs its own test files side by side already.
    ['nx', 'run-many', '-t', 'test', '--parallel=1', '--output-style=stream'],
  ] as const) {
    const code = await show(command, env);
    if (code !== 0) return code;
  }
  return 0;
}

async function show([command, ...args]: readonly [string, ...string[]], env: Record<string, string>): Promise<number> {
  const child = spawn(join(repository, 'node_modules', '.bin', command), args, {
    cwd: repository,
    env: { ...process.env, ...env, NX_DAEMON: 'false', FORCE_COLOR: '0' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const stop = () => child.kill('SIGTERM');
  process.once('SIGTERM', stop);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGTERM', stop);
  return code ?? 1;
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
  await withProgress(say, `Installing ${missing.join(' and ')} for the tests`, once(install, 'exit'));
}
