import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { infrastructure, eventually, proxy } from '@kraftsamling/testing';
import { Shelf } from './library.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';

async function answersReady({ call }: Running): Promise<void> {
  await eventually(async () => expect((await call('GET', '/health/ready')).status).toBe(200));
}

describe('a service whose database is away', () => {
  it('starts, says that it is not ready, refuses in good time, and recovers by itself', async () => {
    const database = await proxy(infrastructure().mongodbUri);
    database.cut();

    await using world = await running(import.meta.filename, { env: { MONGODB_URI: database.url }, ready: false });
    expect((await world.call('GET', '/health/live')).status).toBe(200);

    const { body: readiness } = await world.call('GET', '/health/ready');
    expect(readiness).toMatchObject({ status: 503, code: 'not-ready' });
    expect(readiness.checks).toContainEqual({ name: 'database', status: 'down', essential: true });

    const asked = performance.now();
    let tenths = 0;
    const ticking = setInterval(() => (tenths += 1), 100);
    const refused = await world.call('GET', '/v1/books');
    expect(refused.body).toMatchObject({ status: 503, code: 'database-unavailable' });
    expect(refused.headers.get('retry-after')).toBe('2');
    const refusedAfter = Math.round(performance.now() - asked);
    process.stdout.write(`refused after ${refusedAfter} ms while the database is away (2,500 are ours)\n`);
    clearInterval(ticking);
    // Left to themselves mongoose waits for ten seconds and the driver for thirty. A machine that stands still counts no tenths.
    expect(tenths).toBeLessThan(90);

    database.restore();
    await answersReady(world);
    expect((await world.call('GET', '/v1/books')).status).toBe(200);

    database.cut();
    await eventually(async () => expect((await world.call('GET', '/health/ready')).status).toBe(503));
    const again = await world.call('POST', '/v1/books', { body: { title: 'Nils Holgersson', pages: 650 } });
    expect(again.body).toMatchObject({ status: 503, code: 'database-unavailable' });

    database.restore();
    await answersReady(world);
    expect((await world.call('GET', '/v1/books')).status).toBe(200);
    await database.close();
  });

  it('notices a database that has fallen silent', async () => {
    const database = await proxy(infrastructure().mongodbUri);
    await using world = await running(import.meta.filename, { env: { MONGODB_URI: database.url } });

    database.pause();
    expect((await world.call('GET', '/v1/books')).body).toMatchObject({ status: 503, code: 'database-unavailable' });

    database.resume();
    await answersReady(world);
    expect((await world.call('GET', '/v1/books')).status).toBe(200);
    await database.close();
  });

  it('can be stopped while it is still looking for it', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => nobody.once('listening', listening));
    const { port } = nobody.address() as { port: number };
    nobody.close();

    await using world = await running(import.meta.filename, {
      env: { MONGODB_URI: `mongodb://127.0.0.1:${port}/` },
      ready: false,
    });
    await world.service.stop();
    await expect(world.call('GET', '/health/live')).rejects.toThrow();
  });
});

describe('indexes', () => {
  it('stand before the first request is served: of two who ask at once for the same title, one gets it', async () => {
    await using world = await running(import.meta.filename);
    const indexes = await world.service.app.get(Shelf).books.listIndexes();
    expect(indexes.map(({ key }) => key as unknown)).toContainEqual({ title: 1 });

    const body = { title: 'Gösta Berlings saga', pages: 400 };
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.call('POST', '/v1/books', { body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
  });
});
