import type { FastifyInstance } from 'fastify';
import { patternsAt } from './known-routes.ts';
import type { KnownRoutes } from './known-routes.ts';
import type { Request } from './request.ts';
import type { RouteTable } from './route-table.ts';

/** So that scripts of other pages read it, refusals too: otherwise all that goes wrong is "Failed to fetch" to them. */
export const readableAnywhere = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'ETag, Last-Modified, Content-Disposition, Content-Language, Location, Retry-After, traceparent',
  'cross-origin-resource-policy': 'cross-origin',
} as const;

/** What a script may send along. No token is among it: what is for some is not for the pages of others. */
const mayBeSent = {
  'access-control-allow-methods': 'GET',
  'access-control-allow-headers':
    'Accept, Accept-Language, Cache-Control, If-Modified-Since, If-None-Match, Last-Event-ID, Pragma, traceparent, tracestate',
  'access-control-max-age': '86400',
} as const;

/**
 * The one place that decides what may be read on anybody's page: public data, asked for without a token, and that there is nothing at an
 * address. Pages for people, and whatever is for some, are for their own origin.
 */
export function useReadableAnywhere(fastify: FastifyInstance, routes: RouteTable, known: KnownRoutes): void {
  const isPublic = (pattern: string) => routes.at('GET', pattern)?.isPublicData ?? false;

  fastify.addHook('onRequest', (request, reply, done) => {
    if (isPreflight(request) && mayBeRead(request)) {
      // Whoever asks first has not asked for anything yet: it is not counted either.
      void reply
        .code(204)
        .headers({ ...readableAnywhere, ...mayBeSent })
        .send();
      return;
    }
    const isPublicAddress = request.is404 || isPublic(request.routeOptions.url ?? '');
    if (asksAsAnybody(request) && isPublicAddress) reply.headers(readableAnywhere);
    done();
  });

  function mayBeRead({ url }: Request): boolean {
    const patterns = patternsAt(known, url.split('?', 1)[0] ?? '').filter((pattern) => known.get(pattern)?.has('GET'));
    return patterns.length === 0 || patterns.some(isPublic);
  }
}

export function asksAsAnybody({ method, headers }: Request): boolean {
  return method === 'GET' && headers.authorization === undefined;
}

function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] === 'GET';
}
