import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { Api } from './api.ts';

/** A service that cannot answer the first of its requests, as while its database is away. */
async function awayAtFirst() {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer(({ headers }, response) => {
    asked.push(headers);
    if (asked.length === 1) response.writeHead(503, { 'retry-after': '0' }).end('{"code":"database-unavailable"}');
    else response.writeHead(201).end('{"id":"made"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a service that cannot be asked right now', () => {
  it('is asked again when it says, for the same thing', async () => {
    await using service = await awayAtFirst();
    const api = new Api(service.url, undefined, { again: true }).as('a token');
    expect(await api.post('/v1/activities', {})).toEqual({ id: 'made' });

    const [first, second] = service.asked;
    expect(service.asked).toHaveLength(2);
    expect(first?.['idempotency-key']).toMatch(/^[\da-f-]{36}$/);
    expect(second).toMatchObject({ 'idempotency-key': first?.['idempotency-key'], authorization: 'Bearer a token' });
  });

  it('is heard of by whoever does not want to ask again', async () => {
    await using service = await awayAtFirst();
    await expect(new Api(service.url).post('/v1/activities', {})).rejects.toMatchObject({
      status: 503,
      codes: ['database-unavailable'],
    });
    expect(service.asked).toHaveLength(1);
  });
});
