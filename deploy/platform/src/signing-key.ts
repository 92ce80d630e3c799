import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { JWK } from 'jose';
import { localFolder } from './folders.ts';

/** Local runs sign their own tokens. In production an identity provider does, and the services read its JWKS_URL. */
export const localIssuer = 'https://local.kraftsamling.invalid';
export const jwksFile = join(localFolder, 'keys', 'jwks.json');
const privateKeyFile = join(localFolder, 'keys', 'private.json');

const algorithm = 'ES256';

/** Makes the pair when there is none yet. */
export async function ensureSigningKey(): Promise<JWK> {
  const kept = await readJson(privateKeyFile);
  if (kept) return kept;
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const kid = crypto.randomUUID();
  await mkdir(join(localFolder, 'keys'), { recursive: true, mode: 0o700 });
  await writeFile(
    jwksFile,
    JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' }] }),
  );
  // Last: a half-made pair is made anew.
  const made = { ...(await exportJWK(privateKey)), kid };
  await writeFile(privateKeyFile, JSON.stringify(made), { mode: 0o600 });
  return made;
}

export interface Claims {
  role: string;
  counties?: string[];
  organisation?: string;
  municipality?: string;
  award?: string;
}

/** A token that the local services accept for eight hours. */
export async function signToken(claims: Claims, subject = `local-${claims.role}`): Promise<string> {
  const key = await ensureSigningKey();
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: algorithm, kid: key.kid ?? '' })
    .setIssuer(localIssuer)
    .setAudience('kraftsamling')
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime('8h')
    .sign(await importJWK(key, algorithm));
}

async function readJson(file: string): Promise<JWK | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch {
    return undefined;
  }
}
