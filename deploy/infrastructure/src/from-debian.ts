import { join } from 'node:path';
import { startDocumentdb } from './documentdb.ts';
import { startNats } from './nats.ts';
import { portFor } from './port.ts';
import { withProgress } from './progress.ts';
import { canBuildRootFileSystem, rootFileSystem } from './root-file-system.ts';
import type { Source, SourceOptions } from './source.ts';

/** On Debian as root: servers out of Debian's own packages, in a root file system of their own. */
export function fromDebian({
  dataFolder,
  durable,
  natsPort,
  natsUsers: users,
  mongodbPort,
  log,
  env,
}: SourceOptions): Source {
  return {
    name: 'debian',

    async nats() {
      if (!canBuildRootFileSystem()) return undefined;
      const port = await portFor(natsPort, 'NATS_PORT');
      const executable = join(await rootFileSystem(log, env), 'usr/sbin/nats-server');

      const server = await startNats({ executable, folder: join(dataFolder, 'nats'), port, durable, users });
      return { url: `nats://127.0.0.1:${port}`, faults: server, stop: () => server.stop() };
    },

    async mongodb() {
      if (!canBuildRootFileSystem()) return undefined;
      const port = await portFor(mongodbPort, 'MONGODB_PORT');
      const root = await rootFileSystem(log, env);

      const folder = join(dataFolder, 'documentdb');
      const server = await withProgress(log, 'Starting DocumentDB', startDocumentdb({ root, folder, port, durable }));
      // The gateway does not remember which write it has done under which number: a driver must not repeat one by itself.
      const url = `mongodb://127.0.0.1:${port}/?directConnection=true&retryWrites=false`;
      return { url, faults: server, stop: () => server.stop() };
    },
  };
}
