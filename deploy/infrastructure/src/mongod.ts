import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { accepts } from './port.ts';
import { ensureReplicaSet } from './replica-set.ts';
import { ServerProcess } from './server-process.ts';

export interface MongodOptions {
  /** The path of mongod. */
  executable: string;
  folder: string;
  port: number;
}

export async function startMongod({ executable, folder, port }: MongodOptions): Promise<ServerProcess> {
  await mkdir(folder, { recursive: true });
  const server = new ServerProcess({
    name: 'mongod',
    command: [executable, '--dbpath', folder, '--bind_ip', '127.0.0.1', '--port', String(port), '--replSet', 'rs0'],
    cwd: folder,
    logFile: join(folder, 'mongod.log'),
    lockFile: join(folder, 'lock'),
    stopSignal: 'SIGTERM',
    isReady: () => accepts(port),
  });
  await server.start();
  try {
    await ensureReplicaSet(`mongodb://127.0.0.1:${port}/?directConnection=true`, `127.0.0.1:${port}`);
  } catch (error) {
    await server.kill();
    throw error;
  }
  return server;
}
