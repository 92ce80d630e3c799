import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectionsOfReaders, schemasReferredTo } from '@kraftsamling/service/testing';
import type { OpenApi } from '@kraftsamling/service/testing';
import { World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await World.open(import.meta.url);
  await world.startReplica();
});
afterAll(() => world.close());

describe('GET /openapi.json', () => {
  it('is clean to the readers of others: redocly and spectral', async () => {
    expect(await objectionsOfReaders((await world.get('/openapi.json')).body)).toEqual([]);
  });

  it('describes every route, and every shape it speaks of', async () => {
    const { body } = await world.get<OpenApi>('/openapi.json');

    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/v1/figures',
        '/v1/figures/{campaignId}',
        '/v1/figures/{campaignId}/series',
        '/v1/figures/{campaignId}/coverage-gaps',
        '/v1/figures/{campaignId}/sources',
        '/v1/series',
        '/v1/sources',
        '/v1/awards/{awardId}/figures',
        '/v1/awards/{awardId}/series',
        '/v1/awards/{awardId}/sources',
        '/v1/definitions',
        '/v1/live',
        '/v1/rebuilds',
        '/v1/rebuilds/{generation}',
        '/v1/verifications',
        '/v1/verifications/{id}',
      ]),
    );
    expect(Object.keys(body.components.schemas)).toEqual(expect.arrayContaining(schemasReferredTo(body)));
  });
});
