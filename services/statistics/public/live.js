/* global EventSource, fetch, setTimeout, URLSearchParams */

const TRY_AGAIN_MS = 3_000;

/**
 * Follows the figures of `{ campaign }` or `{ award }`, or of the network, as they change: `show` is given all of them each time. The first
 * event brings them whole, each later one is a JSON merge patch (RFC 7396) to what came before.
 */
export function follow(whose, { show, away, unknown }) {
  const source = new EventSource(`/v1/live?${new URLSearchParams(whose)}`);
  let figures;

  source.addEventListener('figures', (event) => {
    figures = JSON.parse(event.data);
    show(figures);
  });
  source.addEventListener('change', (event) => {
    figures = patched(figures, JSON.parse(event.data));
    show(figures);
  });
  source.addEventListener('open', () => figures && show(figures));
  source.addEventListener('error', async () => {
    away();
    // The browser comes back by itself, unless it was refused.
    if (source.readyState !== EventSource.CLOSED) return;
    if (unknown && (await isUnknown(whose))) unknown();
    setTimeout(() => follow(whose, { show, away, unknown }), TRY_AGAIN_MS);
  });
}

async function isUnknown({ campaign, award }) {
  const path = award
    ? `/v1/awards/${encodeURIComponent(award)}/figures`
    : `/v1/figures/${encodeURIComponent(campaign)}`;
  const answer = await fetch(path).catch(() => undefined);
  return answer?.status === 404;
}

function patched(target, patch) {
  if (!isTable(patch)) return patch;
  const before = isTable(target) ? target : {};
  const changed = Object.entries(patch).map(([field, value]) => [field, patched(before[field], value)]);
  return Object.fromEntries(
    Object.entries({ ...before, ...Object.fromEntries(changed) }).filter(([, value]) => value !== null),
  );
}

function isTable(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
