import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';

export interface ServerSentEvent {
  readonly event: string;
  readonly id: string;
  readonly data: unknown;
}

/** A listener as a browser is one, but for coming back by itself. */
export class EventStream {
  readonly events: ServerSentEvent[] = [];
  readonly comments: string[] = [];
  retry: number | undefined;
  closed = false;

  private constructor(readonly response: IncomingMessage) {
    let unread = '';
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      const messages = (unread + text).split('\n\n');
      unread = messages.pop() ?? '';
      for (const message of messages) this.read(message);
    });
    response.on('close', () => (this.closed = true));
    response.on('error', () => undefined);
  }

  static open(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      get(url, { headers }, (response) => resolve(new EventStream(response))).on('error', reject);
    });
  }

  /** What the listener sees now: the first figures with all changes since laid over them. */
  get figures(): unknown {
    return this.events.reduce<unknown>(
      (seen, { event, data }) => (event === 'figures' ? data : patched(seen, data)),
      undefined,
    );
  }

  close(): void {
    this.response.destroy();
  }

  private read(message: string): void {
    const fields = message.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const;
    });
    const { event, id, data, retry, '': comment } = Object.fromEntries(fields) as Record<string, string>;
    if (retry !== undefined) this.retry = Number(retry);
    if (comment !== undefined) this.comments.push(comment);
    if (event !== undefined) this.events.push({ event, id: id ?? '', data: JSON.parse(data ?? 'null') });
  }
}

/** RFC 7396. */
function patched(target: unknown, patch: unknown): unknown {
  if (!isTable(patch)) return patch;
  const table = isTable(target) ? target : {};
  const entries = Object.entries({ ...table, ...patch }).filter(([field]) => patch[field] !== null);
  return Object.fromEntries(
    entries.map(([field, value]) => [field, field in patch ? patched(table[field], patch[field]) : value]),
  );
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
