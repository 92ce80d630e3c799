import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from '../http/request.ts';
import { networkOf } from './network.ts';

/**
 * Where the request comes from, as the rate limit knows it: an address, or the network of an IPv6 address. Behind proxies that are
 * trusted it is who asked the first of them. An address is personal data: to be hashed, never kept or logged as it is.
 */
export const Sender = createParamDecorator((_data: unknown, context: ExecutionContext): string =>
  networkOf(context.switchToHttp().getRequest<Request>().ip),
);
