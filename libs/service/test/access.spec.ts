import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post, Body } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { callerOf, eventually, isolation, signingKey } from '@kraftsamling/testing';
import type { Answer } from '@kraftsamling/testing';
import type { Connection } from 'mongoose';
import { Allow, boot } from '../src/index.ts';
import { keyFile, signedWithPublicKey, signer, unsigned } from './forger.ts';
import type { KeyFile, Signer } from './forger.ts';
import { library } from './library.ts';
import { testEnvironment } from '../src/testing/index.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';

const issuer = 'https://issuer.example';
const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;
const good = () => ({ sub: 'anna', iss: issuer, aud: 'kraftsamling', exp: inAnHour(), role: 'secretariat' });

let world: Running;
let key: Signer;
let keys: KeyFile;
beforeAll(async () => {
  key = await signer('ES256', 'first');
  keys = await keyFile(key);
  world = await running(import.meta.filename, { env: { JWKS_FILE: keys.path, TOKEN_ISSUER: issuer } });
});
afterAll(async () => world[Symbol.asyncDispose]());

const whoAmI = (token: string) => world.call('GET', '/v1/books/whoami', { token });

function expectUnauthorised(answer: Answer, code: string): void {
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 401, code });
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="kraftsamling"/);
}

describe('a token', () => {
  it('says who asks, and what the role is bound to', async () => {
    const coordinator = await key.sign({ ...good(), role: 'coordinator', counties: ['20', '21'], scope: 'read write' });
    expect((await whoAmI(coordinator)).body).toEqual({
      kind: 'user',
      subject: 'anna',
      role: 'coordinator',
      counties: ['20', '21'],
      scopes: ['read', 'write'],
    });

    const organisation = await key.sign({ ...good(), role: 'organisation', organisation: 'org-1' });
    expect((await whoAmI(organisation)).body).toMatchObject({
      role: 'organisation',
      organisation: 'org-1',
      counties: [],
    });

    const municipality = await key.sign({ ...good(), role: 'municipality', municipality: '2081' });
    expect((await whoAmI(municipality)).body).toMatchObject({ role: 'municipality', municipality: '2081' });

    const juror = await key.sign({ ...good(), role: 'juror', award: 'award-2021' });
    expect((await whoAmI(juror)).body).toMatchObject({ role: 'juror', award: 'award-2021' });
  });

  it.each([
    ['a coordinator without counties', { role: 'coordinator' }],
    ['a coordinator of no county', { role: 'coordinator', counties: [] }],
    ['an organisation without its id', { role: 'organisation' }],
    ['a municipality without its code', { role: 'municipality', municipality: 2081 }],
    ['a juror without an award', { role: 'juror' }],
    ['an unknown role', { role: 'king' }],
    ['no role', { role: undefined }],
    ['no subject', { sub: undefined }],
    ['another issuer', { iss: 'https://other.example' }],
    ['another audience', { aud: 'other' }],
    ['no expiry', { exp: undefined }],
  ])('is refused for %s', async (_what, claims) => {
    expectUnauthorised(await whoAmI(await key.sign({ ...good(), ...claims })), 'token-refused');
  });

  it('is refused once it has expired, with a little patience for clocks that differ', async () => {
    expectUnauthorised(
      await whoAmI(await key.sign({ ...good(), exp: Math.floor(Date.now() / 1000) - 60 })),
      'token-expired',
    );
    expect((await whoAmI(await key.sign({ ...good(), exp: Math.floor(Date.now() / 1000) - 3 }))).status).toBe(200);
  });

  it("is refused when it is forged: no signature, a public key as secret, a stranger's key, another algorithm", async () => {
    const stranger = await signer('ES256', 'first');
    expectUnauthorised(await whoAmI(await stranger.sign(good())), 'token-refused');
    expectUnauthorised(await whoAmI(unsigned(good())), 'token-refused');
    expectUnauthorised(await whoAmI(signedWithPublicKey(good(), key.publicKey)), 'token-refused');
    expectUnauthorised(await whoAmI(await (await signer('RS256', 'first')).sign(good())), 'token-refused');

    const [header, , signature] = (await key.sign(good())).split('.');
    const altered = Buffer.from(JSON.stringify({ ...good(), role: 'operator' })).toString('base64url');
    expectUnauthorised(await whoAmI(`${header!}.${altered}.${signature!}`), 'token-refused');
  });

  it('is refused when it would be valid for longer than a day, however it is told', async () => {
    const now = Math.floor(Date.now() / 1000);
    const day = 24 * 3600;
    expect((await whoAmI(await key.sign({ ...good(), exp: now + day }))).status).toBe(200);
    expect((await whoAmI(await key.sign({ ...good(), iat: now - 3600, exp: now + day - 3600 }))).status).toBe(200);
    for (const claims of [
      { exp: now + day + 60 },
      { iat: now - day, exp: now + 60 },
      { iat: now + 300, exp: now + 2 * day },
    ])
      expectUnauthorised(await whoAmI(await key.sign({ ...good(), ...claims })), 'token-too-long-lived');
  });

  it('is refused when it cannot be read, also where nobody needs one', async () => {
    expectUnauthorised(await whoAmI('a.b.c'), 'token-malformed');
    expectUnauthorised(await world.call('GET', '/v1/books', { token: 'a.b.c' }), 'token-malformed');
    expectUnauthorised(
      await world.call('GET', '/v1/books', { headers: { authorization: 'Basic YTpi' } }),
      'token-malformed',
    );
  });
});

