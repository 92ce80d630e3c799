import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInfrastructure } from '@kraftsamling/infrastructure';
import type { Infrastructure } from '@kraftsamling/infrastructure';
import { testUsers } from '@kraftsamling/infrastructure/test-users';

type Faults = NonNullable<Infrastructure['nats']>;

/** What stops the servers that were started here. */
let started: Promise<() => Promise<void>> | undefined;
/** How many have asked for them and may still use them: they run until the last has done. */
let users = 0;

/** Before a run of Jest: starts the servers that the environment does not name, one pair for all test files. */
export async function startServers(): Promise<void> {
  if (!started && process.env['NATS_URL'] && process.env['MONGODB_URI']) return;

  users++;
  started ??= start();
  await started;
}

/** After a run of Jest: stops what `startServers` started, and leaves alone what it found. */
export async function stopServers(): Promise<void> {
  if (!started || --users > 0) return;
  const stop = await started;
  started = undefined;
  await stop();
}

/** Servers for one test alone, which may do to them what others could not bear. */
export interface OwnServers extends AsyncDisposable {
  readonly natsUrl: string;
  readonly mongodbUri: string;
  readonly nats: Faults;
  readonly mongodb: Faults;
}

/** Starts them, whatever the environment names: those are shared. NATS keeps its streams in `natsFolder`, where that is given. */
export async function ownServers({ natsFolder }: { natsFolder?: string } = {}): Promise<OwnServers> {
  const { servers, stop } = await startIn({ ...process.env, NATS_URL: '', MONGODB_URI: '' }, natsFolder);
  const { natsUrl, mongodbUri, nats, mongodb } = servers;
  if (!nats || !mongodb) throw new Error('These servers are not ours.');
  return { natsUrl, mongodbUri, nats, mongodb, [Symbol.asyncDispose]: stop };
}

async function start(): Promise<() => Promise<void>> {
  const { servers, stop } = await startIn(process.env);

  // Jest hands its environment on to the processes that run the test files.
  process.env['NATS_URL'] = servers.natsUrl;
  process.env['MONGODB_URI'] = servers.mongodbUri;
  return async () => {
    delete process.env['NATS_URL'];
    delete process.env['MONGODB_URI'];
    await stop();
  };
}

async function startIn(
  env: NodeJS.ProcessEnv,
  natsFolder?: string,
): Promise<{ servers: Infrastructure; stop: () => Promise<void> }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kraftsamling-test-'));
  if (natsFolder !== undefined) await symlink(natsFolder, join(dataFolder, 'nats'));
  const removeData = () => rm(dataFolder, { recursive: true, force: true });
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const servers = await startInfrastructure({
    dataFolder,
    durable: false,
    natsUsers: await testUsers(),
    log,
    env,
  }).catch(async (error: unknown) => {
    await removeData();
    throw error;
  });
  return {
    servers,
    stop: async () => {
      await servers.stop();
      await removeData();
    },
  };
}
