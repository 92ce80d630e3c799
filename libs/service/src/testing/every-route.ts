import { cpuMsOf, heldBytes, slowness } from './calibrated.ts';
import type { OpenApi } from './openapi.ts';

/** What one request under 300 KB may cost on the machine that limits are written for. */
const mostCpuMs = 300;

/** A request that costs too much does so each time. */
const attempts = 40;
/** A round of requests that leaves less than this behind has left nothing: code is compiled, and pools are filled, now and then. */
const unnoticedBytes = 1_000_000;

export interface Asked {
  readonly url: string;
  /** Ids of what is there, by the part of the address before them or by the name of the parameter: `{ activities: … }`, `{ county: … }`. */
  readonly known: Readonly<Record<string, string>>;
  /** Whoever may ask for something, beside those without a token. Nearly everything is open to the first of them. */
  readonly tokens: readonly string[];
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly mediaType?: string;
  /** A body as the description of the route has it as an example. */
  readonly example?: unknown;
  readonly queries: readonly string[];
  /** It changes one thing that has a version, and answers with it. */
  readonly changes: boolean;
  readonly takesIfMatch: boolean;
  /** The headers that its description speaks of, by status. */
  readonly headers: ReadonlyMap<number, ReadonlySet<string>>;
}

/** What a client may act on, so that it is to be said which answers have it. */
const tellingHeaders = [
  ...['cache-control', 'content-disposition', 'content-language', 'etag', 'last-modified', 'link', 'location'],
  ...['ratelimit', 'ratelimit-policy', 'retry-after', 'www-authenticate'],
];

interface Options {
  readonly body?: string;
  readonly mediaType?: string | undefined;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

const oddIds = [
  ...['nothing', '0', '-1', '%00', '%2e%2e%2fetc', '%F0%9F%92%A9', '__proto__', 'constructor', '$where', 'a%0d%0ab'],
  ...['%7B%22$gt%22:%22%22%7D', 'x'.repeat(64), 'x'.repeat(400), "'%22%3Cscript%3E", '%E0%A4%A'],
];
const oddBodies = [
  ...['', '{"need":', 'null', 'true', '0', '"text"', '[]', '{}', '[[]]', '{"$gt":""}', '{"unheardOf":1}'],
  ...[
    '{"__proto__":{"role":"secretariat"}}',
    '{"constructor":{"prototype":{"x":1}}}',
    '\ud800',
    'a;b\n1;2;3',
    '"a;b',
    'a=1&a=2&b[]=3&%',
  ],
];
const oddValues = [null, '', -1, 0.5, 1e300, 'Å\u0000', '2024-02-30', '\ud800', [null], { $ne: 1 }];
const oddQueries = [
  'limit=-1',
  'limit=1e9',
  'page=0',
  'colour=red',
  'status[$ne]=x',
  'campaign=%00',
  'county=%F0',
  '&&&==',
  '%',
];
const oddQueryValues = [
  '',
  'x',
  '-1',
  '1e99',
  '%00',
  '%F0%9F',
  '2024-02-30',
  'a&NAME=b',
  'x'.repeat(3_000),
  '*'.repeat(3_000),
  '(a+)%2B$',
];
const oddHeaders = [
  ...[
    { 'if-match': '"x"' },
    { 'if-match': '*' },
    { 'if-none-match': '",'.repeat(2_000) },
    { 'if-modified-since': 'never' },
  ],
  ...[{ 'idempotency-key': 'short' }, { 'accept-language': ',;q=x'.repeat(1_000) }, { traceparent: 'nothing' }],
  ...[
    { authorization: 'Bearer a.b.c' },
    { authorization: 'Basic' },
    { 'last-event-id': 'x'.repeat(5_000) },
    { range: 'bytes=9-1' },
  ],
  ...[{ 'x-forwarded-for': "';--, ::::" }, { accept: '/' }, { 'content-type': 'application/xml' }],
];
const oddMethods = ['HEAD', 'OPTIONS', 'GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'PROPFIND'];

const nearly300kB = 250_000;
/** What is just so much that each field is still looked at. */
const heavyValues: readonly unknown[] = [
  Array.from({ length: 1_900 }, (_, at) => ({ a: `a${at}` })),
  Array.from({ length: 19_000 }, (_, at) => `a${at}`),
  ...['a-', 'å@'].map((part) => part.repeat(nearly300kB / 4)),
];
const manyObjects = JSON.stringify({ a: Array.from({ length: 60_000 }, () => ({})) });
const heavyBodies = [
  `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`,
  '['.repeat(nearly300kB),
  manyObjects,
  JSON.stringify({ a: Array.from({ length: 25_000 }, (_, at) => `a${at}`) }),
  JSON.stringify({ a: Object.fromEntries(Array.from({ length: 15_000 }, (_, at) => [`a${at}`, at])) }),
  JSON.stringify(Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`${at}${'k'.repeat(24_000)}`, 1]))),
  'a=1&'.repeat(60_000),
  Array.from({ length: 20_000 }, (_, at) => `a${at}=1`).join('&'),
  `a;b\n${'1\n'.repeat(100_000)}`,
  ';'.repeat(nearly300kB),
  '"\n'.repeat(100_000),
  `${'a;'.repeat(50)}a\n${`${'x;'.repeat(50)}x\n`.repeat(2_000)}`,
];