describe('a route', () => {
  it('asks for a token when it is not for everyone', async () => {
    expectUnauthorised(await world.call('DELETE', '/v1/books/1'), 'token-missing');
  });

  it('is closed to other roles', async () => {
    const answer = await world.call('DELETE', '/v1/books/1', { token: await key.sign(good()) });
    expect(answer.body).toMatchObject({ status: 403, code: 'not-allowed' });
    expect(
      (await world.call('DELETE', '/v1/books/1', { token: await key.sign({ ...good(), role: 'operator' }) })).status,
    ).toBe(204);
  });

  it('takes the secret of a management link only where it says so', async () => {
    expect((await whoAmI('a-secret_of~64')).body).toEqual({ kind: 'link', secret: 'a-secret_of~64' });
    expect((await world.call('PUT', '/v1/books/1', { token: 'a-secret', body: {} })).body.code).toBe(
      'if-match-required',
    );
    expect((await world.call('DELETE', '/v1/books/1', { token: 'a-secret' })).body).toMatchObject({
      status: 403,
      code: 'link-not-accepted',
    });
  });
});

describe('keys', () => {
  it('may be rotated: a token with an unknown key makes the file be read again', async () => {
    const next = await signer('EdDSA', 'second');
    const early = await key.sign(good());
    await keys.publish(key, next);
    await eventually(async () => expect((await whoAmI(await next.sign(good()))).status).toBe(200));

    expect((await whoAmI(early)).status).toBe(200);
  });

  it('may come from an address; while it is away nobody is let in', async () => {
    let away = true;
    const server = createServer((_request, response) => {
      if (away) response.writeHead(500).end();
      else
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [key.publicKey] }));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { port: number };

    const env = { JWKS_FILE: '', JWKS_URL: `http://127.0.0.1:${port}/jwks.json`, TOKEN_ISSUER: issuer };
    await using other = await running(import.meta.filename, { env });
    const token = await key.sign(good());
    expect((await other.call('GET', '/v1/books/whoami', { token })).body).toMatchObject({
      status: 503,
      code: 'keys-unavailable',
    });

    away = false;
    await eventually(async () => expect((await other.call('GET', '/v1/books/whoami', { token })).status).toBe(200));
    server.close();
  });
});

