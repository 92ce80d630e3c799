import type { Socket } from 'node:net';
import type pg from 'pg';
import type { Command } from './command.ts';
import { CommandError, code } from './errors.ts';

/** A snapshot for the whole transaction. A row locked by another is waited for briefly, where MongoDB conflicts at once. */
const begin = `BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL lock_timeout = '250ms'`;
const lifetime = 60_000;
const rememberedCommits = 10_000;

interface Transaction {
  number: bigint;
  connection: pg.PoolClient;
  /** The connection that last spoke for it: when that goes, nobody is left to end the transaction. */
  socket: Socket;
  expiry: NodeJS.Timeout;
}

/** Multi-document transactions: each holds one PostgreSQL connection from its first command until it ends. */
export class Transactions {
  readonly #pool: pg.Pool;
  readonly #open = new Map<string, Transaction>();
  /** A driver that lost the answer to its commit asks again. */
  readonly #committed = new Map<string, bigint>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The PostgreSQL connection of the command's transaction, which the command may begin. */
  async join(command: Command, socket: Socket): Promise<{ session: string; connection: pg.PoolClient }> {
    const { session, number, starts } = identify(command);
    if (starts) await this.#begin(session, number, socket);

    const transaction = this.#find(session, number);
    transaction.socket = socket;
    return { session, connection: transaction.connection };
  }

  async #begin(session: string, number: bigint, socket: Socket): Promise<void> {
    await this.abandon(session);
    const connection = await this.#pool.connect();
    try {
      await connection.query(begin);
    } catch (error) {
      connection.release(true);
      throw error;
    }
    const expiry = setTimeout(() => void this.abandon(session), lifetime).unref();
    this.#open.set(session, { number, connection, socket, expiry });
    // The client may have gone while the transaction began.
    if (socket.destroyed) await this.abandon(session);
  }

  #find(session: string, number: bigint): Transaction {
    const transaction = this.#open.get(session);
    if (transaction?.number !== number) throw noSuchTransaction(number);
    return transaction;
  }

  async commit(command: Command): Promise<void> {
    const { session, number } = identify(command);
    if (this.#committed.get(session) === number) return;

    const transaction = this.#find(session, number);
    const outcome = await this.#end(session, transaction, 'COMMIT');
    // PostgreSQL answers the COMMIT of a failed transaction with a rollback.
    if (outcome !== 'COMMIT') throw noSuchTransaction(number);

    if (this.#committed.size >= rememberedCommits) {
      for (const oldest of this.#committed.keys()) {
        this.#committed.delete(oldest);
        break;
      }
    }
    this.#committed.delete(session);
    this.#committed.set(session, number);
  }

  async abort(command: Command): Promise<void> {
    const { session, number } = identify(command);
    this.#find(session, number);
    await this.abandon(session);
  }

  /** Rolls back whatever the session has open. */
  async abandon(session: string): Promise<void> {
    const transaction = this.#open.get(session);
    if (transaction === undefined) return;
    try {
      await this.#end(session, transaction, 'ROLLBACK');
    } catch {
      // The connection is gone, and the transaction with it.
    }
  }

  async abandonAllOf(socket: Socket): Promise<void> {
    const orphans = [...this.#open].filter(([, transaction]) => transaction.socket === socket);
    await Promise.all(orphans.map(([session]) => this.abandon(session)));
  }

  forget(session: string): Promise<void> {
    this.#committed.delete(session);
    return this.abandon(session);
  }

  async #end(session: string, { connection, expiry }: Transaction, statement: 'COMMIT' | 'ROLLBACK'): Promise<string> {
    this.#open.delete(session);
    clearTimeout(expiry);
    try {
      const { command } = await connection.query(statement);
      connection.release();
      return command;
    } catch (error) {
      connection.release(true);
      throw error;
    }
  }
}

function identify({ session, transaction }: Command): { session: string; number: bigint; starts: boolean } {
  if (session === undefined || transaction === undefined) {
    throw new CommandError(code.badValue, 'A transaction needs lsid, txnNumber and autocommit: false.');
  }
  return { session, ...transaction };
}

function noSuchTransaction(number: bigint): CommandError {
  return new CommandError(
    code.noSuchTransaction,
    `Given transaction number ${number} does not match any in-progress transactions.`,
  );
}
