import type { Socket } from 'node:net';
import type pg from 'pg';
import type { Command } from './command.ts';
import { CommandError, code } from './errors.ts';

/** A snapshot for the whole transaction. A row locked by another is waited for briefly, where MongoDB conflicts at once. */
const begin = `BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL lock_timeout = '250ms'`;
const lifetime = 60_000;
const rememberedFates = 10_000;

interface Transaction {
  number: bigint;
  connection: pg.PoolClient;
  /** The connection that last spoke for it: when that goes, nobody is left to end the transaction. */
  socket: Socket;
  expiry: NodeJS.Timeout;
}

type Fate = 'committed' | 'rolled back' | 'unknown';

/** Multi-document transactions: each holds one PostgreSQL connection from its first command until it ends. */
export class Transactions {
  readonly #pool: pg.Pool;
  readonly #open = new Map<string, Transaction>();
  /** How the latest transaction of each session ended: a driver that lost the answer to its commit asks again. */
  readonly #fates = new Map<string, { number: bigint; fate: Fate }>();

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
    const transaction = this.#open.get(session);
    if (transaction?.number === number) {
      await this.#end(session, transaction, 'COMMIT').catch(() => undefined);
    }

    const known = this.#fates.get(session);
    const fate = known?.number === number ? known.fate : 'unknown';
    // Drivers run a transaction again that was not found. One that may have been committed must not be: it has another code.
    if (fate === 'rolled back') throw noSuchTransaction(number);
    if (fate === 'unknown') throw new CommandError(code.internalError, `Nobody knows how transaction ${number} ended.`);
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
    this.#fates.delete(session);
    return this.abandon(session);
  }

  async #end(session: string, transaction: Transaction, statement: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const { number, connection, expiry } = transaction;
    this.#open.delete(session);
    clearTimeout(expiry);
    this.#remember(session, number, statement === 'COMMIT' ? 'unknown' : 'rolled back');
    try {
      // PostgreSQL answers the COMMIT of a transaction that has failed with a rollback.
      const { command } = await connection.query(statement);
      this.#remember(session, number, command === 'COMMIT' ? 'committed' : 'rolled back');
      connection.release();
    } catch (error) {
      connection.release(true);
      throw error;
    }
  }

  #remember(session: string, number: bigint, fate: Fate): void {
    this.#fates.delete(session);
    this.#fates.set(session, { number, fate });
    const [oldest] = this.#fates.keys();
    if (oldest !== undefined && this.#fates.size > rememberedFates) this.#fates.delete(oldest);
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
