import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, PATIENCE_MS } from '@kraftsamling/testing';
import { hasBrowser, launchBrowser } from '@kraftsamling/testing/browser';
import type { Browser, Page } from '@kraftsamling/testing/browser';
import { hasNginx, nginxBefore } from '@kraftsamling/testing/nginx';
import type { CampaignFigures } from '../src/figures/figures.ts';
import { announced, registered } from './registrations.ts';
import { World } from './world.ts';

const campaign = 'digitalidag-2024';

/** What a page does: it has nothing but what its browser gives it. */
interface Read {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

(hasBrowser ? describe : describe.skip)('a dashboard on another origin', () => {
  let world: World;
  let elsewhere: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    world = await World.open(import.meta.url);
    await world.startReplica();
    await world.publish([announced(campaign), ...registered(campaign, 5)]);
    await eventually(async () => {
      const { body } = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
      expect(body.figures.registrations.confirmed).toBe(5);
    });
    elsewhere = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><html lang="en"><title>A dashboard</title><p>Of somebody else.</p></html>');
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    browser = await launchBrowser();
    page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
  });
  afterAll(async () => {
    await browser.close();
    elsewhere.close();
    await world.close();
  });

  const read = (path: string, headers: Record<string, string> = {}, at = world.url('')): Promise<Read> =>
    page.evaluate(
      async ({ address, sent }) => {
        const answer = await fetch(address, { headers: sent, cache: 'no-store' });
        const text = await answer.text();
        return {
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: text === '' ? undefined : (JSON.parse(text) as unknown),
        };
      },
      { address: `${at}${path}`, sent: headers },
    );

  it('reads the figures, compressed on the way, and their tag', async () => {
    const answered = page.waitForResponse((response) => response.url().endsWith(campaign));
    const { status, headers, body } = await read(`/v1/figures/${campaign}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ figures: { registrations: { confirmed: 5 } } });
    expect(headers['etag']).toMatch(/^W\/".+"$/);
    expect((await (await answered).allHeaders())['content-encoding']).toMatch(/^(?:br|gzip)$/);
  });

  it('reads that it knows the figures already, and the new ones when they change', async () => {
    const etag = (await read(`/v1/figures/${campaign}`)).headers['etag'] ?? '';
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const again = await read(`/v1/figures/${campaign}`, { 'if-none-match': etag, traceparent });
    expect(again).toMatchObject({ status: 304, headers: { etag } });
    expect(again.body).toBeUndefined();
    expect(again.headers['traceparent']).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-/);

    await world.publish(registered(campaign, 1));
    await eventually(async () =>
      expect(await read(`/v1/figures/${campaign}`, { 'if-none-match': etag })).toMatchObject({
        status: 200,
        body: { figures: { registrations: { confirmed: 6 } } },
      }),
    );
  });

  it.each([
    ['/v1/figures/no-campaign', 404, 'unknown-campaign'],
    ['/v1/nothing', 404, 'unknown-route'],
    ['/v1/series?from=yesterday', 422, 'invalid-input'],
    ['/v1/live?campaign=no-campaign', 404, 'unknown-campaign'],
  ])('reads what is wrong with %s', async (path, status, code) => {
    expect(await read(path, { 'if-none-match': '"x"' })).toMatchObject({ status, body: { status, code } });
  });

  it('reads nothing with a token', async () => {
    await expect(read('/v1/figures', { authorization: 'Bearer x' })).rejects.toThrow('Failed to fetch');
    await expect(read('/v1/rebuilds')).rejects.toThrow('Failed to fetch');
    await expect(read('/')).rejects.toThrow('Failed to fetch');
  });

  async function hearsOfAChange(at: string): Promise<void> {
    await page.evaluate((address) => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      const stream = new EventSource(address);
      Object.assign(globalThis, { stream });
      for (const type of ['figures', 'change'])
        stream.addEventListener(type, (event) =>
          heard.push([type, JSON.parse((event as unknown as { readonly data: string }).data)]),
        );
    }, `${at}/v1/live?campaign=${campaign}`);
    const heard = () => page.evaluate(() => (globalThis as unknown as { heard: [string, CampaignFigures][] }).heard);
    await eventually(async () => expect((await heard())[0]?.[0]).toBe('figures'));

    const before = (await heard())[0]?.[1].figures.registrations.confirmed ?? 0;
    await world.publish(registered(campaign, 2));
    await eventually(async () =>
      expect(await heard()).toContainEqual([
        'change',
        expect.objectContaining({
          figures: expect.objectContaining({ registrations: expect.objectContaining({ confirmed: before + 2 }) }),
        }),
      ]),
    );
    await page.evaluate(() => (globalThis as unknown as { stream: EventSource }).stream.close());
  }

  it('listens to the figures as they change', () => hearsOfAChange(world.url('')));

  (hasNginx ? it : it.skip)('does the same through an nginx that compresses and buffers', async () => {
    await using nginx = await nginxBefore(world.url(''));
    const { headers } = await read(`/v1/figures/${campaign}`, {}, nginx.url);
    const known = await read(`/v1/figures/${campaign}`, { 'if-none-match': headers['etag'] ?? '' }, nginx.url);
    expect(known).toMatchObject({ status: 304 });
    await hearsOfAChange(nginx.url);
  });
});
