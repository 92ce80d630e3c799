import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { PATIENCE_MS } from './patience.ts';
import { ServerProcess } from './server-process.ts';

export interface NatsOptions {
  /** The path of nats-server. */
  executable: string;
  folder: string;
  port: number;
  durable: boolean;
  users: NatsUsers;
}

/** Whom the server lets in. Nobody by name: everybody, to everything. */
export interface NatsUsers {
  /** A block of nats-server's configuration. */
  authorization: string;
  /** The variables that it refers to. */
  env: Readonly<Record<string, string>>;
}

export const everybody: NatsUsers = { authorization: '', env: {} };

export async function startNats({ executable, folder, port, durable, users }: NatsOptions): Promise<ServerProcess> {
  await mkdir(folder, { recursive: true });
  const configuration = join(folder, 'nats.conf');
  await writeFile(
    configuration,
    natsConfiguration({ listen: `127.0.0.1:${port}`, storeFolder: folder, durable, users }),
  );

  const server = new ServerProcess({
    name: 'nats-server',
    command: [executable, '--config', configuration],
    cwd: folder,
    env: { ...process.env, ...users.env },
    logFile: join(folder, 'nats.log'),
    lockFile: join(folder, 'lock'),
    stopSignal: 'SIGTERM',
    isReady: () => greets(port),
  });
  await server.start();
  return server;
}

export function natsConfiguration(options: {
  listen: string;
  storeFolder: string;
  durable: boolean;
  users: NatsUsers;
}): string {
  return `listen: "${options.listen}"
server_name: "local"
max_payload: 1MB
jetstream {
  store_dir: ${JSON.stringify(options.storeFolder)}
  # Without "always", JetStream acknowledges what a power cut can still take away.
  sync_interval: ${options.durable ? 'always' : '2m'}
}
${options.users.authorization}`;
}

/** A NATS server speaks first, and says whether JetStream is up. */
export function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1').setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.once('data', (greeting) => {
      resolve(/^INFO .*"jetstream":true/.test(greeting.toString()));
      socket.destroy();
    });
    socket.once('close', () => resolve(false));
  });
}
