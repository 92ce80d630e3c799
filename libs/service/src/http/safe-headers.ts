import type { FastifyInstance } from 'fastify';

/** For answers that are data. A page sets a content security policy of its own, and what may be kept says for how long. */
export const safeHeaders = {
  // One address shows more to some than to others, and some answers hold a secret.
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
} as const;

/** Scripts of other origins read nothing, except what `readable-anywhere.ts` gives to everybody. */
export function useSafeHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(safeHeaders);
    done();
  });
}
