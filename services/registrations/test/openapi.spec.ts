import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bareFields, objectionsOfReaders, schemasReferredTo } from '@kraftsamling/service/testing';
import type { OpenApi } from '@kraftsamling/service/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';

let the: Running;
let api: OpenApi;

beforeAll(async () => {
  the = await running(import.meta.url);
  api = (await the.call('GET', '/openapi.json')).body as OpenApi;
});
afterAll(async () => the[Symbol.asyncDispose]());

describe('GET /openapi.json', () => {
  it('refers to nothing that is not there', () => {
    const references = schemasReferredTo(api);
    expect(references.length).toBeGreaterThan(50);
    expect(Object.keys(api.components.schemas)).toEqual(expect.arrayContaining(references));
  });

  it('is clean to the readers of others: redocly and spectral', async () => {
    expect(await objectionsOfReaders(api)).toEqual([]);
  });

  it('has an example or a part for every field that a body may have', () => {
    expect(bareFields(api, /^New|Amendment|PlanDto$/)).toEqual([]);
  });

  it('leaves out the page behind the management links', () => {
    expect(Object.keys(api.paths).filter((path) => path.startsWith('/manage'))).toEqual([]);
    expect(api.paths['/v1/campaigns/{campaignId}/registration-imports']?.['post']?.requestBody).toMatchObject({
      content: { 'text/csv': {} },
    });
  });
});
