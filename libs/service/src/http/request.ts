import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.ts';
import type { Tally } from '../database/round-trips.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** W3C trace context of this request. */
    traceparent: string;
    /** Who asks; known once the request has been let in. */
    principal: Principal;
    /** What it has asked of the database; known once its body has been read. */
    tally?: Tally;
    /** Whether the answer is a stream (server-sent events) that stays open. */
    streams: boolean;
  }

  interface FastifyContextConfig {
    /** The media type of the body a route takes, when it is not JSON. */
    consumes?: string;
    bodyLimit?: number;
    /** What a request costs whoever has no token, of what their address may ask for in a minute; 1 unless it is said. */
    cost?: number;
  }
}

export type Request = FastifyRequest;
export type Reply = FastifyReply;
