import { readFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { signingKey } from './signing-key.ts';
import type { SigningKey } from './signing-key.ts';

describe('signingKey', () => {
  let key: SigningKey;

  beforeAll(async () => {
    key = await signingKey({ kid: 'k1' });
  });

  afterAll(async () => {
    await key.close();
  });

  it('signs tokens that its key set file verifies', async () => {
    const { payload, protectedHeader } = await verify(await key.token('coordinator', { counties: ['20'] }));
    expect(payload).toMatchObject({ sub: 'test-coordinator', role: 'coordinator', counties: ['20'] });
    expect(payload.exp! - payload.iat!).toBe(3600);
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'k1' });
  });

  it('keeps the private half to itself', async () => {
    expect(JSON.parse(await readFile(key.jwksFile, 'utf8'))).toEqual({
      keys: [
        { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String), kid: 'k1', alg: 'ES256', use: 'sig' },
      ],
    });
  });

  it('makes bad tokens on request', async () => {
    await expect(verify(await key.token('operator', { exp: 1 }))).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
    await expect(verify(await key.token('operator', { aud: 'somebody-else' }))).rejects.toMatchObject({ claim: 'aud' });
    await expect(verify(await key.token('operator', { iss: 'https://evil.test' }))).rejects.toMatchObject({
      claim: 'iss',
    });
    expect((await verify(await key.token('operator', { sub: undefined }))).payload.sub).toBeUndefined();
  });

  it('lets another key of the same name forge, in vain', async () => {
    const forger = await signingKey({ kid: 'k1' });
    await expect(verify(await forger.token('secretariat'))).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
    await forger.close();
    await expect(stat(forger.jwksFile)).rejects.toThrow('ENOENT');
  });

  async function verify(token: string) {
    const keys = createLocalJWKSet(JSON.parse(await readFile(key.jwksFile, 'utf8')) as JSONWebKeySet);
    return jwtVerify(token, keys, { issuer: key.env.TOKEN_ISSUER, audience: key.env.TOKEN_AUDIENCE });
  }
});
