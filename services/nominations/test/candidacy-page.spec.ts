import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, PATIENCE_MS } from '@kraftsamling/testing';
import { accessibilityViolations, hasBrowser, launchBrowser } from '@kraftsamling/testing/browser';
import { plan } from './award-samples.ts';
import { instants, AwardYear } from './year.ts';
import { running, worldOf } from './running.ts';
import type { Running } from './running.ts';

/** `SCREENSHOTS=folder` keeps a picture of the page, as a phone and as a desktop show it. */
const screenshots = process.env['SCREENSHOTS'];
const withBrowser = hasBrowser ? it : it.skip;

const addressOf = (municipality: string) => `${municipality}@kommun.example`;

let the: Running;
beforeAll(async () => {
  the = await running(import.meta.url);
  for (const code of ['2081', '2082', '2080', '2062', '2023']) {
    const body = { email: addressOf(code) };
    await the.call('PUT', `/v1/municipalities/${code}/address`, { token: the.secretariat, body });
  }
});
afterAll(async () => the[Symbol.asyncDispose]());

/** The links in the mail to a municipality that has been nominated, by language. */
async function linksOf(candidacy: string, municipality: string): Promise<{ sv: URL; en: URL }> {
  const path = `/candidacy/${candidacy}/${municipality}?`;
  const text = await eventually(() => {
    const mail = the.mailServer.messages.find((each) => each.text.includes(path));
    if (!mail) throw new Error('No mail has come yet.');
    expect(mail.to).toContain(addressOf(municipality));
    expect(mail.headers['reply-to']).toBe(plan.replyTo);
    return mail.text;
  });
  const [sv = '', en = ''] = [...text.matchAll(/https:\/\/nominations\.example(\/\S+)/g)].map(([, link]) => link);
  return { sv: new URL(sv, the.service.url), en: new URL(en, the.service.url) };
}

async function pageAt(link: URL): Promise<{ status: number; text: string }> {
  const answer = await fetch(link);
  return { status: answer.status, text: await answer.text() };
}

