import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request } from '../http/request.ts';
import type { RouteTable } from '../http/route-table.ts';
import { Problem } from '../problems/problem.ts';
import type { Policy } from './allow.ts';
import type { Principal } from './principal.ts';
import { unauthorised } from './tokens.ts';

/** Lets those through whom the route's policy lets through. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly routes: RouteTable) {}

  canActivate(context: ExecutionContext): boolean {
    const route = this.routes.of(context.getHandler(), context.getClass());
    const request = context.switchToHttp().getRequest<Request>();

    admit(request.principal, route.policy);
    request.query = route.queryFrom(request.query as Readonly<Record<string, unknown>>);
    request.streams = route.streams;
    return true;
  }
}

function admit(principal: Principal, policy: readonly Policy[]): void {
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
