import { exec } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PATIENCE_MS } from '@kraftsamling/testing';
import { accessibilityViolations, hasBrowser, launchBrowser } from '@kraftsamling/testing/browser';
import { hasPython } from '../proofs/verifiers.ts';
import { plan } from './award-samples.ts';
import { running, worldOf } from './running.ts';
import type { Running } from './running.ts';
import { instants, playedToDecision } from './year.ts';
import type { AwardYear } from './year.ts';

const withBrowser = hasBrowser ? it : it.skip;

let the: Running;
let year: AwardYear;
beforeAll(async () => {
  the = await running(import.meta.url);
  ({ year } = await playedToDecision(worldOf(the)));
});
afterAll(async () => the[Symbol.asyncDispose]());

const pageOf = async (award: string, language = 'sv') => {
  const answer = await fetch(`${the.service.url}/awards/${award}?lang=${language}`);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

describe('GET /awards/:id', () => {
  it('says who competes and when what is due, and of the jury only that it has bound itself', async () => {
    await year.at(instants.winner);
    const { status, headers, text } = await pageOf(year.award);
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain('<html lang="sv">');
    for (const words of ['4 tävlar', 'Malung-Sälen och Mora', 'torsdag 29 april 2021 kl. 23:59', 'Slutnominerade'])
      expect(text).toContain(words);
    const { commitments } = (await year.seen()) as { commitments: { commitment: string }[] };
    expect(text).toContain(commitments[0]?.commitment);
    expect(text).not.toContain('Vinnare</h2>');
    expect(text).not.toContain('/record"');
    expect(text).not.toContain('/nominate/');
  });

  it('is written in the language that is asked for', async () => {
    const { text } = await pageOf(year.award, 'en');
    for (const words of [
      '<html lang="en">',
      'Digital Municipality of the Year 2021',
      'Thursday, 29 April 2021',
      '4 compete',
    ])
      expect(text).toContain(words);
  });

  it('invites to nominate for as long as anybody can', async () => {
    await year.at(new Date(plan.deadlines.nominations.closesAt.getTime() - 1));
    expect((await pageOf(year.award)).text).toContain(`/nominate/${year.award}`);
    await year.at(plan.deadlines.nominations.closesAt);
    expect((await pageOf(year.award)).text).not.toContain(`/nominate/${year.award}`);
  });

  it('is no page of what is not there, or is a draft', async () => {
    await year.at(instants.opening);
    const draft = { ...plan, id: 'draft-award' };
    await the.call('POST', '/v1/awards', { token: the.secretariat, body: draft });
    const unknown = await pageOf('no-award');
    expect(unknown).toMatchObject({ status: 404 });
    expect((await pageOf('draft-award')).text).toBe(unknown.text);
  });

  it('names the winner once it is announced, and how anybody can check it', async () => {
    await year.announced('announcement');
    const { text } = await pageOf(year.award);
    for (const words of ['Vinnare', 'Borlänge', '4 tävlade', `/v1/awards/${year.award}/record`, 'verify-record.mjs'])
      expect(text).toContain(words);
  });

  it('offers all that a stranger needs to check it, who does as it says', async () => {
    await year.announced('announcement');
    const { text } = await pageOf(year.award, 'en');
    const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-stranger-'));
    try {
      // Every file that the page links to, under the name that it is offered by.
      const addresses = [...text.matchAll(/href="(\/v1\/[^"]+|\/awards\/verifiers\/[^"]+)"/g)].map(
        ([, to]) => to ?? '',
      );
      const types = new Map<string, string | null>();
      for (const address of addresses) {
        const answer = await fetch(`${the.service.url}${address}`);
        expect(answer.status).toBe(200);
        const [, name = ''] = /filename="(.+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? [];
        types.set(name, answer.headers.get('content-type'));
        await writeFile(join(folder, name), await answer.text());
      }
      expect([...types]).toEqual([
        [`${year.award}.jsonl`, 'application/jsonl; charset=utf-8'],
        ['verify-record.mjs', 'text/javascript; charset=utf-8'],
        ['verify_record.py', 'text/x-python; charset=utf-8'],
      ]);

      const [, lines = ''] = /<pre><code>([^<]+)<\/code>/.exec(text) ?? [];
      const canRunPython = await hasPython();
      const commands = lines.split('\n').filter((line) => canRunPython || !line.startsWith('python3'));
      const said = await Promise.all(commands.map((line) => promisify(exec)(line, { cwd: folder })));
      expect(said.map(({ stdout }) => stdout.split('\n')[0])).toEqual(commands.map(() => `${year.award}.jsonl: whole`));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('lets whoever has a verifier keep it', async () => {
    const address = `${the.service.url}/awards/verifiers/verify-record.mjs`;
    const { headers } = await fetch(address);
    expect(headers.get('cache-control')).toBe('public, max-age=3600');
    const again = await fetch(address, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    expect((await fetch(`${the.service.url}/awards/verifiers/..%2Faward%2Faward.css`)).status).toBe(404);
  });

  withBrowser('can be read by everyone, without JavaScript', async () => {
    const browser = await launchBrowser();
    try {
      for (const [language, colorScheme, width] of [
        ['sv', 'light', 390],
        ['en', 'dark', 1280],
      ] as const) {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 } });
        const page = await context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        await page.goto(`${the.service.url}/awards/${year.award}?lang=${language}`);
        expect(await accessibilityViolations(page)).toEqual([]);
        expect(await page.locator('script').count()).toBe(0);
        expect(
          await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
        ).toBe(true);
        await context.close();
      }
    } finally {
      await browser.close();
    }
  });
});
