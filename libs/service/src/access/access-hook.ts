import type { FastifyInstance } from 'fastify';
import type { Request } from '../http/request.ts';
import { anonymous } from './principal.ts';
import type { Principal } from './principal.ts';
import type { RateLimit } from './rate-limit.ts';
import { looksLikeJwt, unauthorised } from './tokens.ts';
import type { Tokens } from './tokens.ts';

interface Access {
  readonly tokens: Tokens;
  readonly limit: RateLimit;
}

/** Who asks, and whether their address has asked for too much, is found out before anything of the body is read. */
export function useAccess(fastify: FastifyInstance, { tokens, limit }: Access): void {
  fastify.addHook('onRequest', async (request) => {
    const principal = await principalOf(request, tokens).catch(async (refusal: unknown) => {
      // Whoever guesses tokens is counted too.
      await limit.count(request);
      throw refusal;
    });
    if (principal.kind !== 'user') await limit.count(request);
    request.principal = principal;
  });

  fastify.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode === 304 && request.principal.kind !== 'user') await limit.giveBack(request);
  });
}

async function principalOf(request: Request, tokens: Tokens): Promise<Principal> {
  const token = bearerTokenOf(request.headers.authorization);
  if (token === undefined) return anonymous;
  return looksLikeJwt(token) ? tokens.userOf(token) : { kind: 'link', secret: token };
}

function bearerTokenOf(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  const token = /^bearer +([\w.~+/=-]{1,8192})$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthorised('token-malformed', 'The Authorization header must carry a bearer token.');
  return token;
}
