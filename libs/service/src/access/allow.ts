import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from '../http/request.ts';
import type { Principal, Role } from './principal.ts';

/** `anyone` needs no token (one that is sent is checked all the same); `link` is the secret of a management link. */
export type Policy = Role | 'anyone' | 'link';

export const POLICY = Symbol('access policy');

/** Who may use a route, or every route of a controller. A route without it keeps the service from starting. */
export function Allow(...policy: readonly [Policy, ...Policy[]]): MethodDecorator & ClassDecorator {
  return SetMetadata(POLICY, policy);
}

/** The principal of the request. */
export const Caller = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Principal => context.switchToHttp().getRequest<Request>().principal,
);
