import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, createRemoteJWKSet, errors } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';

/** Not more often, however many tokens with unknown keys come. */
const notAgainForMs = 10_000;
/** Then they are asked for again, while those that are known are still used. */
const refreshedAfterMs = 20_000;
/** A key that has been taken out of the set is trusted no longer than this; nor is any, when nobody can say which are left. */
const trustedForMs = 50_000;

/** The keys at an address. */
export function keysAt(url: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(url), {
    cooldownDuration: notAgainForMs,
    cacheMaxAge: trustedForMs,
    timeoutDuration: 3_000,
  });
  let askedAt = Date.now();

  return (header, token) => {
    if (keys.fresh && !keys.reloading && Date.now() - askedAt > refreshedAfterMs) {
      askedAt = Date.now();
      keys.reload().catch(() => undefined);
    }
    return keys(header, token);
  };
}

/** The keys in a file. An unknown one may be new there. */
export function keysIn(file: string): JWTVerifyGetKey {
  let known: JWTVerifyGetKey | undefined;
  let readAt = -Infinity;

  const read = async (): Promise<JWTVerifyGetKey> => {
    known = createLocalJWKSet(JSON.parse(await readFile(file, 'utf8')) as JSONWebKeySet);
    readAt = Date.now();
    return known;
  };

  return async (header, token) => {
    const keys = known !== undefined && Date.now() - readAt < refreshedAfterMs ? known : await read();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || Date.now() - readAt < notAgainForMs) throw error;
      return (await read())(header, token);
    }
  };
}
