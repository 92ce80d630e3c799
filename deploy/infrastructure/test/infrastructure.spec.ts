import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { startInfrastructure } from '../src/infrastructure.ts';
import type { Infrastructure, InfrastructureOptions } from '../src/infrastructure.ts';
import { accepts } from '../src/port.ts';
import { canBuildRootFileSystem, rootFileSystem } from '../src/root-file-system.ts';
import { until } from '../src/until.ts';

const describeOnDebian = canBuildRootFileSystem() ? describe : describe.skip;
const ignore = () => undefined;

/** Nothing to be found but what the test puts there. */
const bare = { ...process.env, NATS_URL: '', MONGODB_URI: '' };

const folders: string[] = [];
const running = new Set<ChildProcess>();
const infrastructures = new Set<Infrastructure>();

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-infrastructure-'));
  folders.push(folder);
  return folder;
}

async function start(options: Partial<InfrastructureOptions> & { dataFolder: string }): Promise<Infrastructure> {
  const infrastructure = await startInfrastructure({ durable: false, log: ignore, env: bare, ...options });
  infrastructures.add(infrastructure);
  return infrastructure;
}

interface Run {
  process: ChildProcess;
  natsUrl: string;
  mongodbUri: string;
  said: string;
}

/** The infrastructure in a process of its own, which can be killed; an error carries what the process had to say. */
async function run(args: string[], env: NodeJS.ProcessEnv = bare, prefix: string[] = []): Promise<Run> {
  const main = join(import.meta.dirname, 'run.main.ts');
  const [command = process.execPath, ...rest] = [...prefix, process.execPath, main, ...args];
  const child = spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));

  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { value } = (await lines.next()) as { value?: string };
  if (value === undefined) throw new Error(said);
  return { ...(JSON.parse(value) as { natsUrl: string; mongodbUri: string }), process: child, said };
}

async function withDatabase<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(uri);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Asks JetStream's API in NATS's own text protocol; @nats-io belongs to libs/messaging. */
async function askJetStream(natsUrl: string, subject: string, request: object): Promise<Record<string, unknown>> {
  const { hostname, port } = new URL(natsUrl);
  const socket = connect(Number(port), hostname);
  const payload = JSON.stringify(request);
  socket.write(
    `CONNECT {"verbose":false}\r\nSUB answer 1\r\nPUB ${subject} answer ${Buffer.byteLength(payload)}\r\n${payload}\r\n`,
  );
  let received = '';
  for await (const chunk of socket) {
    received += String(chunk);
    const answer = /\r\nMSG answer 1 \d+\r\n(\{.*\})\r\n/.exec(received)?.[1];
    if (answer !== undefined) return JSON.parse(answer) as Record<string, unknown>;
  }
  throw new Error(`NATS went away: ${received}`);
}

/** Every process that works in the folder or was started with it. */
async function processesOf(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const id of await readdir('/proc')) {
    if (!/^\d+$/.test(id) || Number(id) === process.pid) continue;
    const commandLine = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
    const mounts = await readFile(`/proc/${id}/mountinfo`, 'utf8').catch(() => '');
    if (commandLine.includes(folder) || mounts.includes(folder)) found.push(commandLine.replaceAll('\0', ' '));
  }
  return found;
}

function untilNoneIsLeftOf(folder: string): Promise<void> {
  return until(`no process works in ${folder}`, async () => (await processesOf(folder)).length === 0);
}

afterEach(async () => {
  await Promise.all([...infrastructures].map(({ stop }) => stop()));
  infrastructures.clear();
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 100, retryDelay: 10 });
  folders.length = 0;
});

describe('infrastructure', () => {
  it('is what the environment names, and is then neither started, stopped nor broken by us', async () => {
    const env = { NATS_URL: 'nats://elsewhere:4222', MONGODB_URI: 'mongodb://elsewhere/?replicaSet=rs0' };
    expect(await start({ dataFolder: await temporaryFolder(), env })).toMatchObject({
      natsUrl: env.NATS_URL,
      mongodbUri: env.MONGODB_URI,
      source: 'environment',
      nats: undefined,
      mongodb: undefined,
    });
  });
});

