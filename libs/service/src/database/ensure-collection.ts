import { mongo } from 'mongoose';

const namespaceExists = 48;

/** Another replica may make it at the same moment. */
export async function ensureCollection(database: mongo.Db, name: string): Promise<void> {
  await database.createCollection(name).catch((error: unknown) => {
    if (!(error instanceof mongo.MongoServerError) || error.code !== namespaceExists) throw error;
  });
}
