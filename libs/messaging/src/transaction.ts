import { mongo } from 'mongoose';
import type { ClientSession, Connection } from 'mongoose';

/**
 * Everything that `work` reads is of one moment, and everything that it writes happens or nothing does. Of two that change the same
 * document one starts over: `work` may run more than once.
 */
export async function inTransaction<Result>(
  connection: Connection,
  work: (session: ClientSession) => Promise<Result>,
): Promise<Result> {
  const session = await connection.startSession();
  try {
    return await session.withTransaction(() => work(session), {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority' },
    });
  } finally {
    await session.endSession();
  }
}

/** Thrown in a transaction that finds a document changed since it was read: the transaction starts over. */
export function lostRace(): Error {
  const error = new mongo.MongoError('Somebody else has changed a document that was read in this transaction.');
  error.addErrorLabel(mongo.MongoErrorLabel.TransientTransactionError);
  return error;
}
