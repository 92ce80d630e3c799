import { setTimeout as delay } from 'node:timers/promises';
import { Patience, PATIENCE_MS } from '@kraftsamling/infrastructure/patience';

/** What the service answered instead of what was expected. */
export class UnexpectedAnswer extends Error {
  readonly status: number;
  /** Its own, and those of its single faults. */
  readonly codes: readonly string[];
  /** Whether it answers a request that was sent before, so that what it asks for may have been done already. */
  readonly again: boolean;

  constructor(request: string, status: number, body: unknown, { again = false } = {}) {
    const { code, detail, errors } = (body ?? {}) as { code?: string; detail?: string; errors?: { code?: string }[] };
    super(
      `${request} answered ${status} ${code ?? ''}: ${detail ?? ''} ${errors === undefined ? '' : JSON.stringify(errors)}`,
    );
    this.status = status;
    this.again = again;
    this.codes = [code, ...(errors ?? []).map((fault) => fault.code)].filter((each) => each !== undefined);
  }
}

export function isRefusedAs(error: unknown, code: string): boolean {
  return error instanceof UnexpectedAnswer && error.codes.includes(code);
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Asking {
  /** What cannot be served right now is asked for again when the service says; what makes something is done once however often it was asked. */
  readonly again?: boolean;
}

/** Speaks to one service as any client does. */
export class Api {
  readonly #base: string;
  readonly #token: string | undefined;
  readonly #asking: Asking;

  constructor(base: string, token?: string, asking: Asking = {}) {
    this.#base = base;
    this.#token = token;
    this.#asking = asking;
  }

  /** The same service, with another bearer token. */
  as(token: string): Api {
    return new Api(this.#base, token, this.#asking);
  }

  async get<Body>(path: string): Promise<Body> {
    return (await this.send<Body>('GET', path)).body;
  }

  /** What is no JSON, as it is. */
  async text(path: string): Promise<string> {
    const { text } = await this.#request('GET', path, undefined, { accept: '*/*' });
    return text;
  }

  async post<Body>(path: string, body?: unknown): Promise<Body> {
    return (await this.send<Body>('POST', path, body)).body;
  }

  /** Replaces what is there in the version that was seen. */
  async put<Body>(path: string, version: string, body: unknown): Promise<Body> {
    return (await this.send<Body>('PUT', path, body, { 'if-match': version })).body;
  }

  /** A file, as it is. */
  async postFile<Body>(path: string, contentType: string, text: string): Promise<Body> {
    return (await this.#exchange<Body>('POST', path, text, { 'content-type': contentType })).body;
  }

  /** Every item of a paged list. */
  async all<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    for (let page = 1; ; page++) {
      const answer = await this.get<{ items: Item[]; page: { total: number } }>(
        `${path}${path.includes('?') ? '&' : '?'}limit=100&page=${page}`,
      );
      items.push(...answer.items);
      if (answer.items.length === 0 || items.length >= answer.page.total) return items;
    }
  }

  async send<Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    if (body === undefined) return this.#exchange(method, path, undefined, headers);
    return this.#exchange(method, path, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  }

  async #exchange<Body>(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string>,
  ): Promise<Answer<Body>> {
    const { response, text } = await this.#request(method, path, body, headers);
    return { status: response.status, headers: response.headers, body: parsedFrom(text) as Body };
  }

  async #request(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string>,
  ): Promise<{ response: Response; text: string }> {
    const { again = false } = this.#asking;
    const request = {
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
        ...(again && method === 'POST' && { 'idempotency-key': crypto.randomUUID() }),
      },
      ...(body !== undefined && { body }),
    };
    let asked = 0;
    const ask = () => {
      asked++;
      return fetch(new URL(path, this.#base), { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
    };
    const response = await (again ? onceServed(ask) : ask());
    const text = await response.text();
    if (!response.ok)
      throw new UnexpectedAnswer(`${method} ${path}`, response.status, parsedFrom(text), { again: asked > 1 });
    return { response, text };
  }
}

/** Asks again when `Retry-After` says, where an answer has one, until patience is at its end: the last answer is that of the service. */
export async function onceServed(ask: () => Promise<Response>): Promise<Response> {
  const patience = new Patience();
  for (;;) {
    const response = await ask();
    const { status, headers } = response;
    const seconds = headers.get('retry-after');
    if (seconds === null || patience.isExhausted(status)) return response;
    await response.body?.cancel();
    await delay(Number(seconds) * 1_000);
  }
}

function parsedFrom(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text);
}

/** Works through a list with so many at once. Where one fails no other is begun, and those that are under way come to their end. */
export async function eachOf<T>(
  list: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const queue = list.values();
  let failed = false;
  const worker = async () => {
    for (const item of queue) {
      if (failed) return;
      await work(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const failure = ended.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
  if (failure) throw failure.reason;
}