/**
 * Asks everything of every route that the OpenAPI document has, also of those that will come, and answers with what was wrong: that the
 * service has failed, that a refusal was no problem document or told of its inside, that a request cost too much.
 */
export class EveryRoute {
  private constructor(
    readonly routes: readonly Route[],
    private readonly asked: Asked,
  ) {}

  static async of(asked: Asked): Promise<EveryRoute> {
    const answer = await fetch(`${asked.url}/openapi.json`);
    return new EveryRoute(routesOf((await answer.json()) as OpenApi), asked);
  }

  /** What is wrong with the answers to requests that nobody should send. */
  async faults(): Promise<string[]> {
    return [
      ...(await this.withOddIdsAndBodies()),
      ...(await this.withOddHeaders()),
      ...(await this.withOddFields()),
      ...(await this.withOddQueries()),
      ...(await this.withOddMethods()),
      ...(await this.withStaleVersions()),
    ];
  }

  /** What one has not read is not changed. */
  private async withStaleVersions(): Promise<string[]> {
    const [token] = this.asked.tokens;
    const headers = { 'if-match': '"987654321"' };
    const changing = this.routes.filter(({ changes }) => changes);
    return this.each(changing, ({ method, path, mediaType, example = {}, takesIfMatch }) => [
      Promise.resolve(takesIfMatch ? [] : [`${method} ${path} does not look at If-Match`]),
      this.answer(method, this.filled(path), {
        token,
        headers,
        ...bodyOf(method, JSON.stringify(example), mediaType),
      }).then(({ status }) => (status < 300 ? [`${method} ${path} changes what has not been read`] : [])),
    ]);
  }

  /** Whoever sends them. */
  private async withOddIdsAndBodies(): Promise<string[]> {
    return this.each(this.routes, ({ method, path, mediaType }) =>
      [undefined, ...this.asked.tokens].flatMap((token) => [
        ...oddIds.map((odd) =>
          this.faultsOf(method, this.filled(path, odd), { token, ...bodyOf(method, '{}', mediaType) }),
        ),
        ...(method === 'GET' ? [''] : oddBodies).map((body) =>
          this.faultsOf(method, this.filled(path), { token, ...bodyOf(method, body, mediaType) }),
        ),
      ]),
    );
  }

  private async withOddHeaders(): Promise<string[]> {
    const [token] = this.asked.tokens;
    return this.each(this.routes, ({ method, path, mediaType }) =>
      oddHeaders.map((headers) =>
        this.faultsOf(method, this.filled(path), { token, headers, ...bodyOf(method, '{}', mediaType) }),
      ),
    );
  }

  /** With each field of each body something else than it should be. */
  private async withOddFields(): Promise<string[]> {
    const [token] = this.asked.tokens;
    const described = this.routes.filter(({ example }) => example !== undefined);
    return this.each(described, ({ method, path, example, mediaType }) =>
      [...variantsOf(example, oddValues)].map((body) =>
        this.faultsOf(method, this.filled(path), { token, ...bodyOf(method, JSON.stringify(body), mediaType) }),
      ),
    );
  }

  /** Asked for in no way that it knows. */
  private async withOddQueries(): Promise<string[]> {
    const [token] = this.asked.tokens;
    return this.each(this.routes, ({ method, path, queries, mediaType }) => {
      const named = queries.flatMap((name) => oddQueryValues.map((value) => `${name}=${value.replace('NAME', name)}`));
      return [...oddQueries, ...named].map((query) =>
        this.faultsOf(method, `${this.filled(path)}?${query}`, { token, ...bodyOf(method, '{}', mediaType) }),
      );
    });
  }

