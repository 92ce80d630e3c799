import { opaqueTag, weak } from './entity-tag.ts';
import { Representation } from './representation.ts';
import type { Request } from './request.ts';

export interface PublicCopy {
  readonly cacheControl: string;
  /** Another one as soon as the answer would be another: `"7"`. */
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
    'cache-control': cacheControl,
    ...(vary !== undefined && { vary }),
    // It is sent in several encodings, whose bytes differ.
    ...(etag !== undefined && { etag: weak(etag) }),
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
