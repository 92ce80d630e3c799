import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { calculateJwkThumbprint, createLocalJWKSet, errors, jwtVerify, SignJWT } from 'jose';
import type { JWK } from 'jose';
import { Problem } from '../problems/problem.ts';

const algorithm = 'EdDSA';
/** Beside the audience: whatever else is signed with the same key is no link. */
const type = 'link+jwt';

/** What a link lets whoever has it do: speak for somebody about one thing. */
export interface LinkScope {
  /** What links of this kind are for, such as `matchmaking.invitation`: a link for one purpose opens nothing else. */
  readonly purpose: string;
  /** For whom it speaks. */
  readonly subject: string;
  /** What it is about, by name. */
  readonly about: Readonly<Record<string, string>>;
}

/** Signs links that another service opens: it needs to know the public key alone, and no secret goes over the bus. */
export class LinkSigner {
  private readonly kid: Promise<string>;

  constructor(private readonly key: KeyObject) {
    this.kid = keyIdOf(jwkOf(createPublicKey(key)));
    this.kid.catch(() => undefined);
  }

  async sign({ purpose, subject, about }: LinkScope, expiresAt: Date): Promise<string> {
    return new SignJWT({ ...about })
      .setProtectedHeader({ alg: algorithm, typ: type, kid: await this.kid })
      .setAudience(purpose)
      .setSubject(subject)
      .setExpirationTime(expiresAt)
      .sign(this.key);
  }
}

/** Opens links that are signed with any of these keys: while a key is replaced, the old one is among them. */
export class LinkVerifier {
  private readonly keys: Promise<ReturnType<typeof createLocalJWKSet>>;

  constructor(keys: readonly KeyObject[]) {
    this.keys = keySetOf(keys.map(jwkOf));
    this.keys.catch(() => undefined);
  }

  /** @throws Problem `not-found` for what was never signed as a link of this kind, `link-expired` for what was. */
  async open(token: string, purpose: string, now: Date): Promise<LinkScope> {
    const { payload } = await jwtVerify(token, await this.keys, {
      algorithms: [algorithm],
      typ: type,
      audience: purpose,
      requiredClaims: ['exp', 'sub'],
      currentDate: now,
    }).catch((error: unknown) => {
      throw refusalOf(error);
    });
    const { sub: subject = '', aud: _, exp: __, ...claims } = payload;
    const texts = Object.entries(claims).filter((claim): claim is [string, string] => typeof claim[1] === 'string');
    return { purpose, subject, about: Object.fromEntries(texts) };
  }
}

async function keySetOf(keys: readonly JWK[]): Promise<ReturnType<typeof createLocalJWKSet>> {
  const known = keys.map(async (key) => ({ ...key, kid: await keyIdOf(key), alg: algorithm }));
  return createLocalJWKSet({ keys: await Promise.all(known) });
}

/** Follows from the key itself (RFC 7638), so that nobody has to give keys names. */
function keyIdOf(key: JWK): Promise<string> {
  return calculateJwkThumbprint(key);
}

function jwkOf(key: KeyObject): JWK {
  return key.export({ format: 'jwk' });
}

function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired)
    return new Problem(410, 'link-expired', 'The link has expired.', { cause: error });
  if (error instanceof errors.JOSEError)
    return new Problem(404, 'not-found', 'There is nothing behind this link.', { cause: error });
  return error;
}
