import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';

export const issuer = 'https://tokens.example';
export const audience = 'kraftsamling';

export interface Signer {
  readonly kid: string;
  readonly publicKey: JWK;
  sign(claims: Record<string, unknown>, change?: (token: SignJWT) => SignJWT): Promise<string>;
}

export async function signer(kid: string, alg: 'ES256' | 'EdDSA' | 'RS256' = 'ES256'): Promise<Signer> {
  const { publicKey, privateKey }: { publicKey: CryptoKey; privateKey: CryptoKey } = await generateKeyPair(alg);
  return {
    kid,
    publicKey: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    sign: (claims, change = (token) => token) =>
      change(
        new SignJWT(claims)
          .setProtectedHeader({ alg, kid })
          .setSubject('someone')
          .setIssuer(issuer)
          .setAudience(audience)
          .setExpirationTime('5m'),
      ).sign(privateKey),
  };
}

export async function keyFile(
  ...signers: readonly Signer[]
): Promise<{ path: string; replace(...signers: readonly Signer[]): Promise<void> }> {
  const path = join(await mkdtemp(join(tmpdir(), 'keys-')), 'jwks.json');
  const replace = (...now: readonly Signer[]) =>
    writeFile(path, JSON.stringify({ keys: now.map(({ publicKey }) => publicKey) }));
  await replace(...signers);
  return { path, replace };
}
