import { revisionId } from '../figures/figures.ts';
import type { FiguresRevision } from '../figures/figures.ts';
import { mergePatch } from './merge-patch.ts';

/** Most listeners have been sent the same and are due the same, so each message is serialized once. */
const wholes = new WeakMap<FiguresRevision, string>();
const changes = new WeakMap<FiguresRevision, { readonly after: FiguresRevision; readonly message: string }>();

/** The figures as they are. */
export function wholeMessage(figures: FiguresRevision): string {
  let message = wholes.get(figures);
  if (message === undefined) wholes.set(figures, (message = messageOf('figures', figures, figures)));
  return message;
}

/** What has changed since `before`, as a JSON merge patch. */
export function changeMessage(before: FiguresRevision, after: FiguresRevision): string {
  const known = changes.get(before);
  if (known?.after === after) return known.message;

  const message = messageOf('change', after, mergePatch(before, after));
  changes.set(before, { after, message });
  return message;
}

function messageOf(event: 'figures' | 'change', of: FiguresRevision, data: unknown): string {
  return `event: ${event}\nid: ${revisionId(of)}\ndata: ${JSON.stringify(data)}\n\n`;
}
