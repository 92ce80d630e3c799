import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request } from '../http/request.ts';
import type { RouteTable } from '../http/route-table.ts';
import { Problem } from '../problems/problem.ts';
import type { Policy } from './allow.ts';
import { anonymous } from './principal.ts';
import type { Principal } from './principal.ts';
import type { RateLimit } from './rate-limit.ts';
import { looksLikeJwt, unauthorised } from './tokens.ts';
import type { Tokens } from './tokens.ts';

/** Finds out who asks, and lets them through if the route's policy says so. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly routes: RouteTable,
    private readonly tokens: Tokens,
    private readonly limit: RateLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = this.routes.of(context.getHandler(), context.getClass());
    const request = context.switchToHttp().getRequest<Request>();

    const count = async () => {
      if (route.limited) await this.limit.count(request);
    };
    try {
      request.principal = await this.principalOf(request);
    } catch (refusal) {
      // Whoever guesses tokens is counted too.
      await count();
      throw refusal;
    }
    if (request.principal.kind !== 'user') await count();

    this.admit(request.principal, route.policy);
    route.refuseUnknownQuery(request.query);
    request.streams = route.streams;
    return true;
  }

  private async principalOf(request: Request): Promise<Principal> {
    const token = bearerTokenOf(request.headers.authorization);
    if (token === undefined) return anonymous;
    return looksLikeJwt(token) ? this.tokens.userOf(token) : { kind: 'link', secret: token };
  }

  private admit(principal: Principal, policy: readonly Policy[]): void {
    switch (principal.kind) {
      case 'anonymous':
        if (!policy.includes('anyone')) throw unauthorised('token-missing', 'This address needs a bearer token.');
        return;
      case 'link':
        if (!policy.includes('link'))
          throw new Problem(403, 'link-not-accepted', 'A management link gives no access to this address.');
        return;
      case 'user':
        if (!policy.includes('anyone') && !policy.includes(principal.role)) {
          throw new Problem(403, 'not-allowed', `The role ${principal.role} has no access to this address.`);
        }
    }
  }
}

function bearerTokenOf(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  const token = /^bearer +([\w.~+/=-]{1,8192})$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthorised('token-malformed', 'The Authorization header must carry a bearer token.');
  return token;
}