/** As a browser sends a form of the page. */
function send(link: URL, what: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> {
  const { searchParams } = link;
  const body = new URLSearchParams({
    token: searchParams.get('token') ?? '',
    lang: searchParams.get('lang') ?? '',
    ...fields,
  });
  return fetch(`${link.origin}${link.pathname}/${what}`, { method: 'POST', body, redirect: 'manual' });
}

async function entered(...municipalities: readonly [string, ...string[]]) {
  const year = await AwardYear.open(worldOf(the));
  await year.at(instants.entries);
  const id = await year.enter(...municipalities);
  return { year, id, seen: async () => (await the.call('GET', `/v1/candidacies/${id}`)).body as { status: string } };
}

describe('GET /candidacy/:id/:municipality', () => {
  it('is where the mail leads, without a login: it shows what was written, and takes a text of one’s own', async () => {
    const { year, id, seen } = await entered('2081');
    const { sv } = await linksOf(id, '2081');
    const opened = await pageAt(sv);
    expect(opened.status).toBe(200);
    for (const words of ['Borlänge i Årets digitala kommun 2021', 'Svar om proud', 'torsdag 29 april 2021 kl. 23:59'])
      expect(opened.text).toContain(words);
    expect(opened.text).not.toMatch(/kommunen@kommun\.example|DiMiOS/);
    expect(await seen()).toMatchObject({ status: 'informed' });

    const sent = await send(sv, 'complement', { text: 'Vi har\r\nmer att säga.' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${sv.pathname}${sv.search}`]);
    expect(await seen()).toMatchObject({ status: 'complemented' });
    expect((await pageAt(sv)).text).toContain('Vi har\nmer att säga.</textarea>');
    const { body } = await the.call('GET', `/v1/candidacies/${id}/texts`, { token: the.secretariat });
    expect(body).toMatchObject({ complement: 'Vi har\nmer att säga.' });

    await year.at('2021-04-30T00:00:00+02:00');
    const late = await send(sv, 'complement', { text: 'För sent.' });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('Det går inte längre');
    expect((await pageAt(sv)).text).toContain('Tiden att komplettera gick ut torsdag 29 april 2021 kl. 23:59');
  });

  it('takes an assessment from those on the long list, and the word of those who leave', async () => {
    const year = await AwardYear.open(worldOf(the));
    await year.at(instants.entries);
    const [borlänge, säter] = [await year.enter('2081'), await year.enter('2082')];
    await year.decide('long-list', { [borlänge]: [9, 8, 9], [säter]: [8, 9, 7] }, 2);
    await year.announced('long-list');
    await year.assessed([borlänge]);
    await year.at('2021-05-31T12:00:00+02:00');
    const { en } = await linksOf(borlänge, '2081');
    expect((await pageAt(en)).text).toContain('Sent Thursday, 20 May 2021');
    expect((await send(en, 'assessment', { text: 'Vår bedömning.' })).status).toBe(303);
    const texts = async () =>
      (await the.call('GET', `/v1/candidacies/${borlänge}/texts`, { token: the.secretariat })).body as object;
    expect(await texts()).toMatchObject({ assessment: 'Vår bedömning.' });

    expect((await send(en, 'withdrawal')).status).toBe(303);
    expect(await texts()).toMatchObject({ status: 'withdrawn' });
    expect((await pageAt(en)).text).toContain('The municipality does not take part.');
  });

  it('is nothing without the whole link, and by that of another municipality or candidacy', async () => {
    const { id, seen } = await entered('2062', '2023');
    const [{ sv: mora }, { sv: malung }] = [await linksOf(id, '2062'), await linksOf(id, '2023')];
    expect((await pageAt(mora)).text).toContain('Ni svarar för Mora.');
    const changed = (change: (link: URL) => unknown) => {
      const link = new URL(mora);
      change(link);
      return link;
    };
    const wrong = [
      changed((link) => link.searchParams.delete('token')),
      changed((link) => link.searchParams.set('token', `${link.searchParams.get('token')?.slice(0, -1)}`)),
      changed((link) => (link.pathname = malung.pathname)),
      changed((link) => (link.pathname = link.pathname.replace('2062', '2584'))),
      changed((link) => (link.pathname = `/candidacy/${randomUUID()}/2062`)),
    ];
    const answers = await Promise.all(wrong.map(pageAt));
    expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 404));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    for (const link of wrong.slice(1)) expect((await send(link, 'withdrawal')).status).toBe(404);
    expect(await seen()).toMatchObject({ status: 'informed' });
    expect((await send(malung, 'withdrawal')).status).toBe(303);
    expect(await seen()).toMatchObject({ status: 'withdrawn' });
  });

  it('is nothing by a link that went to an address that was corrected, or that was revoked; the right one is sent another', async () => {
    const { id, seen } = await entered('2039');
    const put = (email: string) =>
      the.call('PUT', '/v1/municipalities/2039/address', { token: the.secretariat, body: { email } });
    const mailsTo = (address: string) => the.mailServer.messages.filter(({ to }) => to.includes(address));
    const linkTo = (address: string, mails = 1) =>
      eventually(() => {
        expect(mailsTo(address)).toHaveLength(mails);
        const [, link = ''] = /https:\/\/nominations\.example(\/\S+)/.exec(mailsTo(address).at(-1)?.text ?? '') ?? [];
        return new URL(link, the.service.url);
      });
    await put('wrong@kommun.example');
    const wrong = await linkTo('wrong@kommun.example');
    expect((await pageAt(wrong)).status).toBe(200);
    await put('WRONG@kommun.example');
    expect((await pageAt(wrong)).status).toBe(200);

    expect((await put('right@kommun.example')).body).toMatchObject({ linksSince: expect.any(String) });
    const right = await linkTo('right@kommun.example');
    expect([(await pageAt(wrong)).status, (await send(wrong, 'withdrawal')).status]).toEqual([404, 404]);
    expect(await seen()).toMatchObject({ status: 'informed' });
    expect((await pageAt(right)).status).toBe(200);

    const revoke = (token?: string) =>
      the.call('POST', '/v1/municipalities/2039/link-revocation', {
        ...(token !== undefined && { token }),
        body: { reason: 'forwarded' },
      });
    expect((await revoke()).status).toBe(401);
    expect((await revoke(the.secretariat)).body).toMatchObject({ linksRevoked: { reason: 'forwarded' } });
    expect((await pageAt(right)).status).toBe(404);

    const sent = `/v1/mails/${id}.2039.municipality-nominated/dispatch`;
    expect((await the.call('POST', sent, { token: the.secretariat })).body).toMatchObject({ status: 'waiting' });
    const another = await linkTo('right@kommun.example', 2);
    expect((await pageAt(another)).status).toBe(200);
    expect((await send(another, 'complement', { text: 'Det är vi.' })).status).toBe(303);
  });

  withBrowser('can be used by everyone, without JavaScript', async () => {
    const { id } = await entered('2062', '2023');
    const { sv, en } = await linksOf(id, '2062');
    const browser = await launchBrowser();
    try {
      for (const [link, colorScheme, width] of [
        [sv, 'light', 390],
        [en, 'dark', 1280],
      ] as const) {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 } });
        const page = await context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        await page.goto(String(link));
        expect(await page.locator('script').count()).toBe(0);
        for (const summary of await page.locator('summary').all()) await summary.click();
        expect(await accessibilityViolations(page)).toEqual([]);
        const isWithin = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';
        expect(await page.evaluate(isWithin)).toBe(true);
        if (screenshots !== undefined)
          await page.screenshot({ path: join(screenshots, `candidacy-${width}.png`), fullPage: true });
        await context.close();
      }
    } finally {
      await browser.close();
    }
  });
});
