import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { MongoClient } from 'mongodb';
import { infrastructure } from './infrastructure.ts';

export interface Isolation {
  readonly database: string;
  /** Sets streams, subjects and durables apart; `@kraftsamling/messaging/testing` takes them away again. */
  readonly namespace: string;
  /** The settings with which a service runs in this isolation. */
  readonly env: Readonly<Record<'MONGODB_URI' | 'MONGODB_DATABASE' | 'NATS_URL' | 'EVENTS_NAMESPACE', string>>;
  /** Drops the database, and those whose names begin with its name: a test of two services gives each one of its own. */
  cleanup(): Promise<void>;
}

/** Names of its own for a test file (`import.meta.url`), so that test files and whole runs share servers without meeting. */
export function isolation(testFile: string): Isolation {
  const { natsUrl, mongodbUri } = infrastructure();
  const name = `${slugOf(testFile)}-${randomBytes(4).toString('hex')}`;

  return {
    database: name,
    namespace: name,
    env: { MONGODB_URI: mongodbUri, MONGODB_DATABASE: name, NATS_URL: natsUrl, EVENTS_NAMESPACE: name },
    cleanup: () => dropDatabases(mongodbUri, name),
  };
}

/** Short enough for the name of a database, plain enough for a token of a NATS subject. */
function slugOf(testFile: string): string {
  return basename(testFile)
    .replace(/(\.spec)?\.[jt]s$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 30);
}

async function dropDatabases(uri: string, prefix: string): Promise<void> {
  await using client = await MongoClient.connect(uri);
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  for (const { name } of databases) {
    if (name.startsWith(prefix)) await client.db(name).dropDatabase();
  }
}
