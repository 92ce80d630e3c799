import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface SigningKey {
  /** The public half, as a key set in a temporary file. */
  readonly jwksFile: string;
  /** The settings with which a service trusts this key. */
  readonly env: { readonly JWKS_FILE: string; readonly TOKEN_ISSUER: string; readonly TOKEN_AUDIENCE: string };
  /**
   * A bearer token for a role, good for an hour. `claims` add what the role is bound to (`counties`, `organisation`, `municipality`,
   * `award`) or replace what makes the token good: `exp`, `iss`, `aud`, `sub`; undefined leaves a claim out.
   */
  token(role: string, claims?: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

export interface SigningKeyOptions {
  readonly kid?: string;
  readonly issuer?: string;
  readonly audience?: string;
}

/** A key of our own. Two keys with the same `kid` make a forger. */
export async function signingKey(options: SigningKeyOptions = {}): Promise<SigningKey> {
  const { kid = randomUUID(), issuer = 'https://issuer.test', audience = 'kraftsamling' } = options;
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const folder = await mkdtemp(join(tmpdir(), 'signing-key-'));
  const jwksFile = join(folder, 'jwks.json');
  await writeFile(
    jwksFile,
    JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] }),
  );

  return {
    jwksFile,
    env: { JWKS_FILE: jwksFile, TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience },
    token: (role, claims = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const usual = { sub: `test-${role}`, iss: issuer, aud: audience, iat: now, exp: now + 3600, role };
      return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
