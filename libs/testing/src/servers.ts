import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInfrastructure } from '@kraftsamling/infrastructure';
import { testUsers } from '@kraftsamling/infrastructure/test-users';

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

async function start(): Promise<() => Promise<void>> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kraftsamling-test-'));
  const removeData = () => rm(dataFolder, { recursive: true, force: true });
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const servers = await startInfrastructure({ dataFolder, durable: false, natsUsers: await testUsers(), log }).catch(
    async (error: unknown) => {
      await removeData();
      throw error;
    },
  );

  // Jest hands its environment on to the processes that run the test files.
  process.env['NATS_URL'] = servers.natsUrl;
  process.env['MONGODB_URI'] = servers.mongodbUri;
  return async () => {
    delete process.env['NATS_URL'];
    delete process.env['MONGODB_URI'];
    await servers.stop();
    await removeData();
  };
}
