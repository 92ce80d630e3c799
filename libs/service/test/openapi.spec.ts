import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { objectionsOfReaders, schemasReferredTo } from '../src/testing/index.ts';
import type { OpenApi } from '../src/testing/index.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';

let world: Running;
beforeAll(async () => {
  world = await running(import.meta.filename, { env: { PUBLIC_URL: 'https://library.example/' } });
});
afterAll(async () => world[Symbol.asyncDispose]());

describe('/v1/api-info', () => {
  it('says in short what the interface is', async () => {
    expect((await world.call('GET', '/v1/api-info')).body).toEqual({
      name: 'Library',
      version: '1.0.0',
      released: '2026-11-22',
      documentation: 'https://library.example/docs',
      status: 'beta',
    });
  });
});

describe('/openapi.json', () => {
  it('is OpenAPI 3.1, with who may do what, what is sent, and every problem', async () => {
    const { body: document } = await world.call('GET', '/openapi.json');
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Library', version: '1.0.0' });
    expect(document.servers).toEqual([{ url: 'https://library.example' }]);
    expect(document.components.schemas.BookView.properties.pages.type).toEqual(['integer', 'null']);

    const add = document.paths['/v1/books'].post;
    expect(add.operationId).toBe('Books.add');
    expect(add.security).toEqual([{}]);
    expect(Object.keys(add.responses as object)).toEqual([
      '201',
      '400',
      '409',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
    ]);
    expect(add.responses['422'].content['application/problem+json'].schema.$ref).toBe('#/components/schemas/Problem');
    expect(add.parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: false }),
    );

    const amend = document.paths['/v1/books/{id}'].put;
    expect(amend.security).toEqual([{ token: [] }, { managementLink: [] }]);
    expect(amend['x-roles']).toEqual(['secretariat', 'coordinator']);
    expect(amend.description).toBe('For secretariat, coordinator, who has the management link.');
    expect(amend.parameters).toContainEqual(
      expect.objectContaining({ name: 'If-Match', in: 'header', required: true }),
    );
    expect(Object.keys(amend.responses as object)).toEqual(expect.arrayContaining(['401', '403', '404', '412', '428']));

    expect(document.paths['/v1/books/imports'].post.requestBody.content).toHaveProperty('text/csv');
    expect(Object.keys(document.paths as object)).toEqual(
      expect.arrayContaining(['/v1/dead-letters', '/v1/republications', '/v1/api-info']),
    );
    expect(Object.keys(document.paths as object)).not.toContain('/health/live');
  });

  it('is valid by the schema of OpenAPI itself', async () => {
    const { body: document } = await world.call('GET', '/openapi.json');
    expect(await new Validator().validate(document as Record<string, unknown>)).toEqual({ valid: true });
  });

  it('is clean to the readers of others: redocly and spectral', async () => {
    const { body: document } = await world.call('GET', '/openapi.json');
    const objections = await objectionsOfReaders(document);
    // Not each operation of this small service has a sentence; those of real ones have.
    expect(objections.filter((each) => !each.startsWith('redocly operation-summary'))).toEqual([]);
    // They do object to what they should.
    const { servers: _, ...other } = document as Record<string, unknown>;
    expect(await objectionsOfReaders({ ...other, tags: [] })).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^redocly no-empty-servers/),
        expect.stringMatching(/^spectral oas3-api-servers/),
      ]),
    );
  });

  it('has each part of an address among its parameters, whether the handler asks for it or not', async () => {
    const { body: document } = await world.call('GET', '/openapi.json');
    expect(document.paths['/v1/shelves/{shelf}/template'].get.parameters).toEqual([
      { name: 'shelf', in: 'path', required: true, schema: { type: 'string' } },
    ]);
  });

  it('says which headers an answer has', async () => {
    const { body: document } = await world.call('GET', '/openapi.json');
    const named = (path: string, method: string, status: number) =>
      Object.keys((document.paths[path][method].responses[status].headers ?? {}) as object).toSorted();
    expect(named('/v1/books', 'get', 200)).toEqual(['Cache-Control']);
    expect(named('/v1/books', 'get', 429)).toEqual(['Cache-Control', 'Content-Language', 'Retry-After']);
    expect(named('/v1/books', 'post', 201)).toEqual(['Cache-Control', 'ETag', 'Location']);
    expect(named('/v1/books/{id}', 'put', 401)).toEqual(['Cache-Control', 'Content-Language', 'WWW-Authenticate']);
    expect(named('/v1/books/all.csv', 'get', 200)).toEqual([
      'Cache-Control',
      'Content-Disposition',
      'ETag',
      'Last-Modified',
    ]);
    expect(named('/v1/books/all.csv', 'get', 304)).toEqual(['Cache-Control', 'ETag', 'Last-Modified']);
  });

  it('leads nowhere: every reference in it can be followed', async () => {
    const { body: document } = await world.call('GET', '/openapi.json');
    const api = document as OpenApi;
    expect(Object.keys(api.components.schemas)).toEqual(expect.arrayContaining(schemasReferredTo(api)));
  });
});

describe('/docs', () => {
  it('begins with its contents and what people come for, and ends with what operators need', async () => {
    const { body } = await world.call('GET', '/docs');
    const page = String(body);
    const links = [...page.matchAll(/<a href="#([^"]+)"/g)].map(([, anchor]) => anchor);
    const anchors = [...page.matchAll(/ id="([^"]+)"/g)].map(([, anchor]) => anchor);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
    expect(new Set(anchors).size).toBe(anchors.length);
    const headings = [...page.matchAll(/<h2[^>]*>([^<]+)/g)].map(([, heading]) => heading);
    expect(headings.slice(-3)).toEqual(['About', 'For operators', 'Problems']);
    expect(page.indexOf('<nav')).toBeLessThan(page.indexOf('<h2'));
  });

  it('is a page that needs nothing from anywhere, with a place for the type of each problem', async () => {
    const { headers, body } = await world.call('GET', '/docs');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(body).not.toMatch(/<script|<link|<img|src=/);
    expect(body).toContain('<code>POST /v1/books</code>');
    expect(body).toContain('Put a book on the shelf');
    expect(body).toContain('id="title-taken"');
    expect(body).toContain('&quot;title&quot;: &quot;Nils Holgersson&quot;');

    const { body: problem } = await world.call('GET', '/v1/nothing');
    expect(problem.type).toBe('https://library.example/docs#unknown-route');
    expect(body).toContain('id="unknown-route"');
  });
});
