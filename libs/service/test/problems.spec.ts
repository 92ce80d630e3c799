import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';

let world: Running;
beforeAll(async () => {
  world = await running(import.meta.filename);
});
afterAll(async () => world[Symbol.asyncDispose]());

function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  expect(answer.body).toMatchObject({
    type: `${world.service.url}/docs#${code}`,
    title: expect.any(String),
    status,
    detail: expect.any(String),
    instance: expect.stringMatching(/^\//),
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
}

const book = { title: 'Nils Holgersson', pages: 650 };

describe('every answer that is no success is a problem document', () => {
  it('404 for an address with nothing at it', async () => {
    const answer = await world.call('GET', '/v1/nothing?secret=1');
    expectProblem(answer, 404, 'unknown-route');
    expect(answer.body.instance).toBe('/v1/nothing');
  });

  it('405 with Allow for a method that the address does not answer to', async () => {
    const answer = await world.call('PATCH', '/v1/books/1');
    expectProblem(answer, 405, 'method-not-allowed');
    expect(answer.headers.get('allow')).toBe('DELETE, GET, PUT');
  });

  it('405 for HEAD: nobody does the work of a GET for an answer that is thrown away, or listens for ever', async () => {
    for (const path of ['/v1/books', '/v1/books/changes', '/v1/books/slow?milliseconds=1'])
      expect(await world.call('HEAD', path)).toMatchObject({ status: 405 });
    expect((await world.call('GET', '/v1/books/waiting')).body).toEqual({ waiting: 0 });
  });

  it('404 and 409 for what a rule refuses, with the code of the rule', async () => {
    expectProblem(await world.call('GET', '/v1/books/none'), 404, 'not-found');
    await world.call('POST', '/v1/books', { body: book });
    expectProblem(await world.call('POST', '/v1/books', { body: book }), 409, 'title-taken');
  });

  it('400 for JSON that is broken, or not UTF-8', async () => {
    const headers = { 'content-type': 'application/json' };
    expectProblem(await world.call('POST', '/v1/books', { body: '{"title":', headers }), 400, 'broken-json');

    const response = await fetch(`${world.service.url}/v1/books`, {
      method: 'POST',
      headers,
      body: Buffer.from('{"title":"\xe5"}', 'latin1'),
    });
    expect(await response.json()).toMatchObject({ status: 400, code: 'broken-json' });
  });

  it('400 for an address that cannot be decoded, 414 for one that is too long', async () => {
    expectProblem(await world.call('GET', '/v1/books/%E0%A4%A'), 400, 'bad-request');
    expectProblem(await world.call('GET', `/v1/books/${'x'.repeat(300)}`), 414, 'address-too-long');
  });

  it('413 for a body above the limit', async () => {
    expectProblem(
      await world.call('POST', '/v1/books', { body: { ...book, title: 'x'.repeat(1_000_000) } }),
      413,
      'body-too-large',
    );
  });

  it('415 for a body of another type, also where another route takes it', async () => {
    expectProblem(await world.call('POST', '/v1/books', { body: 'hello' }), 415, 'unsupported-media-type');
    expectProblem(
      await world.call('POST', '/v1/books', { body: 'a;b', headers: { 'content-type': 'text/csv' } }),
      415,
      'unsupported-media-type',
    );

    const form = { body: 'title=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expectProblem(await world.call('POST', '/v1/books', form), 415, 'unsupported-media-type');

    const token = await world.key.token('secretariat');
    const json = await world.call('POST', '/v1/books/imports', { body: {}, token });
    expectProblem(json, 415, 'unsupported-media-type');
    expect(json.headers.get('accept')).toBe('text/csv');
  });

  it('500 for a bug, without its reason', async () => {
    const answer = await world.call('GET', '/v1/books/broken');
    expectProblem(answer, 500, 'internal-error');
    expect(JSON.stringify(answer.body)).not.toMatch(/secret reason|TypeError|\.ts/);
  });

  it('400 on the bare connection for what is not HTTP at all', async () => {
    const { hostname, port } = new URL(world.service.url);
    const socket = connect(Number(port), hostname);
    socket.write('NONSENSE\r\n\r\n');
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ status: 400, code: 'broken-http' });
  });

  it('the same for a request target that is no path', async () => {
    const { hostname, port } = new URL(world.service.url);
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    request({ hostname, port, method: 'OPTIONS', path: '*' }, ({ statusCode, headers }) => {
      expect(headers['content-type']).toMatch(/problem\+json/);
      resolve(statusCode);
    })
      .on('error', reject)
      .end();
    expect(await promise).toBe(404);
  });
});

describe('titles', () => {
  it.each([
    [undefined, 'en', 'The title is taken'],
    ['sv', 'sv', 'Titeln är upptagen'],
    ['sv-SE,sv;q=0.9,en;q=0.8', 'sv', 'Titeln är upptagen'],
    ['en-GB,en;q=0.9,sv;q=0.5', 'en', 'The title is taken'],
    ['fr', 'en', 'The title is taken'],
  ])('come in the language that Accept-Language prefers: %s', async (acceptLanguage, language, title) => {
    await world.call('POST', '/v1/books', { body: book });
    const headers = acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage };
    const answer = await world.call('POST', '/v1/books', { body: book, headers });
    expect(answer.body.title).toBe(title);
    expect(answer.headers.get('content-language')).toBe(language);
  });
});

describe('headers', () => {
  it('make answers safe to open in a browser, and name no software', async () => {
    for (const path of ['/v1/books', '/v1/nothing', '/v1/books/broken', '/v1/books/%E0%A4%A']) {
      const { headers } = await world.call('GET', path, { headers: { origin: 'https://other.example' } });
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    }
  });

  it("carry the trace on: the caller's, one step further, or a new one", async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const continued = await world.call('GET', '/v1/nothing', { headers: { traceparent } });
    expect(continued.headers.get('traceparent')).toMatch(
      /^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$/,
    );
    expect(continued.body.traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');

    const begun = await world.call('GET', '/v1/nothing', { headers: { traceparent: '00-nonsense' } });
    expect(begun.headers.get('traceparent')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});
