import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceUnderTest } from '@kraftsamling/service/testing';
import type { ServiceUnderTest } from '@kraftsamling/service/testing';
import { matchmaking } from '../src/matchmaking.ts';

let the: ServiceUnderTest;
let token: string;
beforeAll(async () => {
  the = await serviceUnderTest(matchmaking, import.meta.url);
  token = the.secretariat;
});
afterAll(async () => the[Symbol.asyncDispose]());

describe('notes', () => {
  it('are written, listed and completed', async () => {
    const { status, headers, body } = await the.call('POST', '/v1/notes', {
      token,
      body: { text: 'Call the library' },
    });
    expect({ status, body }).toMatchObject({ status: 201, body: { text: 'Call the library', status: 'open' } });

    const address = headers.get('location') ?? '';
    expect(await the.call('POST', `${address}/completion`, { token })).toMatchObject({
      status: 200,
      body: { status: 'done' },
    });
    expect((await the.call('GET', '/v1/notes', { token })).body).toMatchObject({ page: { total: 1 } });
  });

  it('are nobody else’s', async () => {
    expect((await the.call('GET', '/v1/notes')).status).toBe(401);
  });
});
