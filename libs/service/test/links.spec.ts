import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { running } from './running.ts';
import type { Running } from './running.ts';

let world: Running;
beforeAll(async () => {
  world = await running(import.meta.filename);
});
afterAll(async () => world[Symbol.asyncDispose]());

const ofBrowsers = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const clicks = [
  ...['utm_source=newsletter&utm_medium=email&utm_campaign=h%C3%B6st', 'fbclid=IwAR0', 'gclid=x', 'gbraid=x'],
  ...['msclkid=x', 'mc_cid=x&mc_eid=y', '_ga=1.2', '_hsenc=x', 'mtm_campaign=x', 'pk_campaign=x', 'srsltid=x'],
];

describe('a link that was passed on', () => {
  it.each(clicks)('leads where it led, with %s behind it', async (query) => {
    for (const path of [
      '/v1/books',
      '/v1/books/catalogue',
      '/v1/books/all.csv',
      '/slip',
      '/',
      '/docs',
      '/openapi.json',
    ])
      expect([path, (await world.call('GET', `${path}?${query}`)).status]).toEqual([path, 200]);
  });

  it('leads to pages and feeds whatever has been added, and what they know still counts', async () => {
    const added = 'ref=somebody&share=1&constructor=x&__proto__=y&toString=z';
    for (const path of ['/slip', '/', '/docs'])
      expect([path, (await world.call('GET', `${path}?${added}`)).status]).toEqual([path, 200]);
    const { body } = await world.call('GET', `/v1/books/all.csv?${added}&colour=red`);
    expect(body).toContain('2999;red book');
    expect((await world.call('GET', `/slip?token=abc&${added}`)).body).toContain('<title>3</title>');
    expect((await world.call('GET', '/?lang=en&ref=x', { headers: { 'accept-language': 'sv' } })).body).toContain(
      '<html lang="en">',
    );
  });

  it('is refused by the interface for programs where it may be a filter that is misspelt', async () => {
    for (const path of [
      '/v1/books?titel=x',
      '/v1/books/catalogue?colour=red',
      '/v1/books?utm=1',
      '/v1/books?UTM_source=x',
    ])
      expect([path, (await world.call('GET', path)).body]).toEqual([
        path,
        expect.objectContaining({ status: 422, errors: [expect.objectContaining({ code: 'unknown-field' })] }),
      ]);
    const posted = await world.call('POST', '/v1/books?utm_source=x', { body: { title: 'x', pages: 1 } });
    expect(posted.status).toBe(422);
  });

  it.each(['/v1/books/', '/v1//books', '//v1/books', '/v1/books/?limit=1', '/v1/%62ooks', '/docs/', '//', '/slip//'])(
    'may have slashes too many, or more of it escaped than need be: %s',
    async (path) => {
      expect((await world.call('GET', path)).status).toBe(200);
    },
  );

  it('means the same in upper and lower case escapes', async () => {
    const title = encodeURIComponent('Åsa ö');
    const created = await world.call('POST', '/v1/books', { body: { title: 'Åsa ö', pages: 1 } });
    expect(created.status).toBe(201);
    for (const escaped of [title, title.toLowerCase(), 'Åsa+ö'])
      expect((await world.call('GET', `/v1/books?title=${escaped}`)).body.page.total).toBe(1);
  });
});

