import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { running } from './running.ts';
import type { Running } from './running.ts';

interface OpenApi {
  readonly paths: Record<string, Record<string, { summary?: string; requestBody?: unknown }>>;
  readonly components: { readonly schemas: Record<string, { properties?: Record<string, object> }> };
}

let the: Running;
let api: OpenApi;

beforeAll(async () => {
  the = await running(import.meta.url);
  api = (await the.call('GET', '/openapi.json')).body as OpenApi;
});
afterAll(async () => the[Symbol.asyncDispose]());

describe('GET /openapi.json', () => {
  it('refers to nothing that is not there', () => {
    const references = [...JSON.stringify(api).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)];
    expect(references.length).toBeGreaterThan(50);
    for (const [, name = ''] of references) expect(Object.keys(api.components.schemas)).toContain(name);
  });

  it('has an example or a part for every field that a body may have', () => {
    const bare = Object.entries(api.components.schemas)
      .filter(([name]) => /^New|Amendment|PlanDto$/.test(name))
      .flatMap(([name, { properties = {} }]) =>
        Object.entries(properties)
          .filter(([, field]) => !('example' in field) && !JSON.stringify(field).includes('$ref'))
          .map(([field]) => `${name}.${field}`),
      );
    expect(bare).toEqual([]);
  });

  it('leaves out the page behind the management links', () => {
    expect(Object.keys(api.paths).filter((path) => path.startsWith('/manage'))).toEqual([]);
    expect(api.paths['/v1/campaigns/{campaignId}/registration-imports']?.['post']?.requestBody).toMatchObject({
      content: { 'text/csv': {} },
    });
  });
});
