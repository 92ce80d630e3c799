import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@kraftsamling/service';
import { distinguishable, runAnew } from '@kraftsamling/service/testing';
import { eventually, ready } from '@kraftsamling/testing';
import { accessibilityViolations, hasBrowser, launchBrowser } from '@kraftsamling/testing/browser';
import { mongo } from 'mongoose';
import { ClaimAsker } from '../src/mail/claim-asker.service.ts';
import { MailSender } from '../src/mail/mail-sender.service.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { anOrganisation, announced, contact, submitted } from './samples.ts';

/** `SCREENSHOTS=folder` keeps a picture of the page, as a phone and as a desktop show it. */
const screenshots = process.env['SCREENSHOTS'];

let the: Running;
let token: string;
let campaign: string;

beforeAll(async () => {
  the = await running(import.meta.url, { STRANGERS_MAIL_MINUTES: '60' });
  await ready(the.call);
  token = the.secretariat;
  campaign = await announced(the.call, token);
});
afterAll(async () => the[Symbol.asyncDispose]());

const aPerson = () => ({ ...contact, email: `${randomUUID()}@person.example` });

/** One that is known, and whom it says to write to. */
async function known() {
  const own = aPerson();
  const organisation = anOrganisation();
  const body = { ...organisation, contacts: [own] };
  const { id } = (await the.call('POST', '/v1/organisations', { token, body })).body as { id: string };
  return { id, own, organisation };
}

const mailsOf = async (registrationId: string) => {
  const { body } = await the.call('GET', '/v1/mails?limit=100', { token });
  const all = body.items as (Readonly<Record<'registrationId' | 'template' | 'status', string>> & {
    readonly reason?: string;
  })[];
  return all.filter((mail) => mail.registrationId === registrationId);
};

/** What became of asking the organisation: a minute later, by the clock. */
async function asked(registrationId: string): Promise<string | undefined> {
  const claim = async () => (await mailsOf(registrationId)).find(({ template }) => template === 'claimed');
  await the.service.app.get(ClaimAsker).wake();
  expect(await claim()).toBeUndefined();

  const clock = the.service.app.get(Clock);
  const now = clock.now.bind(clock);
  clock.now = () => new Date(now().getTime() + 61_000);
  await runAnew(the.service.app.get(ClaimAsker));
  const outcome =
    (await claim()) &&
    (await eventually(async () => {
      void the.service.app.get(MailSender).wake();
      const mail = await claim();
      expect(['sent', 'failed']).toContain(mail?.status);
      return mail?.reason ?? mail?.status;
    }));
  clock.now = now;
  return outcome;
}

const written = (email: string) => the.mailServer.messages.filter(({ to }) => JSON.stringify(to).includes(email));
const linkIn = (text: string) => {
  const [address = ''] = /https:\/\/registrations\.example\/identification\/\S+/.exec(text) ?? [];
  const { pathname, searchParams } = new URL(address);
  return { path: pathname, secret: searchParams.get('token') ?? '' };
};
type Link = ReturnType<typeof linkIn>;

/** A stranger registers it; the link that is sent to its own address. */
async function claimed() {
  const { id: organisationId, own, organisation } = await known();
  const { id, secret } = await submitted(the.call, campaign, { organisation, contact: aPerson() });
  expect(await asked(id)).toBe('sent');
  return { id, secret, organisationId, own, link: linkIn(written(own.email)[0]?.text ?? '') };
}

const open = async ({ path, secret }: Link) => {
  const answer = await fetch(`${the.service.url}${path}?token=${secret}&lang=sv`);
  return { status: answer.status, text: await answer.text() };
};
const confirm = async ({ path, secret }: Link) => {
  const body = new URLSearchParams({ token: secret, lang: 'sv' });
  const answer = await fetch(`${the.service.url}${path}`, { method: 'POST', body, redirect: 'manual' });
  return { status: answer.status, text: await answer.text() };
};
async function namesContact(organisationId: string, person: object): Promise<void> {
  const address = `/v1/organisations/${organisationId}`;
  const { headers } = await the.call('GET', address, { token });
  const change = { token, body: { contacts: [person] }, headers: { 'if-match': headers.get('etag') ?? '' } };
  expect(await the.call('PATCH', address, change)).toMatchObject({ status: 200 });
}
const see = async (id: string) => (await the.call('GET', `/v1/registrations/${id}`, { token })).body as object;

