import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { GenericContainer } from 'testcontainers';
import { images } from './images.ts';
import { greets, natsConfiguration } from './nats.ts';
import { portFor } from './port.ts';
import { withProgress } from './progress.ts';
import { ensureReplicaSet } from './replica-set.ts';
import type { Running, Source, SourceOptions } from './source.ts';
import { until } from './until.ts';

interface Recipe {
  image: string;
  containerPort: number;
  port: number;
  /** Mounted at `mountedAt`, so that the data stay when the container goes. */
  folder: string;
  mountedAt: string;
  prepare: (container: GenericContainer) => GenericContainer;
  /** What the server prints when it listens. */
  listens: RegExp;
  untilReady: () => Promise<void>;
  url: string;
}

/** Containers, where a Docker engine answers and has the images or can pull them. */
export function fromDocker({
  dataFolder,
  durable,
  natsPort,
  natsUsers: users,
  mongodbPort,
  log,
  env,
}: SourceOptions): Source {
  let usable = looksLikeDocker(env);

  async function start(recipe: () => Promise<Recipe>): Promise<Running | undefined> {
    // Testcontainers takes a second to load: not where there is no trace of Docker.
    if (!usable || !(await engineAnswers())) return undefined;
    const server = await recipe();
    try {
      return await withProgress(log, `Starting ${server.image}`, run(server));
    } catch (error) {
      usable = false;
      log(`Docker answers, but cannot run ${server.image} (${String(error).trim()}): looking for other servers`);
      return undefined;
    }
  }

  return {
    name: 'docker',

    nats: () =>
      start(async () => {
        const port = await portFor(natsPort, 'NATS_PORT');
        const configuration = natsConfiguration({ listen: '0.0.0.0:4222', storeFolder: '/data', durable, users });
        return {
          image: images.nats,
          containerPort: 4222,
          port,
          folder: join(dataFolder, 'nats'),
          mountedAt: '/data',
          prepare: (container) =>
            container
              .withEnvironment(users.env)
              .withCopyContentToContainer([{ content: configuration, target: '/nats.conf' }])
              .withCommand(['nats-server', '--config', '/nats.conf']),
          listens: /Server is ready/,
          untilReady: () => until('NATS answers', () => greets(port)),
          url: `nats://127.0.0.1:${port}`,
        };
      }),

    mongodb: () =>
      start(async () => {
        const port = await portFor(mongodbPort, 'MONGODB_PORT');
        const url = `mongodb://127.0.0.1:${port}/?directConnection=true`;
        return {
          image: images.mongodb,
          containerPort: 27017,
          port,
          folder: join(dataFolder, 'mongodb'),
          mountedAt: '/data/db',
          prepare: (container) => container.withCommand(['--replSet', 'rs0', '--bind_ip_all']),
          listens: /Waiting for connections/i,
          untilReady: () => ensureReplicaSet(url, 'localhost:27017'),
          url,
        };
      }),
  };
}

function looksLikeDocker(env: NodeJS.ProcessEnv): boolean {
  const traces = [
    '/var/run/docker.sock',
    join(env['XDG_RUNTIME_DIR'] ?? '/run/user', 'docker.sock'),
    join(homedir(), '.docker/run/docker.sock'),
    join(homedir(), '.testcontainers.properties'),
  ];
  return env['DOCKER_HOST'] !== undefined || traces.some((path) => existsSync(path));
}

async function engineAnswers(): Promise<boolean> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  try {
    await getContainerRuntimeClient();
    return true;
  } catch {
    return false;
  }
}

async function run(recipe: Recipe): Promise<Running> {
  const { GenericContainer, Wait, getContainerRuntimeClient } = await import('testcontainers');
  const { image, containerPort, port, folder, mountedAt, prepare, listens, untilReady, url } = recipe;
  await mkdir(folder, { recursive: true });

  const plain = new GenericContainer(image)
    .withExposedPorts({ container: containerPort, host: port })
    .withBindMounts([{ source: folder, target: mountedAt }])
    .withWaitStrategy(Wait.forLogMessage(listens));
  const started = await prepare(plain).start();

  const runtime = await getContainerRuntimeClient();
  const container = runtime.container.getById(started.getId());
  const stop = async () => {
    await started.stop({ timeout: 10_000 });
  };
  try {
    await untilReady();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    stop,
    faults: {
      kill: async () => {
        await container.kill();
        await container.wait();
      },
      start: async () => {
        await container.start();
        await untilReady();
      },
      freeze: async () => {
        await container.pause();
      },
      thaw: async () => {
        await container.unpause();
      },
    },
  };
}
