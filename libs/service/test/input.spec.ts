import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inputErrorsIn, running } from './running.ts';
import type { Running } from './running.ts';

let world: Running;
beforeAll(async () => {
  world = await running(import.meta.filename);
});
afterAll(async () => world[Symbol.asyncDispose]());

async function inputErrorsOf(body: unknown): Promise<unknown> {
  const answer = await world.call('POST', '/v1/books', { body, headers: { 'content-type': 'application/json' } });
  expect(answer.body).toMatchObject({ status: 422, code: 'invalid-input' });
  return inputErrorsIn(answer);
}

describe('a body', () => {
  it('has every error named at once, each with a pointer', async () => {
    const body = { titel: 'x', pages: '650', authors: [{ name: 'Selma' }, { name: 7, 'a/b~c': 1 }] };
    expect(await inputErrorsOf(body)).toEqual([
      '/titel unknown-field',
      '/title required',
      '/pages is-int',
      '/authors/1/a~1b~0c unknown-field',
      '/authors/1/name is-string',
    ]);
  });

  it.each([
    ['nothing', undefined, ['/title required', '/pages required']],
    ['null', 'null', ['/title required', '/pages required']],
    ['an array', '[]', [' is-object']],
    ['a text', '"x"', [' is-object']],
    ['a wrong number', { title: 'x', pages: 1.5 }, ['/pages is-int']],
    ['a number too large', { title: 'x', pages: 10_001 }, ['/pages max']],
    ['a text too long', { title: 'x'.repeat(101), pages: 1 }, ['/title is-length']],
    ['a list too long', { title: 'x', pages: 1, authors: Array(11).fill({ name: 'x' }) }, ['/authors array-max-size']],
    ['an object for a list', { title: 'x', pages: 1, authors: { name: 'x' } }, ['/authors is-array']],
    ['a text for an object', { title: 'x', pages: 1, authors: ['x'] }, ['/authors/0 nested-validation']],
  ])('is refused when it is %s', async (_what, body, inputErrors) => {
    expect(await inputErrorsOf(body)).toEqual(inputErrors);
  });

  it.each([
    ['an operator of MongoDB', '{"title":{"$ne":null},"pages":1}', '/title/$ne forbidden-key'],
    ['__proto__', '{"title":"x","pages":1,"__proto__":{"admin":true}}', '/__proto__ forbidden-key'],
    ['constructor.prototype', '{"authors":[{"constructor":{"prototype":{}}}]}', '/authors/0/constructor forbidden-key'],
    ['NUL in a text', '{"title":"x\\u0000y","pages":1}', '/title forbidden-character'],
    ['half a character', '{"title":"x\\ud800y","pages":1}', '/title forbidden-character'],
  ])('is refused with %s anywhere in it', async (_what, body, inputError) => {
    expect(await inputErrorsOf(body)).toEqual([inputError]);
  });

  it('is refused when it is nested deeper than any schema is', async () => {
    expect(await inputErrorsOf(`{"title":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toEqual([
      expect.stringMatching(/^\/title(\/0){19} nested-too-deep$/),
    ]);
  });

  it.each([
    ['objects', { title: 'x', pages: 1, authors: Array(40_000).fill({}) }, '/authors/1998 too-many-values'],
    [
      'texts',
      { title: 'x', pages: 1, authors: Array.from({ length: 25_000 }, (_, at) => `${at}`) },
      '/authors/19996 too-many-values',
    ],
    ['fields', Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`f${at}`, 1])), ' too-many-values'],
    ['lists', { title: Array(2_000).fill([]) }, '/title/1998 too-many-values'],
  ])('is refused for the number of its %s, before anything is checked', async (_what, body, inputError) => {
    expect(await inputErrorsOf(body)).toEqual([inputError]);
  });

  it('has at most a hundred errors named', async () => {
    const body = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`field${index}`, 1]));
    expect(await inputErrorsOf(body)).toHaveLength(100);
  });
});

describe('a query', () => {
  it.each([
    ['an unknown parameter', '/v1/books?tilte=x', '/tilte unknown-field'],
    ['one on a route that takes none', '/v1/books/none?x=1', '/x unknown-field'],
    ['limit 0', '/v1/books?limit=0', '/limit min'],
    ['limit 101', '/v1/books?limit=101', '/limit max'],
    ['a limit that is no number', '/v1/books?limit=ten', '/limit is-int'],
    ['page 0', '/v1/books?page=0', '/page min'],
    ['page and offset', '/v1/books?page=2&offset=20', '/offset page-or-offset'],
    ['a parameter given twice', '/v1/books?title=a&title=b', '/title is-string'],
    ['an operator', '/v1/books?title[$ne]=x', '/title[$ne] unknown-field'],
    ['__proto__', '/v1/books?__proto__=x', '/__proto__ forbidden-key'],
    ['constructor', '/v1/books?constructor=x&limit=1000', '/constructor forbidden-key'],
    ['NUL', '/v1/books?title=a%00b', '/title forbidden-character'],
  ])('is refused with %s', async (_what, path, inputError) => {
    const answer = await world.call('GET', path);
    expect(answer.status).toBe(422);
    expect(inputErrorsIn(answer)).toEqual([inputError]);
  });
});

describe('a list', () => {
  it('comes in pages with totals', async () => {
    for (let number = 1; number <= 5; number += 1) {
      await world.call('POST', '/v1/books', { body: { title: `Volume ${number}`, pages: 100 } });
    }

    const first = await world.call('GET', '/v1/books');
    expect(first.body.page).toEqual({ limit: 20, offset: 0, page: 1, total: 5, pages: 1 });

    const second = await world.call('GET', '/v1/books?limit=2&page=2');
    expect(second.body.page).toEqual({ limit: 2, offset: 2, page: 2, total: 5, pages: 3 });
    expect(second.body.items).toEqual([first.body.items[2], first.body.items[3]]);

    const rest = await world.call('GET', '/v1/books?limit=2&offset=4');
    expect(rest.body.page).toEqual({ limit: 2, offset: 4, page: 3, total: 5, pages: 3 });
    expect(rest.body.items).toHaveLength(1);
  });
});

describe('text in an input', () => {
  it('is tidied before it is looked at: in a body, after a byte order mark, and in a query', async () => {
    const title = ' Go\u0308sta\u00A0Berlings\u200B saga\uFEFF ';
    const body = `\uFEFF${JSON.stringify({ title, pages: 400, authors: [{ name: 'Selma\u00A0' }] })}`;
    const headers = { 'content-type': 'application/json' };
    expect(await world.call('POST', '/v1/books', { body, headers })).toMatchObject({ status: 201 });

    expect((await world.call('GET', '/v1/books?limit=100')).body.items).toContainEqual(
      expect.objectContaining({ title: 'Gösta Berlings saga' }),
    );
    expect(await world.call('GET', '/v1/books?limit=%C2%A05%20')).toMatchObject({ body: { page: { limit: 5 } } });
  });
});

describe('CSV', () => {
  const headers = { 'content-type': 'text/csv; charset=iso-8859-1' };

  it('is taken as bytes, up to the limit of its route', async () => {
    const token = await world.key.token('secretariat');
    const large = await world.call('POST', '/v1/books/imports', { body: 'å;b\n'.repeat(100_000), token, headers });
    expect(large).toMatchObject({ status: 201, body: { bytes: 500_000 } });

    const larger = await world.call('POST', '/v1/books/imports', { body: 'x'.repeat(1_000_001), token, headers });
    expect(larger.status).toBe(413);
  });
});

describe('a form', () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const sent = (body: string) => world.call('POST', '/v1/books/slips', { body, headers });

  it('is its fields, and a list where one is there several times', async () => {
    expect(await sent('reader=Selma+%C3%85&books=1&books=2')).toMatchObject({
      status: 201,
      body: { reader: 'Selma Å', books: ['1', '2'] },
    });
  });

  it('is as strict as any body: what its class does not say is refused', async () => {
    for (const body of [
      '',
      'reader=a&reader=b',
      'reader=a&other=1',
      'reader=a&__proto__=1',
      'reader=a%00',
      'reader=a&books=1',
    ])
      expect(await sent(body)).toMatchObject({ status: 422, body: { code: 'invalid-input' } });
    expect(await sent(`reader=${'x'.repeat(1_000)}`)).toMatchObject({ status: 413 });
    const json = { body: { reader: 'Selma' } };
    expect(await world.call('POST', '/v1/books/slips', json)).toMatchObject({ status: 415 });
  });
});

describe('versions', () => {
  it('a change needs the version that was read, and says so otherwise', async () => {
    const token = await world.key.token('secretariat');
    const body = { title: 'Drottningar i Kungahälla', pages: 300 };
    const { headers } = await world.call('POST', '/v1/books', { body });
    const address = headers.get('location')!;
    expect(headers.get('etag')).toBe('"1"');

    const missing = await world.call('PUT', address, { body, token });
    expect(missing.body).toMatchObject({ status: 428, code: 'if-match-required' });

    for (const nonsense of ['7', '"x"']) {
      const malformed = await world.call('PUT', address, { body, token, headers: { 'if-match': nonsense } });
      expect(malformed.body).toMatchObject({ status: 400, code: 'if-match-malformed' });
    }

    const [one, other] = await Promise.all(
      [1, 2].map(() => world.call('PUT', address, { body, token, headers: { 'if-match': '"1"' } })),
    );
    expect([one!.status, other!.status].sort()).toEqual([200, 412]);
    expect((await world.call('GET', address)).headers.get('etag')).toBe('"2"');
  });
});