const withBrowser = hasBrowser ? it : it.skip;

describe('a known organisation that a stranger has registered', () => {
  it('is asked at its own address, and says by a button that the registration is its own', async () => {
    const { id, organisationId, link } = await claimed();

    for (const _ of ['a scanner', 'a person'])
      expect(await open(link)).toMatchObject({ status: 200, text: expect.stringContaining('Ja, anmälan är vår') });
    expect(await see(id)).not.toMatchObject({ organisationId });

    for (const _ of ['once', 'again']) expect(await confirm(link)).toMatchObject({ status: 303 });
    expect(await see(id)).toMatchObject({ organisationId, status: 'submitted' });
    const { text } = await open(link);
    expect(text).toContain('Anmälan är er');
    expect(text).not.toContain('<form');

    await using client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
    const entries = await client.db(the.isolation.database).collection('audit').find({ id, did: 'merged' }).toArray();
    expect(entries).toHaveLength(2);
    expect(JSON.stringify(entries)).toContain('identification-link');
  });

  withBrowser('reads and confirms it on a page that everybody can use, on a phone too', async () => {
    const { id, organisationId, link } = await claimed();
    const browser = await launchBrowser();
    try {
      for (const [width, colorScheme] of [
        [360, 'light'],
        [1280, 'dark'],
      ] as const) {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 } });
        const page = await context.newPage();
        await page.goto(`${the.service.url}${link.path}?token=${link.secret}&lang=sv`);
        expect(await page.locator('script').count()).toBe(0);
        expect(await accessibilityViolations(page)).toEqual([]);
        const isWithin = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';
        expect(await page.evaluate(isWithin)).toBe(true);
        if (screenshots !== undefined)
          await page.screenshot({ path: join(screenshots, `identification-${width}.png`), fullPage: true });
        if (width === 1280) {
          await page.getByRole('button', { name: 'Ja, anmälan är vår' }).click();
          await page.getByRole('heading', { name: 'Anmälan är er' }).waitFor();
          expect(await see(id)).toMatchObject({ organisationId });
        }
        await context.close();
      }
    } finally {
      await browser.close();
    }
  });

  it('sees who has registered it, and the stranger gets no such link', async () => {
    const { organisation, own } = await known();
    const stranger = { ...aPerson(), name: 'Karin Främling' };
    const { id } = await submitted(the.call, campaign, { organisation, contact: stranger });
    expect(await asked(id)).toBe('sent');

    const { text } = await open(linkIn(written(own.email)[0]?.text ?? ''));
    expect(text).toContain('Karin Främling');
    expect(text).toContain(stranger.email);
    expect(JSON.stringify(written(own.email))).not.toMatch(/Främling|#/);
    await eventually(() => expect(written(stranger.email)).toHaveLength(1));
    expect(JSON.stringify(written(stranger.email))).not.toContain('/identification/');
  });

  it('finds the link in the mail that the registration has come in, where that goes to its own address', async () => {
    const { id: organisationId, own, organisation } = await known();
    const { id } = await submitted(the.call, campaign, { organisation, contact: own });
    expect(await asked(id)).toBe('nobody-to-ask');

    await eventually(() => expect(written(own.email)).toHaveLength(1));
    expect(await confirm(linkIn(written(own.email)[0]?.text ?? ''))).toMatchObject({ status: 303 });
    expect(await see(id)).toMatchObject({ organisationId });
  });

  it('is asked once in an hour, however many strangers register it', async () => {
    const { organisation } = await known();
    const outcomes = [];
    for (let n = 0; n < 3; n++) {
      const { id } = await submitted(the.call, campaign, { organisation, contact: aPerson() });
      outcomes.push(await asked(id));
    }
    expect(outcomes).toEqual(['sent', 'written-to-lately', 'written-to-lately']);
  });

  it('has a link that is of the contact it went to, and dies when another address is written to', async () => {
    const { id, organisationId, own, link } = await claimed();
    await namesContact(organisationId, { ...own, name: 'Erik Exempel' });
    expect(await open(link)).toMatchObject({ status: 200 });

    const another = aPerson();
    await namesContact(organisationId, another);
    expect([await open(link), await confirm(link)]).toMatchObject([{ status: 404 }, { status: 404 }]);
    expect(await see(id)).not.toMatchObject({ organisationId });

    // Staff ask once more: whoever is the contact now has the link that holds.
    expect(await the.call('POST', `/v1/mails/${id}.claimed/dispatch`, { token })).toMatchObject({ status: 200 });
    const held = await eventually(() => {
      expect(written(another.email)).toHaveLength(1);
      return linkIn(written(another.email)[0]?.text ?? '');
    });
    expect(await open(held)).toMatchObject({ status: 200 });

    // And back: the first link is not the one that holds again.
    await namesContact(organisationId, own);
    for (const each of [link, held]) expect(await confirm(each)).toMatchObject({ status: 404 });
    expect(await see(id)).not.toMatchObject({ organisationId });
  });

  it('decides nothing that has been decided, and is not asked it', async () => {
    const [apart, withdrawn, twice] = [await claimed(), await claimed(), await claimed()];
    const identification = `/v1/registrations/${apart.id}/identification`;
    await the.call('POST', identification, { token, body: { apart: true } });
    await the.call('POST', `/v1/registrations/${apart.id}/confirmation`, { token });
    await the.call('POST', `/v1/registrations/${withdrawn.id}/withdrawal`, { token: withdrawn.secret, body: {} });
    for (const { link } of [apart, withdrawn]) {
      expect(await open(link)).toMatchObject({ status: 404 });
      expect(await confirm(link)).toMatchObject({ status: 409, text: expect.stringContaining('Det går inte längre') });
    }

    const { organisation } = await known();
    const gone = await submitted(the.call, campaign, { organisation, contact: aPerson() });
    await the.call('POST', `/v1/registrations/${gone.id}/withdrawal`, { token: gone.secret, body: {} });
    expect(await asked(gone.id)).toBeUndefined();

    const body = { campaignId: campaign, organisationId: twice.organisationId, contact, days: ['2024-11-15'] };
    expect(await the.call('POST', '/v1/registrations', { token, body })).toMatchObject({ status: 201 });
    expect(await confirm(twice.link)).toMatchObject({ status: 409, text: expect.stringContaining('redan anmälda') });
  });

  it('is known to nobody who makes up a link', async () => {
    const { id, organisationId, link } = await claimed();
    const other = (each: string) => each.replace(/.{6}$/, 'abcdef');
    const guesses = () => [id, organisationId].map((each) => ({ known: each, unknown: other(each) }));
    const path = (named: string) =>
      named.slice(0, -6) === id.slice(0, -6)
        ? `/identification/${named}/${organisationId}`
        : `/identification/${id}/${named}`;
    const secret = 'a'.repeat(43);
    const lines = {
      'GET /identification': {
        guesses,
        asks: (named: string) => ({ path: `${path(named)}?token=${secret}&lang=sv` }),
      },
      'POST /identification': {
        guesses,
        asks: (named: string) => ({ path: path(named), form: { token: secret, lang: 'sv' } }),
      },
    };
    expect(await distinguishable(the.service.url, lines)).toEqual([]);
    const another = await claimed();
    for (const given of [secret, another.link.secret]) {
      const forged = { path: link.path, secret: given };
      expect([await open(forged), await confirm(forged)]).toMatchObject([{ status: 404 }, { status: 404 }]);
    }
  });
});
