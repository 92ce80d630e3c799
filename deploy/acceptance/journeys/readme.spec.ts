import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PATIENCE_MS } from '@kraftsamling/infrastructure/patience';
import { repository } from '@kraftsamling/platform/folders';
import { readManifests } from '@kraftsamling/platform/manifests';
import { freePort, mailboxPort, portVariable } from '@kraftsamling/platform/ports';
import { eventually } from '@kraftsamling/testing';

/** Lines that this test does not run, and why nothing is lost by it. */
const elsewhere: Readonly<Record<string, string>> = {
  'npm start': 'every test here runs it',
  'npm test': 'it is what runs this test',
  'npm run generate -w @kraftsamling/contracts': "the contracts' own tests fail when it would change anything",
  'docker build --file deploy/docker/Dockerfile --build-arg SERVICE=registrations --tag kraftsamling/registrations .':
    'no engine here can pull; the Dockerfile has tests of its own',
  'export LINK_KEY=$(openssl rand -hex 32)': 'it is for the line below it',
  'export INVITATION_LINKS_PRIVATE_KEY=$(openssl genpkey -algorithm ed25519)': 'it is for the last line there',
  'export INVITATION_LINKS_PUBLIC_KEYS=$(openssl pkey -pubout <<< "$INVITATION_LINKS_PRIVATE_KEY")':
    'it is for the last line there',
  'docker compose up --build --wait': 'no engine here can pull; the compose file has tests of its own',
};

/** What a stranger types into an empty folder, as a whole below. */
const strangers = await firstSubscriber();

/** `npm test` runs the same target. */
const testOfOneProject = /^npx nx test @kraftsamling\/[a-z]+$/;

const listening = [...readManifests(), { name: 'mailbox', port: mailboxPort }];

let folder: string;
let env: NodeJS.ProcessEnv;
let platform: Started;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kraftsamling-readme-'));
  env = {
    ...process.env,
    KRAFTSAMLING_DATA: folder,
    NODE_OPTIONS: '',
  };
  for (const { name, port } of listening) env[portVariable(name)] = String(await freePort(name, port));
  delete env['NATS_URL'];
  delete env['MONGODB_URI'];

  platform = await startedUntil('Ctrl-C stops everything.');
});