describe('a problem in a browser', () => {
  const open = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    world.call(method, path, { headers: { accept: ofBrowsers, ...headers } });

  it.each([
    ['/v1/nothing', 404, 'Adressen finns inte'],
    ['/v1/books/none', 404, 'Finns inte'],
    ['/v1/books/%E0%A4%A', 400, 'Felaktig begäran'],
    ['/v1/books?colour=red', 422, 'Ogiltiga uppgifter'],
    ['/v1/dead-letters', 401, 'Inloggning krävs'],
    ['/v1/books/broken', 500, 'Internt fel'],
    ['/metrics', 403, 'Åtkomst nekas'],
  ])('at %s is a page that says what to do next', async (path, status, title) => {
    const { METRICS_READERS: _, ...headers } = { 'x-forwarded-for': '192.0.2.1', 'accept-language': 'sv' } as Record<
      string,
      string
    >;
    const answer = await open(path, headers);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(answer.body).toContain('<html lang="sv">');
    expect(answer.body).toContain(`<h1>${title}</h1>`);
    expect(answer.body).toContain('href="/"');
    expect(answer.body).toMatch(/Referens: <code>[a-z-]+<\/code>, <code>[0-9a-f]{32}<\/code>/);
    expect(answer.headers.get('vary')).toMatch(/accept, accept-language/);
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/);
    expect(answer.body).not.toMatch(/secret reason|TypeError|\.ts/);
  });

  it('is in the language of whoever reads it', async () => {
    expect((await open('/v1/nothing', { 'accept-language': 'en-GB,en;q=0.9' })).body).toContain(
      '<h1>No such address</h1>',
    );
    expect((await open('/v1/nothing?lang=en', { 'accept-language': 'sv' })).body).toContain('<html lang="en">');
    expect((await open('/v1/nothing', { 'accept-language': 'fr' })).body).toContain('<html lang="sv">');
  });

  it('repeats nothing of the address as markup', async () => {
    const { body } = await open('/v1/books?%3Cscript%3Ealert(1)%3C/script%3E=1');
    expect(body).not.toContain('<script>');
    expect(body).toContain('&lt;script&gt;');
  });

  it('says when to come back, where too much is asked', async () => {
    await using busy = await running(`${import.meta.filename}-busy`, { env: { ANONYMOUS_READS_PER_MINUTE: '1' } });
    const ask = () => busy.call('GET', '/v1/books', { headers: { accept: ofBrowsers, 'accept-language': 'sv' } });
    await ask();
    const { status, body } = await ask();
    expect(status).toBe(429);
    expect(body).toContain('<h1>För många anrop</h1>');
    expect(body).toMatch(/Vänta \d+ sekunder\./);
    // What the page looks like is not counted.
    expect((await busy.call('GET', '/style.css')).status).toBe(200);
  });

  it.each(['*/*', 'application/json', 'application/json, text/html;q=0.5', 'text/html;q=0', 'text/plain'])(
    'is a problem document to programs, which ask for %s',
    async (accept) => {
      const answer = await open('/v1/nothing', { accept });
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(answer.body).toMatchObject({ status: 404, code: 'unknown-route' });
    },
  );
});

describe('the front page', () => {
  it('says what the service is, and where to go, in either language', async () => {
    const swedish = await world.call('GET', '/');
    expect(swedish.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const part of [
      '<html lang="sv">',
      '<h1>Bibliotek</h1>',
      'Håller ordning på böcker.',
      'href="/v1/books"',
      'href="/docs"',
      'href="/openapi.json"',
    ])
      expect(swedish.body).toContain(part);
    const english = await world.call('GET', '/', { headers: { 'accept-language': 'en' } });
    for (const part of ['<h1>Library</h1>', 'Keeps books.', 'The books']) expect(english.body).toContain(part);
    expect(swedish.headers.get('x-robots-tag')).toBeNull();
  });

  it('leads nowhere that is nothing', async () => {
    const { body } = await world.call('GET', '/');
    const links = [...String(body).matchAll(/href="(\/[^"]*)"/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(4);
    for (const path of links) expect([path, (await world.call('GET', path)).status]).toEqual([path, 200]);
  });
});

describe('what browsers and search engines ask for by themselves', () => {
  it('is there', async () => {
    expect((await world.call('GET', '/favicon.ico')).status).toBe(204);
    const robots = await world.call('GET', '/robots.txt');
    expect([robots.status, robots.body, robots.headers.get('content-type')]).toEqual([
      200,
      'User-agent: *\nDisallow:\n',
      'text/plain; charset=utf-8',
    ]);
  });
});