  /** By methods that nobody has declared. */
  private async withOddMethods(): Promise<string[]> {
    const [token] = this.asked.tokens;
    return this.each(
      Map.groupBy(this.routes, ({ path }) => path),
      ([path, routes]) => {
        const declared = routes.map(({ method }) => method);
        return oddMethods
          .filter((method) => !declared.includes(method))
          .map(async (method) => {
            const { status, faults } = await this.answer(method, this.filled(path), { token });
            // Where another route fits the address, it is that one's to refuse.
            return status >= 400 ? faults : [...faults, `${method} ${path}: ${status}, though it is not there`];
          });
      },
    );
  }

  /** The requests that cost more CPU than any under 300 KB may, each sent alone. What is slow only once was being compiled. */
  async thatCostTooMuch(): Promise<string[]> {
    const wrong: string[] = [];
    let limit = mostCpuMs * slowness();
    for (const { request, sent } of this.heavyRequests()) {
      let excess = Infinity;
      // What the service does besides is measured too, and the machine may be slower just then: the request costs no more than at its best.
      for (let attempt = 0; attempt < attempts && excess > 1; attempt += 1) {
        if (attempt > 0) limit = mostCpuMs * slowness();
        excess = Math.min(excess, (await cpuMsOf(sent)) / limit);
      }
      if (excess > 1) wrong.push(`${request}: ${excess.toFixed(1)} times the CPU that a request may cost`);
    }
    return wrong;
  }

  /** What each of some rounds of requests leaves behind for good, in bytes; nothing when one of them leaves nothing. */
  async memoryKept(): Promise<readonly number[]> {
    const round = async () => {
      for (const { sent } of this.lightRequests()) await sent();
      return heldBytes();
    };
    const kept: number[] = [];
    let before = await round();
    for (let rounds = 0; rounds < 6; rounds += 1) {
      const after = await round();
      if (after - before < unnoticedBytes) return [];
      kept.push(after - before);
      before = after;
    }
    return kept;
  }

  private *heavyRequests(): Generator<{ request: string; sent: () => Promise<unknown> }> {
    const [token] = this.asked.tokens;
    for (const { method, path, example, mediaType, queries } of this.routes) {
      const address = this.filled(path);
      const say = (what: string, body?: string) => ({
        request: `${method} ${path} with ${what}`,
        sent: () => this.answer(method, address, { token, ...bodyOf(method, body ?? '{}', mediaType) }),
      });
      yield say('nothing');
      if (method === 'GET') {
        for (const name of queries)
          for (const text of ['a', '*', 'a '].map((part) => encodeURIComponent(part.repeat(1_500))))
            yield {
              request: `${method} ${path}?${name}=${text.slice(0, 10)}`,
              sent: () => this.answer(method, `${address}?${name}=${text}`, { token }),
            };
        continue;
      }
      for (const body of heavyBodies) yield say(body.slice(0, 40), body);
      if (example === undefined) continue;
      for (const body of variantsOf(example, heavyValues)) {
        const text = JSON.stringify(body);
        yield say(text.replaceAll(/(.)\1{20,}/g, '$1…').slice(0, 400), text);
      }
    }
  }

  /** Ten of each, a heavy one among them. */
  private *lightRequests(): Generator<{ sent: () => Promise<unknown> }> {
    const [token] = this.asked.tokens;
    for (const { method, path, mediaType } of this.routes) {
      const bodies = method === 'GET' ? Array<string>(10).fill('') : [manyObjects, ...Array<string>(9).fill('{}')];
      for (const body of bodies)
        yield { sent: () => this.answer(method, this.filled(path), { token, ...bodyOf(method, body, mediaType) }) };
    }
  }

