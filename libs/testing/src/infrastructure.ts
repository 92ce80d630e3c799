import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Infrastructure {
  readonly natsUrl: string;
  readonly mongodbUri: string;
}

/** The real servers that tests run against: those the environment names, which `startInfrastructure` has seen to. */
export function infrastructure(): Infrastructure {
  const { NATS_URL: natsUrl, MONGODB_URI: mongodbUri } = process.env;
  if (!natsUrl || !mongodbUri)
    throw new Error(
      'No servers to test against: set NATS_URL and MONGODB_URI, or name @kraftsamling/testing/global-setup in jest.config.js.',
    );
  return { natsUrl, mongodbUri };
}

/** The part of deploy/local that is used here. */
interface Local {
  startInfrastructure(options: {
    dataFolder: string;
    durable: boolean;
    say: (line: string) => void;
  }): Promise<Infrastructure & { stop(): Promise<void> }>;
}

/** Before a run of Jest: starts the servers that the environment does not name, one pair for all test files. */
export async function startInfrastructure(): Promise<void> {
  if (process.env['NATS_URL'] && process.env['MONGODB_URI']) return;

  // By address instead of by name: deploy/local builds on every service, and every service's tests build on this library.
  const address = new URL('../../../deploy/local/infrastructure/infrastructure.ts', import.meta.url).href;
  const local = (await import(address)) as Local;

  const dataFolder = await mkdtemp(join(tmpdir(), 'kraftsamling-test-'));
  const removeData = () => rm(dataFolder, { recursive: true, force: true });
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const servers = await local.startInfrastructure({ dataFolder, durable: false, say }).catch(async (error: unknown) => {
    await removeData();
    throw error;
  });

  // Jest hands its environment on to the processes that run the test files.
  process.env['NATS_URL'] = servers.natsUrl;
  process.env['MONGODB_URI'] = servers.mongodbUri;
  stopServers = async () => {
    await servers.stop();
    await removeData();
  };
}

let stopServers = (): Promise<void> => Promise.resolve();

/** After a run of Jest: stops what `startInfrastructure` started, and leaves alone what it found. */
export async function stopInfrastructure(): Promise<void> {
  await stopServers();
}
