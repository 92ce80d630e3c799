import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fromDebian } from './from-debian.ts';
import { fromDocker } from './from-docker.ts';
import { fromEnvironment } from './from-environment.ts';
import { fromPath } from './from-path.ts';
import { everybody } from './nats.ts';
import type { NatsUsers } from './nats.ts';
import type { Log } from './progress.ts';
import type { Faults, Running, Source } from './source.ts';

export interface InfrastructureOptions {
  /** Where both servers keep their data from one run to the next. One run at a time uses it. */
  dataFolder: string;
  /** Whether data must survive a power cut. Tests do without, and are faster. */
  durable: boolean;
  natsPort?: number;
  /** Of a NATS server that is started here. */
  natsUsers?: NatsUsers;
  mongodbPort?: number;
  log: Log;
  env?: NodeJS.ProcessEnv;
}

export interface Infrastructure {
  natsUrl: string;
  mongodbUri: string;
  /** The last source that had to be asked. */
  source: Source['name'];
  /** For tests of faults; undefined where the server is not ours. */
  nats: Faults | undefined;
  mongodb: Faults | undefined;
  stop: () => Promise<void>;
}

const nowhere = (server: string, variable: string) =>
  `There is no ${server}. Set ${variable} to a running one, start a Docker engine, put ${server} on the PATH, or run as root on Debian.`;

/** NATS and a MongoDB-compatible database, each from the first source that has it. */
export async function startInfrastructure(options: InfrastructureOptions): Promise<Infrastructure> {
  const { natsPort, natsUsers = everybody, mongodbPort, durable, log, env = process.env } = options;
  const dataFolder = resolve(options.dataFolder);
  await mkdir(dataFolder, { recursive: true });

  const settings = { dataFolder, durable, natsPort, natsUsers, mongodbPort, log, env };
  const sources = [fromEnvironment(settings), fromDocker(settings), fromPath(settings), fromDebian(settings)];

  const nats = await firstOf(sources, (source) => source.nats(), nowhere('nats-server (2.12 or later)', 'NATS_URL'));
  try {
    const mongodb = await firstOf(sources, (source) => source.mongodb(), nowhere('mongod', 'MONGODB_URI'));
    const last = sources.indexOf(nats.source) > sources.indexOf(mongodb.source) ? nats.source : mongodb.source;
    return {
      natsUrl: nats.url,
      mongodbUri: mongodb.url,
      source: last.name,
      nats: nats.faults,
      mongodb: mongodb.faults,
      stop: async () => {
        await Promise.all([nats.stop(), mongodb.stop()]);
      },
    };
  } catch (error) {
    await nats.stop();
    throw error;
  }
}

async function firstOf(
  sources: Source[],
  start: (source: Source) => Promise<Running | undefined>,
  otherwise: string,
): Promise<Running & { source: Source }> {
  for (const source of sources) {
    const running = await start(source);
    if (running !== undefined) return { ...running, source };
  }
  throw new Error(otherwise);
}
