import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { Transform } from 'node:stream';

export interface Proxy {
  /** The target's address with the proxy's host and port: what the code under test is to use. */
  readonly url: string;
  readonly port: number;
  /** The target is away: what is open breaks, what is new is refused. */
  cut(): void;
  restore(): void;
  /** The target is silent: nothing closes, but no byte goes through either way. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

/** A TCP proxy in front of a real server, to stage what networks do. `target` is the URL of one server: `nats://...`, `mongodb://...`. */
export async function proxy(target: string): Promise<Proxy> {
  const { hostname, port: targetPort } = new URL(target);
  if (hostname === '' || targetPort === '') throw new RangeError(`"${target}" names no host and port.`);

  const sockets = new Set<Socket>();
  let away = false;
  let flowing = Promise.resolve();
  let resume = (): void => undefined;

  const gate = () =>
    new Transform({
      transform: (chunk: unknown, _, pass) => {
        void flowing.then(() => pass(null, chunk));
      },
      flush: (end) => {
        void flowing.then(() => end());
      },
    });

  const server = createServer({ allowHalfOpen: true }, (client) => {
    // The port is kept while the target is away, or another process might take it: whoever connects is hung up on at once.
    if (away) {
      client.resetAndDestroy();
      return;
    }

    const upstream = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(targetPort), allowHalfOpen: true });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay();
      // The end of one way comes through the gate in its turn; only a broken way breaks the other at once.
      socket.on('error', () => other.destroy());
      socket.on('close', () => sockets.delete(socket));
      socket.pipe(gate()).pipe(other);
    }
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const breakAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };

  return {
    url: throughPort(target, port),
    port,
    cut: () => {
      away = true;
      breakAll();
    },
    restore: () => {
      away = false;
    },
    pause: () => {
      resume();
      ({ promise: flowing, resolve: resume } = Promise.withResolvers<undefined>() as PromiseWithResolvers<void>);
    },
    resume: () => resume(),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      breakAll();
      resume();
      await closed;
    },
  };
}

function throughPort(target: string, port: number): string {
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  // Otherwise a driver asks the replica set for its members' own addresses, and goes round the proxy.
  if (url.protocol === 'mongodb:') url.searchParams.set('directConnection', 'true');
  return url.href;
}
