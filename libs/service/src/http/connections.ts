import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const lookEveryMs = 50;

/**
 * The connections of the HTTP server, so that it can end without breaking one that may carry a request. A server that closes a kept
 * connection while a request is on its way over it answers with a reset: so each is closed with an answer that says so.
 */
export class Connections {
  /** When each was opened. */
  private readonly open = new Map<Socket, number>();
  private ending = false;

  constructor(
    private readonly server: Server,
    fastify: FastifyInstance,
  ) {
    server.on('connection', (socket) => {
      this.open.set(socket, performance.now());
      socket.once('close', () => this.open.delete(socket));
    });
    fastify.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.ending) reply.header('connection', 'close');
      done();
    });
  }

  /** From now on each answer is the last of its connection. */
  end(): void {
    this.ending = true;
  }

  /**
   * Closes what lingers while `close` waits for the server to have no connections: those that were busy when it stopped listening would
   * be kept, idle, for as long as clients like; and those that browsers open ahead of need never become idle to the server, because
   * nothing has come over them yet. They are given time for what may be on its way.
   */
  async closedBy(close: () => Promise<void>, silentForMs: number): Promise<void> {
    const sweep = setInterval(() => {
      this.server.closeIdleConnections();
      const before = performance.now() - silentForMs;
      for (const [socket, since] of this.open) if (socket.bytesRead === 0 && since <= before) socket.destroy();
    }, lookEveryMs);
    await close().finally(() => clearInterval(sweep));
  }
}
