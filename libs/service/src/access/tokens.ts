import { errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { ServiceSettings } from '../configuration/service-settings.ts';
import { Problem } from '../problems/problem.ts';
import { roles } from './principal.ts';
import type { Role, User } from './principal.ts';
import { keysAt, keysIn } from './trusted-keys.ts';

const clockToleranceSeconds = 10;

/** Checks bearer tokens: signed by a known key with ES256 or EdDSA, by the right issuer, for this audience, not expired. */
export class Tokens {
  private readonly keys: JWTVerifyGetKey;

  constructor(
    private readonly settings: Pick<
      ServiceSettings,
      'jwksUrl' | 'jwksFile' | 'tokenIssuer' | 'tokenAudience' | 'tokenMaxHours'
    >,
  ) {
    this.keys = settings.jwksUrl === undefined ? keysIn(settings.jwksFile ?? '') : keysAt(settings.jwksUrl);
  }

  async userOf(token: string): Promise<User> {
    const { payload } = await jwtVerify(token, this.keys, {
      algorithms: ['ES256', 'EdDSA'],
      issuer: this.settings.tokenIssuer,
      audience: this.settings.tokenAudience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: clockToleranceSeconds,
    }).catch((error: unknown) => {
      throw refusalOf(error);
    });
    this.refuseLongLife(payload);
    return userFrom(payload);
  }

  /** A token that has been lost ends by itself, and soon. One that does not say when it was made was made now, at the latest. */
  private refuseLongLife({ iat, exp = Infinity }: JWTPayload): void {
    const now = Date.now() / 1000;
    const most = this.settings.tokenMaxHours;
    if (exp - Math.min(iat ?? now, now) <= most * 3600 + clockToleranceSeconds) return;
    throw unauthorised('token-too-long-lived', `A token may be valid for ${most} hours at most.`);
  }
}

/** Tokens are JWTs, in three parts; anything else is the secret of a management link. */
export function looksLikeJwt(token: string): boolean {
  return token.split('.').length === 3;
}

/** A challenge (RFC 6750) goes with each 401. */
export function unauthorised(code: string, detail: string): Problem {
  const error = code === 'token-missing' ? '' : ', error="invalid_token"';
  return new Problem(401, code, detail, { headers: { 'www-authenticate': `Bearer realm="kraftsamling"${error}` } });
}

function refusalOf(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return unauthorised('token-expired', 'The token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return unauthorised(
      'token-refused',
      `The token is not accepted: its claim "${error.claim}" is ${wordFor(error.reason)}.`,
    );
  }
  if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid) {
    return unauthorised('token-malformed', 'The token cannot be read.');
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  ) {
    return unauthorised('token-refused', 'The token is not signed by a key that is trusted here.');
  }
  return new Problem(503, 'keys-unavailable', 'The keys that tokens are checked with cannot be read right now.', {
    headers: { 'retry-after': '5' },
    cause: error,
  });
}

function wordFor(reason: string): string {
  return reason === 'missing' ? 'missing' : 'not the expected one';
}

/** The claims are `role`, what the role is bound to (`counties`, `organisation`, `municipality` or `award`), and `scope`. */
function userFrom({ sub, scope, ...claims }: JWTPayload): User {
  const role = roles.find((known) => known === claims['role']);
  if (sub === undefined || role === undefined) throw lacks('role');

  return {
    kind: 'user',
    subject: sub,
    role,
    counties: role === 'coordinator' ? codes(claims['counties']) : [],
    ...boundTo('organisation', role, claims),
    ...boundTo('municipality', role, claims),
    ...(role === 'juror' && { award: textOf('award', claims) }),
    scopes: typeof scope === 'string' ? scope.split(' ').filter((each) => each !== '') : [],
  };
}

function boundTo<Name extends Role & ('organisation' | 'municipality')>(
  name: Name,
  role: Role,
  claims: JWTPayload,
): Partial<Record<Name, string>> {
  return role === name ? ({ [name]: textOf(name, claims) } as Record<Name, string>) : {};
}

function textOf(claim: string, claims: JWTPayload): string {
  const value = claims[claim];
  if (typeof value === 'string' && value !== '') return value;
  throw lacks(claim);
}

function codes(value: unknown): readonly string[] {
  if (Array.isArray(value) && value.length > 0 && value.every((code) => typeof code === 'string')) return value;
  throw lacks('counties');
}

function lacks(claim: string): Problem {
  return unauthorised('token-refused', `The token is not accepted: its claim "${claim}" is missing or not usable.`);
}