describeOnDebian('infrastructure on Debian', () => {
  // Built once a machine; its own time is no part of any test.
  beforeAll(async () => {
    await rootFileSystem((line) => process.stderr.write(`${line}\n`), process.env);
  });

  it('answers on the loopback address only, with transactions and streams, and keeps its data from run to run', async () => {
    const dataFolder = await temporaryFolder();
    const first = await start({ dataFolder });
    expect([first.natsUrl, first.mongodbUri]).toEqual([
      expect.stringMatching(/^nats:\/\/127\.0\.0\.1:\d+$/),
      expect.stringMatching(/^mongodb:\/\/127\.0\.0\.1:\d+\//),
    ]);
    await withDatabase(first.mongodbUri, (client) =>
      client.withSession((session) =>
        session.withTransaction(() => client.db('kept').collection('things').insertOne({ n: 1 }, { session })),
      ),
    );
    await askJetStream(first.natsUrl, '$JS.API.STREAM.CREATE.KEPT', {
      name: 'KEPT',
      subjects: ['kept'],
      storage: 'file',
    });
    await first.stop();
    infrastructures.clear();
    expect(await processesOf(dataFolder)).toEqual([]);

    const second = await start({ dataFolder, durable: true });
    expect(
      await withDatabase(second.mongodbUri, (client) => client.db('kept').collection('things').countDocuments()),
    ).toBe(1);
    expect(await askJetStream(second.natsUrl, '$JS.API.STREAM.INFO.KEPT', {})).toMatchObject({
      config: { name: 'KEPT' },
    });
  });

  it('runs twice side by side in two data folders, but not in one', async () => {
    const [one, other] = [await temporaryFolder(), await temporaryFolder()];
    const [left, right] = await Promise.all([start({ dataFolder: one }), start({ dataFolder: other })]);
    await withDatabase(left.mongodbUri, (client) => client.db('a').collection('a').insertOne({}));
    expect(await withDatabase(right.mongodbUri, (client) => client.db('a').collection('a').countDocuments())).toBe(0);

    await expect(start({ dataFolder: one })).rejects.toThrow(`${join(one, 'nats')} is in use by another run`);
    expect(await accepts(Number(new URL(left.natsUrl).port))).toBe(true);
  });

  it('leaves no process behind when its parent is killed, and starts again on the same data', async () => {
    const dataFolder = await temporaryFolder();
    const killed = await run([dataFolder]);
    await withDatabase(killed.mongodbUri, (client) => client.db('kept').collection('things').insertOne({ n: 1 }));
    expect((await processesOf(dataFolder)).length).toBeGreaterThan(3);

    killed.process.kill('SIGKILL');
    await untilNoneIsLeftOf(dataFolder);

    const again = await start({ dataFolder });
    expect(
      await withDatabase(again.mongodbUri, (client) => client.db('kept').collection('things').countDocuments()),
    ).toBe(1);
  });

  it('lets tests kill each server and start it again on the same port and data', async () => {
    const { nats, natsUrl, mongodb, mongodbUri } = await start({ dataFolder: await temporaryFolder() });
    const reachable = (url: string) => accepts(Number(new URL(url).port));

    await nats!.kill();
    expect(await reachable(natsUrl)).toBe(false);
    await nats!.start();
    expect(await reachable(natsUrl)).toBe(true);

    await withDatabase(mongodbUri, async (client) => {
      const things = client.db('kept').collection('things');
      await things.insertOne({ n: 1 });
      await mongodb!.kill();
      expect(await reachable(mongodbUri)).toBe(false);
      await mongodb!.start();
      await until('the database has its document again', () =>
        things.countDocuments().then(
          (count) => count === 1,
          () => false,
        ),
      );
    });
  });

  it('names the port that is taken and the variable that chooses another', async () => {
    const other = createTcpServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const dataFolder = await temporaryFolder();

    await expect(start({ dataFolder, natsPort: port })).rejects.toThrow(new RegExp(`Port ${port} .* NATS_PORT`));
    await expect(start({ dataFolder, mongodbPort: port })).rejects.toThrow(new RegExp(`Port ${port} .* MONGODB_PORT`));
    expect(await processesOf(dataFolder)).toEqual([]);
    other.close();
  });

  it('uses a nats-server on the path if it is recent enough', async () => {
    const [folder, dataFolder] = [await temporaryFolder(), await temporaryFolder()];
    const real = join(await rootFileSystem(ignore, process.env), 'usr/sbin/nats-server');
    const env = { ...bare, MONGODB_URI: 'mongodb://elsewhere', PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const installed = (script: string) =>
      writeFile(join(folder, 'nats-server'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

    await installed(`exec ${real} "$@"`);
    expect(await start({ dataFolder, env })).toMatchObject({
      source: 'path',
      natsUrl: expect.stringContaining('127.0.0.1'),
    });

    await installed('echo "nats-server: v2.9.10"');
    const said: string[] = [];
    const fallback = await start({ dataFolder: await temporaryFolder(), env, log: (line) => said.push(line) });
    expect(fallback.source).toBe('debian');
    expect(said).toContainEqual(expect.stringMatching(/version 2\.9\.10.*2\.12 or later/));
  });

  it('goes on without Docker where an engine answers but cannot pull, and says so', async () => {
    const engine = createServer((request, response) => {
      const pulling = request.url?.includes('/images/create') === true;
      response.writeHead(pulling ? 500 : request.url?.includes('/images/') === true ? 404 : 200, {
        'content-type': 'application/json',
      });
      response.end(JSON.stringify(pulling ? { message: 'no such host' } : {}));
    }).listen(0, '127.0.0.1');
    await once(engine, 'listening');
    const { port } = engine.address() as AddressInfo;

    const env = { ...bare, DOCKER_HOST: `tcp://127.0.0.1:${port}` };
    const { said, natsUrl, process: child } = await run([await temporaryFolder()], env);
    expect(said).toMatch(
      /Docker answers, but cannot run nats:[\d.]+-alpine \(.*no such host.*\): looking for other servers/,
    );
    expect(await accepts(Number(new URL(natsUrl).port))).toBe(true);
    child.kill('SIGTERM');
    await once(child, 'exit');
    engine.close();
  });

  it('says what to do where there is nothing at all', async () => {
    const dataFolder = await temporaryFolder();
    await chmod(dataFolder, 0o777);
    const nobody = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
    await expect(run([dataFolder], { ...bare, PATH: '/usr/bin:/bin' }, nobody)).rejects.toThrow(
      /There is no nats-server \(2\.12 or later\)\. Set NATS_URL .* Docker .* PATH.* root on Debian/,
    );
  });
});

describeOnDebian('the root file system', () => {
  /** In place of mmdebstrap: counts its runs, then behaves as configured. */
  async function cacheWith(
    behaviour: string,
  ): Promise<{ env: NodeJS.ProcessEnv; cache: string; builds: () => Promise<number> }> {
    const folder = await temporaryFolder();
    const cache = join(folder, 'cache');
    await mkdir(join(folder, 'bin'));
    const script = `#!/bin/sh\necho build >>${folder}/builds\nfor target; do case "$target" in */cache/*) break;; esac; done\n${behaviour}\n`;
    await writeFile(join(folder, 'bin', 'mmdebstrap'), script, { mode: 0o755 });
    const env = { ...bare, KRAFTSAMLING_CACHE: cache, PATH: `${folder}/bin:${process.env['PATH'] ?? ''}` };
    const builds = async () => (await readFile(join(folder, 'builds'), 'utf8').catch(() => '')).split('\n').length - 1;
    return { env, cache, builds };
  }

  it('is built once, whoever asks at the same time', async () => {
    const { env, builds } = await cacheWith('sleep 0.3; mkdir -p "$target/usr"');
    const roots = await Promise.all([
      rootFileSystem(ignore, env),
      rootFileSystem(ignore, env),
      rootFileSystem(ignore, env),
    ]);
    expect(new Set(roots).size).toBe(1);
    expect(await readdir(roots[0])).toEqual(['usr']);
    expect(await builds()).toBe(1);
  });

  it('is not there until it is whole: a failed build says why, and the next one starts afresh', async () => {
    const { env, cache, builds } = await cacheWith(
      'if [ -e "$target" ]; then echo old; exit 1; fi; mkdir -p "$target"; echo no mirror; exit 1',
    );
    await expect(rootFileSystem(ignore, env)).rejects.toThrow(/could not be built:\n.*no mirror/s);
    await expect(rootFileSystem(ignore, env)).rejects.toThrow(/no mirror/);
    expect(await builds()).toBe(2);
    expect((await readdir(cache)).filter((name) => !/\.(lock|unfinished)$/.test(name))).toEqual([]);
  });

  it('is not built on behind our back when we are killed', async () => {
    const { env, cache, builds } = await cacheWith('mkdir -p "$target"; sleep 60');
    const building = run([await temporaryFolder()], env).catch(() => undefined);
    await until('a build has begun', async () => (await builds()) === 1);

    for (const child of running) child.kill('SIGKILL');
    await building;
    await untilNoneIsLeftOf(cache);
  });
});
