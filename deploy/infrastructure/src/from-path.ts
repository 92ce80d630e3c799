import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { startMongod } from './mongod.ts';
import { startNats } from './nats.ts';
import { portFor } from './port.ts';
import { withProgress } from './progress.ts';
import type { Source, SourceOptions } from './source.ts';

/** Servers installed on this machine. */
export function fromPath({
  dataFolder,
  durable,
  natsPort,
  natsUsers: users,
  mongodbPort,
  log,
  env,
}: SourceOptions): Source {
  return {
    name: 'path',

    async nats() {
      const executable = await onPath('nats-server', env);
      if (executable === undefined) return undefined;
      const version = await versionOf(executable);
      if (!isRecentEnough(version)) {
        log(`${executable} is version ${version}: 2.12 or later is needed, so it is left aside`);
        return undefined;
      }
      const port = await portFor(natsPort, 'NATS_PORT');
      const server = await startNats({ executable, folder: join(dataFolder, 'nats'), port, durable, users });
      return { url: `nats://127.0.0.1:${port}`, faults: server, stop: () => server.stop() };
    },

    async mongodb() {
      const executable = await onPath('mongod', env);
      if (executable === undefined) return undefined;
      const port = await portFor(mongodbPort, 'MONGODB_PORT');
      const folder = join(dataFolder, 'mongodb');
      const server = await withProgress(log, 'Starting mongod', startMongod({ executable, folder, port }));
      return { url: `mongodb://127.0.0.1:${port}/?directConnection=true`, faults: server, stop: () => server.stop() };
    },
  };
}

async function onPath(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, name);
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** `nats-server: v2.12.1` */
async function versionOf(executable: string): Promise<string> {
  const { stdout } = await promisify(execFile)(executable, ['--version']);
  return /v(\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? 'unknown';
}

/** 2.12 is the first with atomic batches; the older ones also drop configuration they do not know without a word. */
function isRecentEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 12);
}
