import { MongoClient, MongoServerError } from 'mongodb';
import type { Db } from 'mongodb';
import { until } from './until.ts';

const notYetInitialised = 94;

/** Makes a mongod a replica set of one member, without which there are no transactions. `host` is how it knows itself. */
export async function ensureReplicaSet(uri: string, host: string): Promise<void> {
  const client = new MongoClient(uri);
  try {
    const admin = client.db('admin');
    await configure(admin, host);
    await until(
      `mongod at ${host} is primary`,
      async () => (await admin.command({ hello: 1 }))['isWritablePrimary'] === true,
    );
  } finally {
    await client.close();
  }
}

async function configure(admin: Db, host: string): Promise<void> {
  const members = [{ _id: 0, host }];
  try {
    const { config } = (await admin.command({ replSetGetConfig: 1 })) as unknown as {
      config: { version: number; members: { host: string }[] };
    };
    // The port may be another one than in the run before.
    if (config.members[0]?.host === host) return;
    await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members }, force: true });
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== notYetInitialised) throw error;
    await admin.command({ replSetInitiate: { _id: 'rs0', members } });
  }
}
