import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import { weak } from './entity-tag.ts';
import type { RouteTable } from './route-table.ts';

/**
 * What is the same for all is compressed. Nothing else is: where an answer holds a secret (the token of a link, a claim) beside something
 * that others may choose (an address, what was typed), its compressed length tells of the secret (BREACH). Streams of events are not
 * compressed either, since each is to be read as it is sent. Bodies of requests are not unpacked: a small one may be a large one.
 */
export async function useCompression(fastify: FastifyInstance, routes: RouteTable): Promise<void> {
  fastify.addHook('onRoute', (route) => {
    const [method = ''] = [route.method].flat();
    if (routes.at(method, route.url)?.isSameForAll !== true) route.compress = false;
  });
  await fastify.register(compress, { encodings: ['br', 'gzip', 'deflate'], globalDecompression: false });

  // A strong tag is of certain bytes, and these are others. And what is sent plain might have been compressed: caches are to know.
  fastify.addHook('onRoute', (route) => {
    if (route.compress === false) return;
    route.onSend = [
      ...[route.onSend ?? []].flat(),
      (_request, reply, payload, done) => {
        const etag = reply.getHeader('etag');
        if (reply.hasHeader('content-encoding') && typeof etag === 'string') reply.header('etag', weak(etag));
        const vary = String(reply.getHeader('vary') ?? '');
        if (!vary.includes('accept-encoding'))
          reply.header('vary', vary === '' ? 'accept-encoding' : `${vary}, accept-encoding`);
        done(null, payload);
      },
    ];
  });
}
