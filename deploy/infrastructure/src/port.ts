import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** Whoever gets one may only listen later: until then it looks free. */
const given = new Set<number>();

/** The wanted port if it is free, any free one if none is wanted. */
export async function portFor(wanted: number | undefined, variable: string): Promise<number> {
  for (;;) {
    const port = wanted ?? somePort();
    if (wanted === undefined && given.has(port)) continue;
    given.add(port);
    try {
      return await listenedOn(port);
    } catch (error) {
      if (wanted !== undefined)
        throw new Error(`Port ${port} on 127.0.0.1 cannot be used. Set ${variable} to a free one.`, { cause: error });
    }
  }
}

/** Below those that systems give to outgoing connections: one of these would be taken before the server has started. */
const somePort = () => randomInt(20_000, 32_000);

async function listenedOn(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether somebody listens. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
