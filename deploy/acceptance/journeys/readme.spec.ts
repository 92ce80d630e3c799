import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { portFor } from '@kraftsamling/infrastructure/port';
import { repository } from '@kraftsamling/platform/folders';
import { eventually } from '@kraftsamling/testing';

/** Lines that this test does not run, and why nothing is lost by it. */
const elsewhere: Readonly<Record<string, string>> = {
  'npm test': 'it is what runs this test',
  'npx nx test @kraftsamling/registrations': 'npm test runs the same target',
  'npx nx test @kraftsamling/activities': 'npm test runs the same target',
  'npx nx test @kraftsamling/statistics': 'npm test runs the same target',
  'npm run generate -w @kraftsamling/contracts': "the contracts' own tests fail when it would change anything",
  'docker compose up': 'no engine here can pull; the compose file has tests of its own',
};

let folder: string;
let env: NodeJS.ProcessEnv;
let platform: ChildProcess;
let printed = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kraftsamling-readme-'));
  env = {
    ...process.env,
    KRAFTSAMLING_DATA: folder,
    REGISTRATIONS_PORT: String(await portFor(undefined, '')),
    ACTIVITIES_PORT: String(await portFor(undefined, '')),
    STATISTICS_PORT: String(await portFor(undefined, '')),
    MAILBOX_PORT: String(await portFor(undefined, '')),
    NODE_OPTIONS: '',
  };
  delete env['NATS_URL'];
  delete env['MONGODB_URI'];

  platform = run('npm start');
  platform.stdout?.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  platform.stderr?.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  await eventually(() => expect(printed).toContain('Ctrl-C stops everything.'), { within: 180_000 });
}, 200_000);

afterAll(async () => {
  if (platform.exitCode === null && platform.signalCode === null) process.kill(-(platform.pid ?? 0), 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

describe('the READMEs', () => {
  it('say nothing in a shell that does not work', async () => {
    const lines = (await shellLines()).filter((line) => line !== 'npm start' && !(line in elsewhere));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const { code, output } = await finished(run(withOurPorts(line)));
      expect({ line, code, output: code === 0 ? '' : output }).toEqual({ line, code: 0, output: '' });
    }
  }, 60_000);
});

describe('npm start', () => {
  it('has carried the campaigns to exact figures', () => {
    expect(printed).toContain('EXACT: statistics shows what was sent in, figure by figure.');
    expect(printed).toMatch(/Digitalidag 2024 .*290\/290 .*exact/);
    expect(printed).toMatch(/Digitalidag 2024 .*216\/290 .*exact/);
  });

  it('shows every address it names', async () => {
    const addresses = [...printed.matchAll(/http:\/\/localhost:\d+\/\S*/g)].map(([address]) => address);
    expect(addresses.length).toBeGreaterThanOrEqual(4);
    for (const address of addresses) expect((await fetch(address)).status).toBe(200);
  });

  it('says which port is taken and what to set', async () => {
    const { code, output } = await finished(run('npm start -- --exit', { KRAFTSAMLING_DATA: join(folder, 'other') }));
    expect(code).toBe(1);
    expect(output).toContain(`Port ${env['REGISTRATIONS_PORT']}`);
    expect(output).toContain('REGISTRATIONS_PORT');
  });

  it('runs again after it was killed, side by side with another, and finds everything there', async () => {
    process.kill(-(platform.pid ?? 0), 'SIGKILL');
    await eventually(async () => expect(await processesOf(folder)).toEqual([]), { within: 20_000 });

    const { code, output } = await finished(run('npm start -- --exit'));
    expect(output).toContain('Everything was there already from an earlier run.');
    expect(output).toContain('EXACT');
    expect(code).toBe(0);
    expect(await processesOf(folder)).toEqual([]);
  }, 120_000);

  it('stops cleanly on Ctrl-C', async () => {
    const child = run('npm start');
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    await eventually(() => expect(output).toContain('Ctrl-C stops everything.'), { within: 120_000 });
    // As a terminal does: to everybody in the foreground group.
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await once(child, 'exit');
    expect(output).toContain('Everything is stopped.');
    expect(await processesOf(folder)).toEqual([]);
  }, 180_000);
});

function run(line: string, more: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn('bash', ['-c', line], {
    cwd: repository,
    env: { ...env, ...more },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function finished(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  const outputs = Promise.all([child.stdout, child.stderr].map(async (stream) => (stream ? text(stream) : '')));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: (await outputs).join('') };
}

function withOurPorts(line: string): string {
  return line
    .replaceAll('localhost:3001', `localhost:${env['REGISTRATIONS_PORT'] ?? ''}`)
    .replaceAll('localhost:3003', `localhost:${env['ACTIVITIES_PORT'] ?? ''}`)
    .replaceAll('localhost:3005', `localhost:${env['STATISTICS_PORT'] ?? ''}`);
}

/** Every line of every shell block of every README. */
async function shellLines(): Promise<string[]> {
  const files = (await readdir(repository, { recursive: true })).filter(
    (file) => file.endsWith('README.md') && !/node_modules|^\.|\/\./.test(file),
  );
  const pages = await Promise.all(files.map((file) => readFile(join(repository, file), 'utf8')));
  return pages
    .flatMap((page) =>
      [...page.matchAll(/^```(?:sh|bash|shell)\n(.*?)^```/gms)].flatMap(([, block = '']) => block.split('\n')),
    )
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Processes whose command line or environment names our folder. */
async function processesOf(mark: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid))) {
    const [command, environment] = await Promise.all(
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    );
    if (`${command ?? ''}${environment ?? ''}`.includes(mark))
      found.push(`${pid} ${(command ?? '').replaceAll('\0', ' ')}`);
  }
  return found;
}
