import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Level, Logger } from 'pino';
import { requestDurations } from '../metrics/request-metrics.ts';
import { traceIdOf } from './trace.ts';

/** Measures and logs each request when it has been answered, by its route template: the address itself may hold ids. */
export function watchRequests(fastify: FastifyInstance, logger: Logger): void {
  const durations = requestDurations();

  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    // How long a stream was open says nothing of how fast it was answered.
    if (!request.streams) {
      durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
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
