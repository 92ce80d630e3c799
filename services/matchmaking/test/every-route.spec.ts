import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenApi } from '@kraftsamling/service/testing';
import { running, setClock } from './running.ts';
import type { Running } from './running.ts';
import { asked, campaignPublished, organisationPublished } from './samples.ts';

interface Route {
  readonly method: string;
  readonly path: string;
  /** A body as the description of the route has it as an example. */
  readonly example?: Readonly<Record<string, unknown>>;
}

let the: Running;
let routes: Route[];
let known: Readonly<Record<string, string>>;
let tokens: readonly string[];

/** Whatever has a route under /v1 is asked here, also what will come. */
beforeAll(async () => {
  setClock('2024-10-01T08:00:00Z');
  the = await running(import.meta.url);
  routes = routesOf((await the.call('GET', '/openapi.json')).body as OpenApi);
  const campaign = await campaignPublished(the);
  const organisation = await organisationPublished(the);
  const id = (await asked(the, campaign, [organisation])).split('/').at(-1)!;
  known = { id, campaign, invitation: '1', seat: '0', organisation: organisation.id };
  tokens = [the.secretariat, await the.key.token('organisation', { organisation: organisation.id })];
});
afterAll(async () => the[Symbol.asyncDispose]());

const oddIds = [
  ...['nothing', '0', '-1', '%00', '%2e%2e%2fetc', '%F0%9F%92%A9', '__proto__', 'constructor', '$where', 'a%0d%0ab'],
  ...['%7B%22$gt%22:%22%22%7D', 'x'.repeat(64), 'x'.repeat(400), "'%22%3Cscript%3E", '%E0%A4%A'],
];
const oddBodies = [
  ...['', '{"need":', 'null', 'true', '0', '"text"', '[]', '{}', '[[]]', '{"$gt":""}', '{"unheardOf":1}'],
  ...['{"__proto__":{"role":"secretariat"}}', '{"constructor":{"prototype":{"x":1}}}'],
  ...[`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, JSON.stringify({ reason: 'x'.repeat(1024 * 1024) })],
];
const oddValues = [
  null,
  '',
  -1,
  0.5,
  1e300,
  'Å\u0000',
  '2024-02-30',
  '\ud800',
  [null],
  { $ne: 1 },
  Array(10_000).fill('a'),
];

describe('every route', () => {
  it('is described', () => {
    expect(routes.length).toBeGreaterThan(25);
    expect(routes.filter(({ example }) => example).length).toBeGreaterThan(12);
  });

  it('answers a problem to ids and bodies that are none, whoever sends them', async () => {
    const headers = { 'content-type': 'application/json' };
    const wrong: string[] = [];
    for (const { method, path } of routes)
      for (const caller of [{}, ...tokens.map((token) => ({ token }))]) {
        const body = method === 'GET' ? {} : { body: {} };
        const sent = [
          ...oddIds.map((odd) => faults(method, filled(path, odd), { ...caller, ...body })),
          ...(method === 'GET' ? [] : oddBodies).map((body) =>
            faults(method, filled(path), { ...caller, body, headers }),
          ),
        ];
        wrong.push(...(await Promise.all(sent)).flat());
      }
    expect(wrong).toEqual([]);
  });

  it('answers a problem to each field that holds something else than it should', async () => {
    const wrong: string[] = [];
    for (const { method, path, example } of routes)
      for (const token of example ? tokens : []) {
        const sent = [...variantsOf(example)].map((body) => faults(method, filled(path), { token, body }));
        wrong.push(...(await Promise.all(sent)).flat());
      }
    expect(wrong).toEqual([]);
  });

  it('answers a problem to what is asked for in no way that it knows', async () => {
    const wrong: string[] = [];
    for (const { path } of routes.filter(({ method }) => method === 'GET'))
      for (const query of [
        'limit=-1',
        'limit=1e9',
        'page=0',
        'colour=red',
        'status[$ne]=x',
        'campaign=%00',
        'county=%F0',
        '&&&==',
        '%',
      ])
        wrong.push(...(await faults('GET', `${filled(path)}?${query}`, { token: the.secretariat })));
    expect(wrong).toEqual([]);
  });
});

function filled(path: string, odd?: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => odd ?? known[name] ?? 'nothing');
}

/** What is wrong with an answer: it says that the service has failed, or a refusal that is no problem, or one that tells of its inside. */
async function faults(method: string, path: string, options: Parameters<Running['call']>[2]): Promise<string[]> {
  const { status, headers, body } = await the.call(method, path, options);
  if (status < 400) return [];
  const isProblem = (headers.get('content-type') ?? '').includes('application/problem+json');
  const tells = /node_modules|\.ts:|Mongo|\bat \w+ \(/.test(JSON.stringify(body));
  if (status < 500 && isProblem && typeof body.code === 'string' && !tells) return [];
  const sent = JSON.stringify(options?.body ?? null).slice(0, 100);
  return [`${method} ${path.slice(0, 100)} with ${sent}: ${status} ${JSON.stringify(body).slice(0, 200)}`];
}

/** The body with each of its fields replaced, however deep it lies. */
function* variantsOf(body: unknown): Generator {
  if (typeof body !== 'object' || body === null) return;
  for (const [name, value] of Object.entries(body)) {
    const having = (other: unknown): unknown =>
      Array.isArray(body)
        ? body.map((each: unknown, at) => (String(at) === name ? other : each))
        : { ...body, [name]: other };
    for (const odd of oddValues) yield having(odd);
    for (const variant of variantsOf(value)) yield having(variant);
  }
}

function routesOf({ paths, components }: OpenApi): Route[] {
  const exampleOf = (schema: Schema): unknown => {
    const name = (schema.$ref ?? schema.allOf?.[0]?.$ref)?.split('/').at(-1);
    if (name !== undefined)
      return Object.fromEntries(
        Object.entries(components.schemas[name]?.properties ?? {}).map(([field, part]) => [field, exampleOf(part)]),
      );
    return schema.items?.$ref ? [exampleOf(schema.items)] : schema.example;
  };
  return Object.entries(paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { requestBody }]) => {
        const schema = (requestBody as RequestBody | undefined)?.content['application/json']?.schema;
        const example = schema && (exampleOf(schema) as Route['example']);
        return { method: method.toUpperCase(), path, ...(example && { example }) };
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
  readonly content: Readonly<Record<string, { readonly schema: Schema } | undefined>>;
}
