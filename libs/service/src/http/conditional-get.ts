import { opaqueTag } from './entity-tag.ts';
import { Representation } from './representation.ts';
import type { Request } from './request.ts';

/**
 * What is public may be shown on anybody's page. Everything that scripts of other origins may read has these headers,
 * and nothing else has (see `safe-headers.ts`).
 */
export const readableAnywhere = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
} as const;

export interface PublicCopy {
  readonly cacheControl: string;
  /** Another one as soon as the answer would be another: `"7"`, or `W/"7"` where not every byte counts. */
  readonly etag?: string;
  /** For those who know nothing better than the time; left out while a change may yet turn up that carries an earlier one. */
  readonly changedAt?: Date | undefined;
  /** The request headers that the answer depends on. */
  readonly vary?: string;
}

/** A public answer that caches may keep. Whoever has it already gets 304 in its place (RFC 9110, conditional requests). */
export function publicCopy<Body>(copy: PublicCopy, body: Body): Representation<Body> {
  const { cacheControl, etag, changedAt, vary } = copy;
  const headers = {
    ...readableAnywhere,
    'cache-control': cacheControl,
    ...(vary !== undefined && { vary }),
    ...(etag !== undefined && { etag }),
    ...(changedAt && { 'last-modified': changedAt.toUTCString() }),
  };
  return new Representation(headers, body, (request) => isKnownTo(request, copy));
}

function isKnownTo({ headers }: Request, { etag, changedAt }: PublicCopy): boolean {
  const { 'if-none-match': tags, 'if-modified-since': since } = headers;
  // An ETag says it to the point: where one is sent, the time is not asked for.
  if (tags !== undefined) return etag !== undefined && tags.split(',').some((tag) => matches(tag.trim(), etag));
  if (since === undefined || changedAt === undefined) return false;
  // HTTP writes no fractions of a second.
  return Date.parse(since) >= Math.floor(changedAt.getTime() / 1000) * 1000;
}

/** If-None-Match compares weakly: caches on the way may have made a strong tag weak. */
function matches(tag: string, etag: string): boolean {
  return tag === '*' || opaqueTag(tag) === opaqueTag(etag);
}