describe('those without a token', () => {
  it('may ask only so often, reading and writing apart, and learn when to come back', async () => {
    await using other = await running(import.meta.filename, {
      env: { ANONYMOUS_READS_PER_MINUTE: '3', ANONYMOUS_WRITES_PER_MINUTE: '2' },
    });
    for (const _ of [1, 2, 3]) expect((await other.call('GET', '/v1/books')).status).toBe(200);

    const refused = await other.call('GET', '/v1/books');
    expect(refused.body).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

    expect((await other.call('POST', '/v1/books', { body: {} })).status).toBe(422);
    expect((await other.call('POST', '/v1/books', { body: {} })).status).toBe(422);
    expect((await other.call('POST', '/v1/books', { body: {} })).status).toBe(429);

    const token = await other.key.token('secretariat');
    expect((await other.call('GET', '/v1/books', { token })).status).toBe(200);
    expect((await other.call('GET', '/health/live')).status).toBe(200);
  });

  it('are asked for more where more is done for them, unless they have it already', async () => {
    await using other = await running(import.meta.filename, { env: { ANONYMOUS_READS_PER_MINUTE: '9' } });
    const known = { headers: { 'if-none-match': '"1"' } };
    for (const _ of [1, 2, 3]) expect((await other.call('GET', '/v1/books/catalogue', known)).status).toBe(304);
    expect((await other.call('GET', '/v1/books/catalogue')).status).toBe(200);
    expect((await other.call('GET', '/v1/books/catalogue')).status).toBe(429);
  });

  it('can still have what costs more than they may ask for in a minute, once', async () => {
    await using other = await running(import.meta.filename, { env: { ANONYMOUS_READS_PER_MINUTE: '2' } });
    expect((await other.call('GET', '/v1/books/catalogue')).status).toBe(200);
    expect((await other.call('GET', '/v1/books/whoami')).status).toBe(429);
  });

  it('are refused before their body is read, and where there is nothing as well', async () => {
    await using other = await running(import.meta.filename, { env: { ANONYMOUS_WRITES_PER_MINUTE: '1' } });
    const headers = { 'content-type': 'application/json' };
    expect((await other.call('POST', '/v1/nothing', { body: '{', headers })).status).toBe(404);
    for (const path of ['/v1/books', '/v1/nothing'])
      expect((await other.call('POST', path, { body: '{', headers })).body).toMatchObject({
        code: 'too-many-requests',
      });
  });

  it('are counted over all replicas where they share, and by no address that could be read', async () => {
    const env = { ANONYMOUS_READS_PER_MINUTE: '3', RATE_LIMITS: 'shared' };
    await using one = await running(import.meta.filename, { env });
    const other = callerOf((await one.replica()).url);
    await eventually(async () => {
      const counted = await one.service.app
        .get<Connection>(getConnectionToken())
        .collection('rate-limits')
        .find()
        .toArray();
      expect(counted).toEqual([]);
    });
    for (const call of [one.call, other, one.call]) expect((await call('GET', '/v1/books/whoami')).status).toBe(200);
    for (const call of [one.call, other]) expect((await call('GET', '/v1/books/whoami')).status).toBe(429);

    const kept = await one.service.app.get<Connection>(getConnectionToken()).collection('rate-limits').find().toArray();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('127.0.0');
  });

  it('gain nothing by sending a token that proves nothing: a guessed secret, a forged signature', async () => {
    await using other = await running(import.meta.filename, { env: { ANONYMOUS_READS_PER_MINUTE: '2' } });
    const forged = `${await other.key.token('secretariat')}x`;
    expect((await other.call('GET', '/v1/books', { token: 'guessed-secret' })).status).toBe(403);
    expect((await other.call('GET', '/v1/books', { token: forged })).status).toBe(401);

    expect((await other.call('GET', '/v1/books', { token: 'guessed-secret' })).status).toBe(429);
    expect((await other.call('GET', '/v1/books', { token: forged })).status).toBe(429);
    expect((await other.call('GET', '/v1/books')).status).toBe(429);
  });
});

describe('a service does not start', () => {
  @Controller('v1/open')
  class OpenController {
    @Get()
    @Allow('anyone')
    declared(): void {
      // Only its declaration is of interest.
    }

    @Get('forgotten')
    forgotten(): void {
      // Only its declaration is of interest.
    }

    @Post('untyped')
    @Allow('anyone')
    untyped(@Body() _body: unknown): void {
      // Only its declaration is of interest.
    }
  }

  @Module({ controllers: [OpenController] })
  class OpenModule {}

  it('with a route that does not say who may use it, or a body that nothing checks; it names them all', async () => {
    const [place, trusted] = [isolation(import.meta.filename), await signingKey()];
    await expect(
      boot({ ...library, module: OpenModule }, testEnvironment(library.name, place, trusted)),
    ).rejects.toThrow(
      [
        'Some routes are not wholly declared:',
        '  - GET /v1/open/forgotten (OpenController.forgotten) does not say who may use it: @Allow(…)',
        '  - POST /v1/open/untyped (OpenController.untyped) has a @Body() that is not a class of its own',
      ].join('\n'),
    );
  });
});
