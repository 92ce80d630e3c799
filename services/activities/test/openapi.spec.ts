import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { running } from './running.ts';
import type { Running } from './running.ts';

interface OpenApi {
  readonly paths: Record<string, Record<string, { summary?: string; requestBody?: unknown }>>;
  readonly components: {
    readonly schemas: Record<string, { properties?: Record<string, object>; required?: string[] }>;
  };
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
      .filter(([name]) => /^New|Amendment|^ReportDto$|^CancellationDto$/.test(name))
      .flatMap(([name, { properties = {} }]) =>
        Object.entries(properties)
          .filter(([, field]) => !('example' in field) && !JSON.stringify(field).includes('$ref'))
          .map(([field]) => `${name}.${field}`),
      );
    expect(bare).toEqual([]);
  });

  it('says of an amendment that every field may be left out', () => {
    const { NewActivityDto: plan, ActivityAmendmentDto: amendment } = api.components.schemas;
    expect(plan?.required).toContain('title');
    expect(amendment?.required ?? []).toEqual([]);
    expect(Object.keys(amendment?.properties ?? {})).toEqual(Object.keys(plan?.properties ?? {}));
  });

  it('has a summary for everything that changes something', () => {
    const silent = Object.entries(api.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([method, { summary }]) => path.startsWith('/v1/activities') && method !== 'get' && !summary)
        .map(([method]) => `${method} ${path}`),
    );
    expect(silent).toEqual([]);
  });
});
