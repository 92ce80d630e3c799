import mongoose, { mongo } from 'mongoose';
import type { Collection, Connection } from 'mongoose';

/**
 * The driver's own collection, with mongoose's patience: an operation waits a moment for the connection. A cursor cannot, since it is
 * asked for without a promise; mongoose answers one all the same, which has no `sort` and no `toArray`. So while the database is away, a
 * cursor is an outage at once.
 */
export function collectionOf<Document extends mongo.Document>(
  connection: Connection,
  name: string,
): Collection<Document> {
  const collection = connection.collection<Document>(name);
  if (connection.readyState === mongoose.ConnectionStates.connected) return collection;
  return Object.create(collection, { find: { value: noCursor }, aggregate: { value: noCursor } }) as typeof collection;
}

function noCursor(): never {
  throw new mongo.MongoNotConnectedError('The database is away: there is nothing to read from.');
}
