import type { Answer } from '@kraftsamling/testing';
import type { CloudEvent } from '@kraftsamling/contracts';

/**
 * What somebody has seen of a world, to be compared with what was seen of another one byte by byte.
 *
 * Two worlds draw different ids for the same thing, so each id that was drawn (a UUID) is replaced by how many were seen before it: they
 * are as long, and where one world speaks of another thing than the other, or in another order, the numbers differ. The token of a link
 * is signed, and a commitment is sealed with what was drawn: they are replaced by what they stand for. Of an answer only its date and its trace are left out, and of an event its
 * own id, the real time at which it was written and its trace: none of them depends on what is known. Everything else, lengths included, is compared.
 */
export class Transcript {
  readonly lines: string[] = [];
  private readonly seen = new Map<string, string>();
  private readonly tokens = new Map<string, string>();

  /** From now on this token is said to be for this. */
  names(token: string, what: string): void {
    this.tokens.set(token, what);
  }

  answered(request: string, { status, headers, body }: Answer): void {
    const told = [...headers].filter(([name]) => !drawn.has(name)).map(([name, value]) => `${name}: ${value}`);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    this.lines.push(this.normalised([request, String(status), ...told, '', text].join('\n')));
  }

  /** Anything else that was seen. */
  noted(text: string): void {
    this.lines.push(this.normalised(text));
  }

  /** In the order of each aggregate: different ones are published side by side, and may change places. */
  published(events: readonly CloudEvent<unknown>[]): void {
    const told = events.map(({ id: _, time: __, traceparent: ___, ...event }) => event);
    for (const event of told.toSorted((a, b) => order(a).localeCompare(order(b))))
      this.lines.push(this.normalised(JSON.stringify(event)));
  }

  private normalised(text: string): string {
    let plain = text.replaceAll(/"traceId":"[0-9a-f]{32}"/g, '"traceId":"drawn"');
    for (const [token, what] of this.tokens) plain = plain.replaceAll(token, what);
    return plain.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      const known = this.seen.get(id) ?? `00000000-0000-0000-0000-${String(this.seen.size + 1).padStart(12, '0')}`;
      this.seen.set(id, known);
      return known;
    });
  }
}

const drawn = new Set(['date', 'traceparent']);

/** The first place at which they differ, or nothing. */
export function firstDifference(one: Transcript, other: Transcript): readonly [string, string] | undefined {
  const at = Array.from({ length: Math.max(one.lines.length, other.lines.length) }).findIndex(
    (_, at) => one.lines[at] !== other.lines[at],
  );
  return at < 0 ? undefined : [one.lines[at] ?? 'nothing', other.lines[at] ?? 'nothing'];
}

type Told = Pick<CloudEvent<unknown>, 'subject' | 'sequence' | 'type'>;

/** Ids grow with time: aggregates are in the order in which they were made. */
function order({ subject, sequence, type }: Told): string {
  return `${subject} ${sequence} ${type}`;
}
