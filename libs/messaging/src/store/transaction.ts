import { mongo } from 'mongoose';
import type { ClientSession, Connection } from 'mongoose';
import pLimit from 'p-limit';

/**
 * Of transactions that change the same documents one gets through, and the others start over. When hundreds do so at once, each step of
 * each waits behind those of all others, and none comes to its end before somebody has overtaken it: so only so many are begun at a time.
 */
const inTurn = pLimit(16);

const committed = new WeakMap<ClientSession, (() => void)[]>();

/**
 * Everything that `work` reads is of one moment, and everything that it writes happens or nothing does. Of two that change the same
 * document one starts over: `work` may run more than once. Events of what it has changed are published once it is committed.
 */
export async function inTransaction<Result>(
  connection: Connection,
  work: (session: ClientSession) => Promise<Result>,
): Promise<Result> {
  return inTurn(() => transact(connection, work));
}

async function transact<Result>(
  connection: Connection,
  work: (session: ClientSession) => Promise<Result>,
): Promise<Result> {
  const session = await connection.startSession();
  const callbacks: (() => void)[] = [];
  committed.set(session, callbacks);
  try {
    const result = await session.withTransaction(
      () => {
        callbacks.length = 0;
        return work(session);
      },
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } },
    );
    for (const each of callbacks) each();
    return result;
  } finally {
    await session.endSession();
  }
}

/** In a transaction of somebody else's making the callback is never called: the sweep finds what is to be published. */
export function afterCommit(session: ClientSession, callback: () => void): void {
  committed.get(session)?.push(callback);
}

/** Thrown in a transaction that finds a document changed since it was read: the transaction starts over. */
export function lostRace(): Error {
  const error = new mongo.MongoError('Somebody else has changed a document that was read in this transaction.');
  error.addErrorLabel(mongo.MongoErrorLabel.TransientTransactionError);
  return error;
}
