import type { Reply, Request } from '@kraftsamling/service';
import type { FiguresRevision } from './figures.ts';

/** Answers a conditional GET: figures with their revision as ETag, or 304 to who has them already. Public: any cache may keep them, and asks before it uses them. */
export function conditionalGet<Figures extends FiguresRevision>(
  request: Request,
  reply: Reply,
  figures: Figures,
): Figures | undefined {
  const etag = `"${figures.generation}-${figures.revision}"`;
  void reply.headers({ ...open, 'cache-control': 'public, no-cache', etag });

  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (!known?.some((tag) => tag === etag || tag === '*')) return figures;
  void reply.status(304);
  return undefined;
}

/** Public figures may be shown on anybody's page. */
export const open = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' } as const;
