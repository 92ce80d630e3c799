import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type pg from 'pg';
import { parseCommand } from './command.ts';
import type { Command } from './command.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Client } from './dispatcher.ts';
import { messageOf, toCommandError } from './errors.ts';
import { createPool } from './postgresql.ts';
import { Transactions } from './transactions.ts';
import { BrokenFrame, answerTo, encode, messages, parseRequest } from './wire.ts';

/** Single commands share a few connections; each open transaction holds one of its own. */
const sharedConnections = 32;
const transactionConnections = 64;

export interface GatewayOptions {
  host: string;
  port: number;
  postgresql: pg.PoolConfig;
  log: (line: string) => void;
}

export interface Gateway {
  port: number;
  close(): Promise<void>;
}

/** A server that speaks MongoDB's wire protocol to clients and SQL to DocumentDB. */
export async function startGateway({ host, port, postgresql, log }: GatewayOptions): Promise<Gateway> {
  const pool = createPool(postgresql, sharedConnections);
  const transactionPool = createPool(postgresql, transactionConnections);
  const transactions = new Transactions(transactionPool);
  const dispatcher = new Dispatcher(pool, transactions);
  const sockets = new Set<Socket>();
  let accepted = 0;

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    // An error is always followed by close.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      sockets.delete(socket);
      void transactions.abandonAllOf(socket);
    });
    void serve({ socket, id: ++accepted, address });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const address = `${host}:${bound}`;

  async function serve(client: Client): Promise<void> {
    const { socket } = client;
    let answers = 0;
    try {
      for await (const message of messages(socket)) {
        const request = parseRequest(message);
        const body = await respond(parseCommand(request), client);
        if (request.answerWanted) await send(socket, answerTo(request, body, ++answers));
      }
    } catch (error) {
      if (!socket.destroyed) log(`closed connection ${client.id}: ${messageOf(error)}`);
    } finally {
      socket.destroy();
    }
  }

  async function respond(command: Command, client: Client): Promise<Uint8Array> {
    try {
      return (await dispatcher.answer(command, client)).body;
    } catch (error) {
      if (error instanceof BrokenFrame) throw error;
      return encode(toCommandError(error).answer(command.transaction !== undefined));
    }
  }

  return {
    port: bound,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await Promise.all([pool.end(), transactionPool.end()]);
    },
  };
}

/** Waits until the bytes are on their way, so that a client that does not read cannot fill the memory. */
function send(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
