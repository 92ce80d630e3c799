import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { useAccess } from '../access/access-hook.ts';
import type { RateLimit } from '../access/rate-limit.ts';
import type { Tokens } from '../access/tokens.ts';
import type { ServiceSettings } from '../configuration/service-settings.ts';
import { useBodyParsers } from '../input/body-parsers.ts';
import { problemOf } from '../problems/problem-of.ts';
import type { ProblemWriter } from '../problems/problem-writer.ts';
import { useCompression } from './compression.ts';
import type { KnownRoutes } from './known-routes.ts';
import { asksAsAnybody, readableAnywhere, useReadableAnywhere } from './readable-anywhere.ts';
import type { Reply, Request } from './request.ts';
import type { RouteTable } from './route-table.ts';
import { safeHeaders, useSafeHeaders } from './safe-headers.ts';
import { continueTrace } from './trace.ts';
import { useTraceContext } from './trace-hooks.ts';

const slowestRequestMs = 60_000;

/** The HTTP server: limits, bodies, traces and safe headers, before anything of Nest has a say. */
export async function createHttpAdapter(
  settings: ServiceSettings,
  { routes, known }: { readonly routes: RouteTable; readonly known: KnownRoutes },
  writer: ProblemWriter,
  access: { readonly tokens: Tokens; readonly limit: RateLimit },
): Promise<FastifyAdapter> {
  const adapter = new FastifyAdapter({
    bodyLimit: settings.bodyLimit,
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    requestTimeout: slowestRequestMs,
    // While it stops, the server still answers what comes on open connections, and closes those that are idle.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // Links that were written by hand, or put together from parts, have slashes too many.
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    // A HEAD would do all the work of the GET, and of a stream it would never end: it is a method that is not allowed.
    exposeHeadRoutes: false,
    // The router refuses an address it cannot read before any hook has run.
    frameworkErrors: (error: Error, request: Request, reply: Reply) => {
      request.traceparent = continueTrace(undefined);
      reply.headers({ ...safeHeaders, ...(asksAsAnybody(request) && readableAnywhere) });
      writer.send(problemOf(error), request, reply);
    },
    clientErrorHandler: answerBrokenHttp,
  });

  const fastify = adapter.getInstance();
  fastify.decorateRequest('traceparent', '');
  fastify.decorateRequest('principal');
  fastify.decorateRequest('streams', false);
  fastify.decorateRequest('tally');
  useTraceContext(fastify);
  useSafeHeaders(fastify);
  useReadableAnywhere(fastify, routes, known);
  useAccess(fastify, access);
  useBodyParsers(fastify);

  fastify.addHook('onRoute', (route) => {
    const { bodyLimit } = route.config ?? {};
    if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;

    const methods = known.get(route.url) ?? new Set();
    for (const method of [route.method].flat()) methods.add(method);
    known.set(route.url, methods);
  });
  await useCompression(fastify, routes);

  return adapter;
}

const statusOfBrokenHttp: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** What is not HTTP at all never becomes a request; it is answered on the bare connection. */
function answerBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error);
    return;
  }

  const status = statusOfBrokenHttp[error.code ?? ''] ?? '400 Bad Request';
  const body = JSON.stringify({
    type: 'about:blank',
    title: status.slice(4),
    status: Number(status.slice(0, 3)),
    code: 'broken-http',
  });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
