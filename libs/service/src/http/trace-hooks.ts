import { traceContext } from '@kraftsamling/messaging';
import type { FastifyInstance } from 'fastify';
import { continueTrace } from './trace.ts';

/** Each request is a step of a trace, and what it does (log, publish) happens inside that trace. */
export function useTraceContext(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const header = request.headers['traceparent'];
    request.traceparent = continueTrace(typeof header === 'string' ? header : undefined);
    reply.header('traceparent', request.traceparent);
    done();
  });

  // Only once the body has been read: its bytes arrive in the context of the connection, not of the request.
  fastify.addHook('preHandler', (request, _reply, done) => {
    traceContext.run({ traceparent: request.traceparent }, done);
  });
}
