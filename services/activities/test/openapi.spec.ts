import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bareFields, objectionsOfReaders, schemasReferredTo, silentCommands } from '@kraftsamling/service/testing';
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
    expect(bareFields(api, /^New|Amendment|^ReportDto$|^CancellationDto$/)).toEqual([]);
  });

  it('says of an amendment that every field may be left out', () => {
    const { NewActivityDto: plan, ActivityAmendmentDto: amendment } = api.components.schemas;
    expect(plan?.required).toContain('title');
    expect(amendment?.required ?? []).toEqual([]);
    expect(Object.keys(amendment?.properties ?? {})).toEqual(Object.keys(plan?.properties ?? {}));
  });

  it('has a summary for everything that changes something', () => {
    expect(silentCommands(api, /^\/v1\/activities/)).toEqual([]);
  });

  it('has a schema for what a conflict of a booking offers', () => {
    const { 409: conflict } = api.paths['/v1/bookings']?.['post']?.responses as Record<number, unknown>;
    expect(JSON.stringify(conflict)).toContain(
      '"alternatives":{"type":"array","items":{"$ref":"#/components/schemas/AlternativeDto"}}',
    );
    expect(Object.keys(api.components.schemas['AlternativeDto']?.properties ?? {})).toEqual([
      'kind',
      'resourceIds',
      'sessions',
      'minutesLater',
      'distanceKm',
    ]);
  });
});