afterAll(async () => {
  platform.signal('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

describe('the READMEs', () => {
  it('say nothing in a shell that does not work', async () => {
    const all = await shellLines();
    expect(Object.keys(elsewhere).filter((line) => !all.includes(line))).toEqual([]);

    const isStrangers = (line: string) => strangers.shell.some((block) => block.split('\n').includes(line));
    const lines = all.filter((line) => !(line in elsewhere) && !testOfOneProject.test(line) && !isStrangers(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const { code, output } = await finished(run(withOurPorts(line)));
      expect({ line, code, output: code === 0 ? '' : output }).toEqual({ line, code: 0, output: '' });
    }
  });
});

describe("a stranger's first subscriber", () => {
  it('runs in an empty folder, from the lines that the README of the contracts has for it', async () => {
    const [prepare, start] = strangers.shell;
    const save = `cat > subscriber.mjs <<'END'\n${strangers.program}END\n`;
    const typed = `set -e\n${prepare}${save}${start}`.replaceAll('$KRAFTSAMLING/.local', folder);
    const subscriber = run(typed, { NODE_OPTIONS: '' });
    const { printed, until } = follow(subscriber);
    await until(/^digitalidag-2024 \d{4} registrations\.registration\.kit-issued\.v1$/m);
    process.kill(-(subscriber.pid ?? 0), 'SIGKILL');
    expect(printed()).toMatch(/^digitalidag-2024 \d{4} registrations\.registration\.confirmed\.v1$/m);
  });
});

describe('npm start', () => {
  it('shows where everything is before the first command, and no line that a terminal of eighty columns breaks', () => {
    const [before, after] = platform.printed().split('watch the figures rise');
    expect(before).toMatch(/Figures, live +http:/);
    expect(before).toMatch(/E-mails sent +http:/);
    expect(before).not.toContain('Registering');
    expect(after).toMatch(/Registering \.\.\. 1,128 of 1,128 organisations, \d+ a second$/m);

    const whole = /https?:|nats:|mongodb:|\//;
    const tooLong = (after ?? '').split('\n').filter((line) => line.length > 100 && !whole.test(line));
    expect(tooLong).toEqual([]);
    const lines = (after ?? '').split('\n').map((line) => line.trimEnd());
    const tables = lines.filter((line) => / (exact|palities|Figures)$/.test(line));
    expect(tables.length).toBeGreaterThan(6);
    expect(tables.filter((line) => line.length > 80)).toEqual([]);
  });

  it('has carried the campaigns to exact figures', () => {
    expect(platform.printed()).toContain('EXACT: statistics shows what was sent in, figure by figure.');
    expect(platform.printed()).toMatch(/Digitalidag 2024 *\n.*290\/290 .*exact/);
    expect(platform.printed()).toMatch(/Digitalidag 2024 *\n.*216\/290 .*exact/);
  });

  it('has worked on every municipality where nothing took place, and says of each without anything why', () => {
    const [, opened, helped, covered] = /nothing took place in (\d+) .* In (\d+) of them .* (\d+) of 290/.exec(inOneLine(platform.printed()))!; // prettier-ignore
    const reasons = [...platform.printed().matchAll(/^ {2}(\d+): /gm)].map(([, count]) => Number(count));
    expect(opened).toBe('74');
    expect(Number(covered)).toBe(216 + Number(helped));
    expect(Number(helped) + reasons.reduce((sum, count) => sum + count, 0)).toBe(74);
    expect(Number(helped)).toBeGreaterThan(37);
  });

  it('has played the year of an award to its winner, and its record is whole to whoever recomputes it', () => {
    expect(inOneLine(platform.printed())).toMatch(/The winner is \p{Lu}\p{L}+, announced by itself on /u);
    expect(platform.printed()).toMatch(/^Long list +8 of 11 ranked: .*/m);
    expect(inOneLine(platform.printed())).toContain('Level by every rule: ');
    expect(inOneLine(platform.printed())).toMatch(/verify-record\.mjs: whole, verify_record\.py: (whole|not run)/);
    expect(platform.printed()).toContain('EXACT: statistics shows the award as it was');
  });

  it('shows every address it names', async () => {
    const addresses = [...platform.printed().matchAll(/http:\/\/localhost:\d+\/\S*/g)].map(([address]) => address);
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
    platform.signal('SIGKILL');
    await noneIsLeft();

    platform = await startedUntil('Ctrl-C stops everything.');
    expect(platform.printed()).toContain('Everything was there already from an earlier run.');
    expect(platform.printed()).toContain('The year was played already in an earlier run.');
    expect(platform.printed()).toContain('EXACT');
  });

  it('stops cleanly on Ctrl-C', async () => {
    const ended = once(platform.child, 'close');
    // As a terminal does: to everybody in the foreground group.
    platform.signal('SIGINT');
    await ended;
    expect(platform.printed()).toContain('Everything is stopped.');
    expect(await processesOf(folder)).toEqual([]);
  });

  it('ends by itself after the comparison when it is asked to, with 0 if that was exact', async () => {
    const { code, output } = await finished(run('npm start -- --exit'));
    expect(output).toContain('EXACT');
    expect(code).toBe(0);
    expect(await processesOf(folder)).toEqual([]);
  });
});

interface Started {
  readonly child: ChildProcess;
  printed(): string;
  /** To its whole group, if there is one left. */
  signal(signal: NodeJS.Signals): void;
}

/** `npm start` that has come so far. */
async function startedUntil(line: string): Promise<Started> {
  const child = run('npm start');
  const { printed, until } = follow(child);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const started: Started = {
    child,
    printed,
    signal: (signal) => {
      if (!hasEnded()) process.kill(-(child.pid ?? 0), signal);
    },
  };
  // A year of an award that is played anew, more slowly, prints nothing for minutes.
  await until(line, 6 * PATIENCE_MS);
  return started;
}

interface Followed {
  readonly printed: () => string;
  /** Rejects at once when the program ends before. */
  readonly until: (line: string | RegExp, patience?: number) => Promise<void>;
}

function follow(child: ChildProcess): Followed {
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  const ended = once(child, 'close').then(() => Promise.reject(new Error(`It has ended:\n${endOf(printed)}`)));
  ended.catch(() => undefined);
  return {
    printed: () => printed,
    until: async (line, patience = PATIENCE_MS) => {
      const seen = eventually(() => expect(printed).toMatch(line), { patience });
      await Promise.race([seen, ended]);
    },
  };
}

/** Where it says why: what comes before would push that out of a report. */
function endOf(printed: string): string {
  return printed.split('\n').slice(-15).join('\n');
}

async function noneIsLeft(): Promise<void> {
  await eventually(async () => expect(await processesOf(folder)).toEqual([]));
}

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
  return listening.reduce(
    (ours, { name, port }) => ours.replaceAll(`localhost:${port}`, `localhost:${env[portVariable(name)] ?? ''}`),
    line,
  );
}

/** As it reads where a terminal would not break it. */
function inOneLine(printed: string): string {
  return printed.replaceAll(/\s+/g, ' ');
}

/** The shell blocks before the first program of the contracts' README and after it, and the program. */
async function firstSubscriber(): Promise<{ shell: string[]; program: string }> {
  const page = await readFile(join(repository, 'libs', 'contracts', 'README.md'), 'utf8');
  const section = page.slice(page.indexOf('## A subscriber'), page.indexOf('## Changing a contract'));
  const blocks = (language: string) =>
    [...section.matchAll(/^```(\w+)\n(.*?)^```/gms)].flatMap(([, of, block = '']) => (of === language ? [block] : []));
  return { shell: blocks('sh'), program: blocks('js')[0] ?? '' };
}

/** Every line of every shell block of every README. */
async function shellLines(): Promise<string[]> {
  // Not as the folders are read: others make and remove some meanwhile.
  const { stdout } = await promisify(execFile)('git', ['ls-files', '*README.md'], { cwd: repository });
  const pages = await Promise.all(
    stdout
      .trimEnd()
      .split('\n')
      .map((file) => readFile(join(repository, file), 'utf8')),
  );
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
