import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { ServerProcess } from './server-process.ts';

export interface NatsOptions {
  /** nats-server, by name or path. */
  executable: string;
  folder: string;
  port: number;
  durable: boolean;
}

export async function startNats({ executable, folder, port, durable }: NatsOptions): Promise<ServerProcess> {
  await mkdir(folder, { recursive: true });
  const configuration = join(folder, 'nats.conf');
  await writeFile(configuration, natsConfiguration({ folder, port, durable }));

  const server = new ServerProcess({
    name: 'nats-server',
    command: [executable, '--config', configuration],
    cwd: folder,
    logFile: join(folder, 'nats.log'),
    lockFile: join(folder, 'lock'),
    stopSignal: 'SIGTERM',
    isReady: () => greets(port),
  });
  await server.start();
  return server;
}

function natsConfiguration({ folder, port, durable }: Omit<NatsOptions, 'executable'>): string {
  return `listen: "127.0.0.1:${port}"
server_name: "local"
max_payload: 1MB
jetstream {
  store_dir: ${JSON.stringify(folder)}
  # Without "always", JetStream acknowledges what a power cut can still take away.
  sync_interval: ${durable ? 'always' : '2m'}
}
`;
}

/** A NATS server speaks first, and says whether JetStream is up. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('data', (greeting) => end(/^INFO .*"jetstream":true/.test(greeting.toString())));
  });
}
