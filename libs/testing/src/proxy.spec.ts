import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as aMoment } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.ts';
import { proxy } from './proxy.ts';
import type { Proxy } from './proxy.ts';

describe('proxy', () => {
  let echo: Server;
  let way: Proxy;
  let client: Socket;

  beforeEach(async () => {
    echo = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    way = await proxy(`tcp://127.0.0.1:${(echo.address() as AddressInfo).port}`);
    client = await connected();
  });

  afterEach(async () => {
    client.destroy();
    await way.close();
    echo.close();
  });

  it('lets everything through, both ways', async () => {
    expect(await answerTo('hello')).toBe('hello');
  });

  it('lets large amounts through unharmed, and the end with them', async () => {
    const sent = Buffer.alloc(5_000_000, 'kraftsamling');
    client.end(sent);
    expect((await buffer(client)).equals(sent)).toBe(true);
  });

  it('cut: breaks what is open and refuses what is new, until restored', async () => {
    const broken = closed(client);
    way.cut();
    await broken;

    const refused = connect(way.port, '127.0.0.1');
    await expect(once(refused, 'data')).rejects.toMatchObject({ code: 'ECONNRESET' });

    way.restore();
    client = await connected();
    expect(await answerTo('again')).toBe('again');
  });

  it('paused: nothing closes and nothing comes, until resumed; then everything, in order', async () => {
    way.pause();
    const received: Buffer[] = [];
    client.on('data', (chunk) => received.push(chunk));
    client.write('one ');
    client.write('two');

    await aMoment(50);
    expect(received).toEqual([]);
    expect(client.destroyed).toBe(false);

    way.resume();
    await eventually(() => expect(Buffer.concat(received).toString()).toBe('one two'));
  });

  it('paused: takes new connections and keeps them waiting', async () => {
    way.pause();
    client.destroy();
    client = await connected();
    const answer = answerTo('late');
    expect(await Promise.race([answer, aMoment(50, 'silence')])).toBe('silence');

    way.resume();
    expect(await answer).toBe('late');
  });

  it('can be paused twice and cut while paused', async () => {
    way.pause();
    way.pause();
    const broken = closed(client);
    way.cut();
    await broken;

    way.restore();
    way.resume();
    client = await connected();
    expect(await answerTo('well')).toBe('well');
  });

  it('hangs up when the target does, and when there is none', async () => {
    const { port } = echo.address() as AddressInfo;
    client.destroy();
    await new Promise((resolve) => echo.close(resolve));
    client = connect(way.port, '127.0.0.1');
    await closed(client);

    echo.listen(port, '127.0.0.1');
    await once(echo, 'listening');
    client = await connected();
    expect(await answerTo('back')).toBe('back');
  });

  it('rewrites the address of the target and nothing else', async () => {
    const [nats, mongodb] = await Promise.all([
      proxy('nats://user:secret@127.0.0.1:4222'),
      proxy('mongodb://127.0.0.1:27017/?replicaSet=rs0&retryWrites=false'),
    ]);
    expect(nats.url).toBe(`nats://user:secret@127.0.0.1:${nats.port}`);
    expect(mongodb.url).toBe(
      `mongodb://127.0.0.1:${mongodb.port}/?replicaSet=rs0&retryWrites=false&directConnection=true`,
    );
    await Promise.all([nats.close(), mongodb.close()]);
  });

  it('refuses an address without a port', async () => {
    await expect(proxy('nats://127.0.0.1')).rejects.toThrow(RangeError);
  });

  async function connected(): Promise<Socket> {
    const socket = connect(way.port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  }

  function closed(socket: Socket): Promise<unknown> {
    socket.on('error', () => undefined);
    return new Promise((resolve) => socket.once('close', resolve));
  }

  async function answerTo(text: string): Promise<string> {
    const answer = once(client, 'data') as Promise<[Buffer]>;
    client.write(text);
    return (await answer)[0].toString();
  }
});
