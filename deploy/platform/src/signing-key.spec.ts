import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kraftsamling-keys-'));
  process.env['KRAFTSAMLING_DATA'] = folder;
});
afterAll(async () => {
  delete process.env['KRAFTSAMLING_DATA'];
  await rm(folder, { recursive: true, force: true });
});

describe('a token', () => {
  it('is signed where nothing has run yet, and checked with the keys that compose hands to the services', async () => {
    const { localIssuer, signToken } = await import('./signing-key.ts');
    const tokens = [await signToken({ role: 'secretariat' }), await signToken({ role: 'operator' })];

    const jwks = JSON.parse(await readFile(join(folder, 'keys', 'jwks.json'), 'utf8')) as JSONWebKeySet;
    const roles = tokens.map(async (token) => {
      const checked = await jwtVerify(token, createLocalJWKSet(jwks), {
        issuer: localIssuer,
        audience: 'kraftsamling',
      });
      return checked.payload['role'];
    });
    expect(await Promise.all(roles)).toEqual(['secretariat', 'operator']);
    expect(Object.keys(jwks.keys[0]!)).not.toContain('d');
  });
});
