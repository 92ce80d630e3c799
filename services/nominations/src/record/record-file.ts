import { canonicalJson } from './canonical-json.ts';
import type { Link, Tip } from './record.ts';
import { beginRecord, hashOf, tipOf } from './record.ts';

/** A record as a file: a header, then every link, each a line of canonical JSON (docs/the-record.md). */
export function recordFile(award: string, links: readonly Link[]): string {
  const last = links.at(-1);
  return [headerOf(last === undefined ? beginRecord(award) : tipOf(last)), ...links]
    .map((line) => `${canonicalJson(line)}\n`)
    .join('');
}

/** Its own hash tells a header that was damaged from one that shows damage. */
function headerOf({ award, count, head }: Tip) {
  const header = { award, count, format: 'kraftsamling-award-record', head, version: 1 };
  return { ...header, hash: hashOf(header) };
}