  private async each<Item>(
    items: Iterable<Item>,
    ask: (item: Item) => readonly Promise<string[]>[],
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const item of items) wrong.push(...(await Promise.all(ask(item))).flat());
    return wrong;
  }

  private filled(path: string, odd?: string): string {
    return path.replaceAll(/([^/]*)\/\{(\w+)\}/g, (_, before: string, name: string) => {
      const { known } = this.asked;
      return `${before}/${odd ?? known[before] ?? known[name] ?? 'nothing'}`;
    });
  }

  private async faultsOf(method: string, path: string, options: Options): Promise<string[]> {
    return (await this.answer(method, path, options)).faults;
  }

  /** What an answer has that the description of its route does not speak of. */
  private unsaidHeaders(method: string, path: string, status: number, told: Headers): string[] {
    const segments = path.split('?', 1)[0]?.split('/') ?? [];
    const described = this.routes
      .filter((route) => route.method === method && fits(route.path.split('/'), segments))
      .flatMap(({ headers }) => headers.get(status) ?? []);
    if (described.length === 0) return [];
    return tellingHeaders
      .filter((name) => told.has(name) && !described.some((names) => names.has(name)))
      .map((name) => `${method} ${path.slice(0, 100)}: ${status} has ${name}, which its description does not say`);
  }

  private async answer(method: string, path: string, { body, mediaType, token, headers }: Options) {
    const leaving = new AbortController();
    const {
      status,
      headers: told,
      body: stream,
    } = await fetch(`${this.asked.url}${path}`, {
      method,
      signal: leaving.signal,
      redirect: 'manual',
      headers: {
        ...(mediaType !== undefined && { 'content-type': mediaType }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    const type = told.get('content-type') ?? '';
    const unsaid = this.unsaidHeaders(method, path, status, told);
    // A stream would never end.
    if (type.startsWith('text/event-stream')) {
      leaving.abort();
      return { status, faults: unsaid };
    }
    const text = stream ? await new Response(stream).text() : '';
    const isSound = status < 400 || (status < 500 && (method === 'HEAD' || isRefusal(type, text)));
    const sent = `${(body ?? '').slice(0, 100)} ${JSON.stringify(headers ?? {}).slice(0, 80)}`;
    return {
      status,
      faults: isSound
        ? unsaid
        : [`${method} ${path.slice(0, 100)} with ${sent}: ${status} ${type} ${text.slice(0, 200)}`],
    };
  }
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length && pattern.every((part, at) => part.startsWith('{') || part === segments[at])
  );
}

/** A problem document or a page for people, with nothing in it of how the service is made. */
function isRefusal(type: string, text: string): boolean {
  if (/node_modules|\.ts:|Mongo|\bat \w+ \(/.test(text)) return false;
  if (type.startsWith('text/html')) return true;
  return type.includes('application/problem+json') && typeof (JSON.parse(text) as { code?: unknown }).code === 'string';
}

function bodyOf(method: string, body: string, mediaType = 'application/json'): Options {
  return method === 'GET' ? {} : { body, mediaType };
}

/** The body with each of its fields replaced, however deep it lies. */
function* variantsOf(body: unknown, values: readonly unknown[]): Generator {
  if (typeof body !== 'object' || body === null) return;
  for (const [name, value] of Object.entries(body)) {
    const having = (other: unknown): unknown =>
      Array.isArray(body)
        ? body.map((each: unknown, at) => (String(at) === name ? other : each))
        : { ...body, [name]: other };
    for (const odd of values) yield having(odd);
    for (const variant of variantsOf(value, values)) yield having(variant);
  }
}

function routesOf({ paths, components }: OpenApi): Route[] {
  const exampleOf = (schema: Schema, depth = 0): unknown => {
    const name = (schema.$ref ?? schema.allOf?.[0]?.$ref)?.split('/').at(-1);
    if (name !== undefined && depth < 8)
      return Object.fromEntries(
        Object.entries(components.schemas[name]?.properties ?? {}).map(([field, part]) => [
          field,
          exampleOf(part, depth + 1),
        ]),
      );
    return schema.items?.$ref ? [exampleOf(schema.items, depth + 1)] : schema.example;
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { requestBody, parameters, responses }]) => {
      const [[mediaType, content] = []] = Object.entries((requestBody as RequestBody | undefined)?.content ?? {});
      const example = content?.schema && exampleOf(content.schema);
      const named = (place: string) =>
        ((parameters ?? []) as Parameter[]).filter((each) => each.in === place).map(({ name }) => name);
      const answers = (responses ?? {}) as Record<string, { headers?: object } | undefined>;
      return {
        method: method.toUpperCase(),
        path,
        queries: named('query'),
        changes: method !== 'get' && path.includes('{') && 'ETag' in (answers['200']?.headers ?? {}),
        takesIfMatch: named('header').includes('If-Match'),
        headers: new Map(
          Object.entries(answers).map(([status, answer]) => [
            Number(status),
            new Set(Object.keys(answer?.headers ?? {}).map((name) => name.toLowerCase())),
          ]),
        ),
        ...(mediaType !== undefined && { mediaType }),
        ...(typeof example === 'object' && { example }),
      };
    }),
  );
}

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly example?: unknown;
}

interface RequestBody {
  readonly content: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
}
