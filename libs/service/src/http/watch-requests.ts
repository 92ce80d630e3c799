import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Level, Logger } from 'pino';
import { tallied } from '../database/round-trips.ts';
import { requestDurations, requestRoundTrips } from '../metrics/request-metrics.ts';
import { traceIdOf } from './trace.ts';

/** Measures and logs each request when it has been answered, by its route template: the address itself may hold ids. */
export function watchRequests(fastify: FastifyInstance, logger: Logger): void {
  const durations = requestDurations();
  const roundTrips = requestRoundTrips();

  // As with the trace: only what happens after the body has been read happens in the context of the request.
  fastify.addHook('preHandler', (request, _reply, done) => {
    request.tally = { roundTrips: 0 };
    tallied(request.tally, done);
  });

  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    // How long a stream was open says nothing of how fast it was answered.
    if (!request.streams) {
      const labels = { method: request.method, route, status: reply.statusCode };
      durations.observe(labels, reply.elapsedTime / 1000);
      if (request.tally) roundTrips.observe(labels, request.tally.roundTrips);
    }

    const level = levelOf(request, reply);
    if (logger.isLevelEnabled(level)) {
      const entry = {
        method: request.method,
        route,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        traceId: traceIdOf(request.traceparent),
      };
      logger[level](entry, 'Answered');
    }
    done();
  });
}

/** What changed something, or was refused, is worth a line; reading and probing are for whoever looks closer. */
function levelOf(request: FastifyRequest, reply: FastifyReply): Level {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  return reads && reply.statusCode < 400 ? 'debug' : 'info';
}
