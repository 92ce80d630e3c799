import { mongo } from 'mongoose';
import type { Collection, Connection } from 'mongoose';

/**
 * The driver's own collection: whatever is asked of it waits a moment for a server, as the connection's `serverSelectionTimeoutMS` says.
 * Mongoose's waits as well, but answers a promise where a cursor is asked for, which has no `sort` and no `toArray`: so before the first
 * connection, when there is no other yet, a cursor is an outage at once.
 */
export function collectionOf<Document extends mongo.Document>(
  connection: Connection,
  name: string,
): Collection<Document> {
  const { db } = connection;
  if (db) return db.collection<Document>(name) as Collection<Document>;

  const collection = connection.collection<Document>(name);
  return Object.create(collection, { find: { value: noCursor }, aggregate: { value: noCursor } }) as typeof collection;
}

function noCursor(): never {
  throw new mongo.MongoNotConnectedError('The database has not been reached yet: there is nothing to read from.');
}
