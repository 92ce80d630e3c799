import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** What is kept of a key is a hash, so that who reads the database can neither use the key nor open the answer. */
export function hashOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** What was asked for, comparable only by who has the key. */
export function fingerprintOf(key: string, ...parts: readonly (string | Buffer)[]): string {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(`${part.length}:`).update(part);
  return hmac.digest('base64url');
}

/** An answer may hold a secret link: it can be read again only with the key the client made up. */
export function seal(answer: unknown, key: string, id: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', derivedFrom(key, id), iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

export function unseal(answer: string, key: string, id: string): unknown {
  const sealed = Buffer.from(answer, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', derivedFrom(key, id), sealed.subarray(0, ivBytes));
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  const opened = Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
  return JSON.parse(opened.toString('utf8')) as unknown;
}

function derivedFrom(key: string, id: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, id, 'idempotent answer', 32));
}
