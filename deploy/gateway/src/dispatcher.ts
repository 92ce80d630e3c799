import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binary } from 'bson';
import type pg from 'pg';
import { given } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { Cursors } from './cursors.ts';
import { duplicateKeyError } from './duplicates.ts';
import { CommandError, code, isDuplicateKey, toCommandError } from './errors.ts';
import { buildInfo, hello, serverStatus } from './hello.ts';
import type { Transactions } from './transactions.ts';
import { decode } from './wire.ts';

/** A command outside a transaction that loses against a concurrent one runs again, up to this many times. */
const attempts = 10;

/** The client connection a command came on. */
export interface Client {
  socket: Socket;
  id: number;
  /** The address under which clients reach the gateway. */
  address: string;
}

/** Decides who answers a command: the gateway itself, DocumentDB, or DocumentDB inside a transaction. */
export class Dispatcher {
  readonly #pool: pg.Pool;
  readonly #transactions: Transactions;
  readonly #cursors = new Cursors();

  constructor(pool: pg.Pool, transactions: Transactions) {
    this.#pool = pool;
    this.#transactions = transactions;
  }

  async answer(command: Command, client: Client): Promise<Answer> {
    switch (command.name) {
      case 'hello':
      case 'isMaster':
      case 'ismaster':
        return given(hello(client.address, client.id));
      case 'buildInfo':
      case 'buildinfo':
        return given(buildInfo());
      case 'serverStatus':
        return given(serverStatus());
      case 'ping':
      case 'refreshSessions':
        return given({ ok: 1 });
      case 'endSessions':
        await Promise.all(sessionsIn(command).map((session) => this.#transactions.forget(session)));
        return given({ ok: 1 });
      case 'commitTransaction':
        await this.#transactions.commit(command);
        return given({ ok: 1 });
      case 'abortTransaction':
        await this.#transactions.abort(command);
        return given({ ok: 1 });
      default:
        return this.#ask(command, client.socket);
    }
  }

  async #ask(command: Command, socket: Socket): Promise<Answer> {
    try {
      return await (command.transaction === undefined ? this.#alone(command) : this.#inTransaction(command, socket));
    } catch (error) {
      throw isDuplicateKey(error) ? await duplicateKeyError(this.#pool, command, error) : error;
    }
  }

  /** A command is one statement of PostgreSQL: where it fails as a whole, nothing of it stands. */
  async #alone(command: Command): Promise<Answer> {
    const handle = handlerOf(command);
    for (let attempt = 1; ; attempt++) {
      try {
        return await handle(command, this.#pool, this.#cursors);
      } catch (error) {
        if (toCommandError(error).code !== code.writeConflict || attempt === attempts) throw error;
        // Those who have met in opposite order would meet again.
        await delay(Math.random() * Math.min(500, 10 * 2 ** attempt));
      }
    }
  }

  /** As in MongoDB, any refusal inside a transaction ends it. */
  async #inTransaction(command: Command, socket: Socket): Promise<Answer> {
    const handle = handlerOf(command);
    const { connection, session } = await this.#transactions.join(command, socket);
    try {
      const answer = await handle(command, connection, this.#cursors);
      if (answer.refused) await this.#transactions.abandon(session);
      return answer;
    } catch (error) {
      await this.#transactions.abandon(session);
      throw error;
    }
  }
}

function handlerOf({ name }: Command): NonNullable<(typeof commands)[string]> {
  const handler = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (handler === undefined) throw new CommandError(code.commandNotFound, `no such command: '${name}'`);
  return handler;
}

function sessionsIn({ body }: Command): string[] {
  const sessions = decode(body)['endSessions'] as { id: Binary }[];
  return sessions.map(({ id }) => Buffer.from(id.buffer).toString('hex'));
}
