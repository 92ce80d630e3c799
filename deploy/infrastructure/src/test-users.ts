import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NatsUsers } from './nats.ts';

/** Whom the servers that tests share let in: the users of production, each with its rights under the names that a test file has of its own. */
export async function testUsers(): Promise<NatsUsers> {
  const file = join(import.meta.dirname, '..', '..', 'nats', 'test-users.conf');
  return { authorization: await readFile(file, 'utf8'), env: {} };
}
