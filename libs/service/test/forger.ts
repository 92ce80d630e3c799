import { createHmac } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWK } from 'jose';

export interface Signer {
  readonly publicKey: JWK;
  sign(claims: Readonly<Record<string, unknown>>): Promise<string>;
}

/** Signs anything with any algorithm, as whoever runs a key server, or would like to, might. */
export async function signer(alg: 'ES256' | 'EdDSA' | 'RS256', kid: string): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair(alg);
  return {
    publicKey: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(privateKey),
  };
}

/** A token that says it needs no signature, or one signed with what everybody knows. */
export function unsigned(claims: Readonly<Record<string, unknown>>): string {
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}

export function signedWithPublicKey(claims: Readonly<Record<string, unknown>>, publicKey: JWK): string {
  const content = `${part({ alg: 'HS256', kid: publicKey.kid })}.${part(claims)}`;
  return `${content}.${createHmac('sha256', JSON.stringify(publicKey)).update(content).digest('base64url')}`;
}

export interface KeyFile {
  readonly path: string;
  publish(...signers: readonly Signer[]): Promise<void>;
}

export async function keyFile(...signers: readonly Signer[]): Promise<KeyFile> {
  const path = join(await mkdtemp(join(tmpdir(), 'keys-')), 'jwks.json');
  const publish = (...now: readonly Signer[]) =>
    writeFile(path, JSON.stringify({ keys: now.map(({ publicKey }) => publicKey) }));
  await publish(...signers);
  return { path, publish };
}

function part(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}
