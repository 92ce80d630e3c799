import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accepts } from './port.ts';
import { ServerProcess } from './server-process.ts';
import type { Faults } from './source.ts';

export interface DocumentdbOptions {
  /** The root file system that holds PostgreSQL and DocumentDB. */
  root: string;
  folder: string;
  port: number;
  durable: boolean;
}

export interface Documentdb extends Faults {
  stop(): Promise<void>;
}

const postgresqlScript = join(import.meta.dirname, 'postgresql.sh');
const gatewayMain = fileURLToPath(import.meta.resolve('@kraftsamling/gateway/gateway.main'));

/** PostgreSQL with DocumentDB, and the gateway before it that speaks MongoDB's protocol: together one database. */
export async function startDocumentdb({ root, folder, port, durable }: DocumentdbOptions): Promise<Documentdb> {
  await mkdir(folder, { recursive: true });
  const logFile = join(folder, 'postgresql.log');

  const postgresql = new ServerProcess({
    name: 'PostgreSQL',
    command: ['unshare', '--mount', '--ipc', 'sh', postgresqlScript, root, folder, durable ? 'on' : 'off'],
    cwd: folder,
    logFile,
    lockFile: join(folder, 'postgresql.lock'),
    stopSignal: 'SIGINT',
    isReady: async () => (await readFile(logFile, 'utf8')).includes('database system is ready to accept connections'),
  });
  // PostgreSQL's socket lies in the folder the gateway works in.
  const gateway = new ServerProcess({
    name: 'The gateway',
    command: [process.execPath, gatewayMain, String(port)],
    cwd: folder,
    logFile: join(folder, 'gateway.log'),
    lockFile: join(folder, 'gateway.lock'),
    stopSignal: 'SIGTERM',
    isReady: () => accepts(port),
  });

  const documentdb: Documentdb = {
    async start() {
      await postgresql.start();
      await gateway.start();
    },
    async kill() {
      await Promise.all([gateway.kill(), postgresql.kill()]);
    },
    // The gateway is all of it that anybody can see.
    freeze: () => gateway.freeze(),
    thaw: () => gateway.thaw(),
    async stop() {
      await gateway.stop();
      await postgresql.stop();
    },
  };
  try {
    await documentdb.start();
  } catch (error) {
    await documentdb.kill();
    throw error;
  }
  return documentdb;
}
