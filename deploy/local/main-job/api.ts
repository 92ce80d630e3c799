/** What the service answered instead of what was expected. */
export class UnexpectedAnswer extends Error {
  readonly status: number;
  readonly code: string | undefined;

  constructor(request: string, status: number, body: unknown) {
    const { code, detail, errors } = (body ?? {}) as { code?: string; detail?: string; errors?: unknown };
    super(
      `${request} answered ${status} ${code ?? ''}: ${detail ?? ''} ${errors === undefined ? '' : JSON.stringify(errors)}`,
    );
    this.status = status;
    this.code = code;
  }
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Speaks to one service as any client does. */
export class Api {
  readonly #base: string;
  readonly #token: string | undefined;

  constructor(base: string, token?: string) {
    this.#base = base;
    this.#token = token;
  }

  /** The same service, with another bearer token. */
  as(token: string): Api {
    return new Api(this.#base, token);
  }

  async get<Body>(path: string): Promise<Body> {
    return (await this.send<Body>('GET', path)).body;
  }

  async post<Body>(path: string, body?: unknown): Promise<Body> {
    return (await this.send<Body>('POST', path, body)).body;
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

  async send<Body>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    const response = await fetch(new URL(path, this.#base), {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) throw new UnexpectedAnswer(`${method} ${path}`, response.status, parsed);
    return { status: response.status, headers: response.headers, body: parsed as Body };
  }
}

/** Works through a list with so many at once. */
export async function eachOf<T>(list: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = list.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
