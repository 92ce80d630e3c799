import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.ts';
import type { Tally } from '../database/round-trips.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** W3C trace context of this request. */
    traceparent: string;
    /** Who asks; known once the access guard has let the request through. */
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
  }
}

export type Request = FastifyRequest;
export type Reply = FastifyReply;
