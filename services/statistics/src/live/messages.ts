import type { Standing } from '../figure/figures.ts';
import { mergePatch } from '../figure/merge-patch.ts';

/** Most listeners have been sent the same and are due the same, so each message is put into words once. */
const wholes = new WeakMap<Standing, string>();
const changes = new WeakMap<Standing, { readonly after: Standing; readonly message: string }>();

/** The figures as they are. */
export function wholeMessage(figures: Standing): string {
  let message = wholes.get(figures);
  if (message === undefined) wholes.set(figures, (message = messageOf('figures', figures, figures)));
  return message;
}

/** What has changed since `before`, as a JSON merge patch. */
export function changeMessage(before: Standing, after: Standing): string {
  const known = changes.get(before);
  if (known?.after === after) return known.message;

  const message = messageOf('change', after, mergePatch(before, after));
  changes.set(before, { after, message });
  return message;
}

/** What a listener says it has seen last when it comes back. */
export function eventIdOf({ generation, revision }: Standing): string {
  return `${generation}-${revision}`;
}

function messageOf(event: 'figures' | 'change', standing: Standing, data: unknown): string {
  return `event: ${event}\nid: ${eventIdOf(standing)}\ndata: ${JSON.stringify(data)}\n\n`;
}
