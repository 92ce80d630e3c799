import type { Reply, Request } from '@kraftsamling/service';
import type { Selection } from './programme.store.ts';

/** The programme may be shown on anybody's page. */
export const openToAll = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
} as const;

const seconds = 300;

/**
 * Lets caches keep a feed for some minutes, and tells who asks again whether theirs is still right. An ETag says that to the point. The time
 * of the last change is for those who know nothing better, and is not told before it has settled.
 */
export function isKnown(request: Request, reply: Reply, selection: Selection, representation: string): boolean {
  const { fingerprint, changedAt } = selection;
  const etag = `W/"${fingerprint}-${representation}"`;
  void reply.headers({
    ...openToAll,
    'cache-control': `public, max-age=${seconds}`,
    vary: 'accept-language',
    etag,
    ...(changedAt && { 'last-modified': changedAt.toUTCString() }),
  });

  const { 'if-none-match': tags, 'if-modified-since': since } = request.headers;
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim() === etag || tag.trim() === '*');
  // HTTP writes no fractions of a second.
  return (
    changedAt !== undefined && since !== undefined && Date.parse(since) >= Math.floor(changedAt.getTime() / 1000) * 1000
  );
}
