import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { running } from './running.ts';
import type { Running } from './running.ts';

let world: Running;
let secretariat: string;
beforeAll(async () => {
  world = await running(import.meta.filename, { env: { ANONYMOUS_READS_PER_MINUTE: '200' } });
  secretariat = await world.key.token('secretariat');
});
afterAll(async () => world[Symbol.asyncDispose]());

const origin = 'https://dashboard.example';

/** As a browser asks before it sends a header that is not an ordinary one. */
function preflight(path: string, method = 'GET', headers = 'if-none-match,traceparent') {
  return world.call('OPTIONS', path, {
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': headers,
    },
  });
}

const allowsAnybody = ({ headers }: { headers: Headers }) => headers.get('access-control-allow-origin') === '*';

describe('a page of another origin', () => {
  it.each([
    ['an answer', '/v1/books', 200],
    ['a feed', '/v1/books/all.csv', 200],
    ['an answer that some see more of', '/v1/books/long', 200],
    ['the description of the interface', '/openapi.json', 200],
    ['that it has misspelt a filter', '/v1/books?colour=red', 422],
    ['that there is no such thing', '/v1/books/none', 404],
    ['that there is nothing at an address', '/v2/books', 404],
    ['that an address cannot be read', '/v1/books/%E0%A4%A', 400],
    ['that the service has failed', '/v1/books/broken', 500],
  ])('reads %s', async (_what, path, status) => {
    const answer = await world.call('GET', path, { headers: { origin } });
    expect(answer.status).toBe(status);
    expect(allowsAnybody(answer)).toBe(true);
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(answer.headers.get('access-control-expose-headers')).toMatch(/ETag.*Retry-After.*traceparent/);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('reads that it has asked for too much, and when it may ask again', async () => {
    await using busy = await running(`${import.meta.filename}-busy`, { env: { ANONYMOUS_READS_PER_MINUTE: '2' } });
    const ask = () => busy.call('GET', '/v1/books', { headers: { origin } });
    const answers = [await ask(), await ask(), await ask()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(allowsAnybody(answers[2]!)).toBe(true);
    expect(answers[2]!.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(answers[2]!.headers.get('access-control-expose-headers')).toContain('Retry-After');
  });

  it.each([['/v1/books'], ['/v1/books/long'], ['/v1/books/anything'], ['/v2/nothing'], ['/openapi.json']])(
    'may ask %s with what it has already, and with its trace',
    async (path) => {
      const answer = await preflight(path);
      expect(answer.status).toBe(204);
      expect(allowsAnybody(answer)).toBe(true);
      expect(answer.headers.get('access-control-allow-methods')).toBe('GET');
      expect(answer.headers.get('access-control-allow-headers')).toMatch(/If-None-Match.*traceparent/);
      expect(answer.headers.get('access-control-allow-headers')).not.toMatch(/authorization/i);
      expect(Number(answer.headers.get('access-control-max-age'))).toBeGreaterThan(60);
    },
  );

  it.each([
    ['what is for some', '/v1/dead-letters'],
    ['a page for people', '/slip'],
    ['the front page', '/'],
    ['the documentation', '/docs'],
    ['the state of the service', '/health/ready'],
  ])('reads nothing of %s', async (_what, path) => {
    expect(allowsAnybody(await world.call('GET', path, { headers: { origin } }))).toBe(false);
    const asked = await preflight(path);
    expect(asked.status).toBe(405);
    expect(allowsAnybody(asked)).toBe(false);
  });

  it('reads nothing that was asked for with a token, and changes nothing', async () => {
    for (const token of [secretariat, 'secret-of-a-link']) {
      const answer = await world.call('GET', '/v1/books/long', { headers: { origin }, token });
      expect([answer.status, allowsAnybody(answer)]).toEqual([200, false]);
    }
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const asked = await preflight('/v1/books/1', method);
      expect([asked.status, allowsAnybody(asked)]).toEqual([405, false]);
    }
    const posted = await world.call('POST', '/v1/books', { headers: { origin }, body: {} });
    expect(allowsAnybody(posted)).toBe(false);
  });

  it('is not counted for asking first', async () => {
    await using busy = await running(`${import.meta.filename}-asks`, { env: { ANONYMOUS_WRITES_PER_MINUTE: '1' } });
    const headers = { origin, 'access-control-request-method': 'GET' };
    for (const _ of [1, 2, 3])
      expect(await busy.call('OPTIONS', '/v1/books', { headers })).toMatchObject({ status: 204 });
  });
});

async function raw(path: string, headers: Record<string, string>): Promise<IncomingMessage & { body: Buffer }> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  get(`${world.service.url}${path}`, { headers }, resolve).on('error', reject);
  const answer = await promise;
  return Object.assign(answer, { body: await buffer(answer) });
}

describe('compression', () => {
  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
    ['deflate', inflateSync],
  ])('is by %s where that is wished for', async (encoding, unpacked) => {
    for (const path of ['/v1/books/long', '/v1/books/all.csv', '/openapi.json', '/docs', '/style.css']) {
      const packed = await raw(path, { 'accept-encoding': encoding });
      expect([path, packed.headers['content-encoding']]).toEqual([path, encoding]);
      expect(packed.headers.vary).toMatch(/accept-encoding/i);

      const plain = await raw(path, {});
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.headers.vary).toMatch(/accept-encoding/i);
      expect(unpacked(packed.body).equals(plain.body)).toBe(true);
      expect(packed.body.length).toBeLessThan(plain.body.length / 2);
    }
  });

  it('makes a strong tag weak, and what is known stays known', async () => {
    expect((await raw('/v1/books/long', {})).headers.etag).toBe('"7"');
    expect((await raw('/v1/books/long', { 'accept-encoding': 'gzip' })).headers.etag).toBe('W/"7"');

    for (const encoding of ['identity', 'br'])
      for (const tag of ['"3000"', 'W/"3000"', '"3000-gzip"']) {
        const known = await raw('/v1/books/all.csv', { 'accept-encoding': encoding, 'if-none-match': tag });
        expect([known.statusCode, known.headers.etag, known.body.length]).toEqual([304, 'W/"3000"', 0]);
      }
  });

  it('is of nothing that is for some, or was written for one', async () => {
    for (const [path, token] of [['/v1/books/closed', secretariat], ['/slip?token=x']] as const) {
      const answer = await raw(path, {
        'accept-encoding': 'br, gzip, deflate',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      });
      expect([path, answer.statusCode, answer.headers['content-encoding']]).toEqual([path, 200, undefined]);
      expect(answer.body.length).toBeGreaterThan(2_000);
    }
  });

  it('is of no stream of events, which is read as it is sent', async () => {
    const { headers, body } = await raw('/v1/books/changes', { 'accept-encoding': 'gzip, br' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.toString()).toContain('data: a change');
  });

  it('is of no body that is sent: a small one would become a large one', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
    const answer = await world.call('POST', '/v1/books', { headers, body: new Uint8Array([31, 139, 8, 0]) });
    expect(answer).toMatchObject({ status: 400, body: { code: 'broken-json' } });
  });
});
