import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { startDocumentdb } from '../../src/documentdb.ts';
import { portFor } from '../../src/port.ts';
import { canBuildRootFileSystem, rootFileSystem } from '../../src/root-file-system.ts';

/** The gateway exists for Debian, and is tested where it can run. */
export const describeOnDebian = canBuildRootFileSystem() ? describe : describe.skip;

export interface TestDatabase {
  uri: string;
  port: number;
}

/** A database of the file's own, before all of its tests and until after the last. */
export function testDatabase(): TestDatabase {
  const database = { uri: '', port: 0 };
  let end = (): Promise<void> => Promise.resolve();

  beforeAll(async () => {
    const log = (line: string) => process.stderr.write(`${line}\n`);
    const root = await rootFileSystem(log, process.env);
    const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-gateway-'));
    database.port = await portFor(undefined, 'MONGODB_PORT');
    database.uri = `mongodb://127.0.0.1:${database.port}/test?directConnection=true&retryWrites=false`;

    const documentdb = await startDocumentdb({ root, folder, port: database.port, durable: false });
    end = async () => {
      await documentdb.stop();
      await rm(folder, { recursive: true });
    };
  });
  afterAll(() => end());

  return database;
}
