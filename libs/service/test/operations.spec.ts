import { afterEach, describe, expect, it } from '@jest/globals';
import { callerOf, eventually, infrastructure, proxy } from '@kraftsamling/testing';
import type { Proxy } from '@kraftsamling/testing';
import { running } from './running.ts';

// Not before the service has left it.
let nats: Proxy | undefined;
afterEach(async () => nats?.close());

describe('readiness', () => {
  it('is degraded, not lost, while NATS is away: commands go on', async () => {
    nats = await proxy(infrastructure().natsUrl);
    await using world = await running(import.meta.filename, { env: { NATS_URL: nats.url } });
    await eventually(async () => expect((await world.call('GET', '/health/ready')).body.status).toBe('ready'));

    nats.cut();
    await eventually(async () =>
      expect((await world.call('GET', '/health/ready')).body).toMatchObject({ status: 'degraded' }),
    );
    const { status, body } = await world.call('GET', '/health/ready');
    expect(status).toBe(200);
    const detail = 'NATS cannot be reached; events wait in their documents.';
    expect(body.checks).toEqual([
      { name: 'process', status: 'up', essential: true },
      { name: 'database', status: 'up', essential: true },
      { name: 'nats', status: 'down', essential: false, ageSeconds: expect.any(Number), detail },
      { name: 'streams', status: 'down', essential: false, ageSeconds: expect.any(Number), detail },
    ]);
    expect((await world.call('POST', '/v1/books', { body: { title: 'Jerusalem', pages: 500 } })).status).toBe(201);

    nats.restore();
    await eventually(async () => expect((await world.call('GET', '/health/ready')).body.status).toBe('ready'));
  });
});

describe('/metrics', () => {
  it('counts requests by route template, never by address, with those of the process', async () => {
    await using world = await running(import.meta.filename);
    await world.call('GET', '/v1/books/an-id-of-somebody');
    await world.call('GET', '/v1/nothing-at-all');
    expect((await world.call('GET', '/v1/books/changes')).body).toContain('data: a change');

    const { headers, body } = await world.call('GET', '/metrics');
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(body).toContain('http_request_duration_seconds_count{method="GET",route="/v1/books/:id",status="404"} 1');
    expect(body).toContain('http_request_duration_seconds_count{method="GET",route="unknown",status="404"} 1');
    expect(body).toContain('process_resident_memory_bytes');
    expect(body).not.toContain('/v1/books/changes');
    expect(body).not.toMatch(/an-id-of-somebody|nothing-at-all/);
  });

  it('is read from certain addresses, directly', async () => {
    await using world = await running(import.meta.filename, { env: { METRICS_READERS: '127.0.0.1' } });
    expect((await world.call('GET', '/metrics')).status).toBe(200);
    for (const header of ['x-forwarded-for', 'forwarded'])
      expect((await world.call('GET', '/metrics', { headers: { [header]: '127.0.0.1' } })).body).toMatchObject({
        status: 403,
        code: 'not-allowed',
      });

    const stranger = callerOf((await world.replica({ METRICS_READERS: '10.0.0.0/8' })).url);
    expect((await stranger('GET', '/metrics')).status).toBe(403);
  });
});
