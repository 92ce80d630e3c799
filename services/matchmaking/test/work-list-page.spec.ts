import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually, PATIENCE_MS } from '@kraftsamling/testing';
import { accessibilityViolations, hasBrowser, launchBrowser } from '@kraftsamling/testing/browser';
import type { Browser, BrowserContextOptions, Page } from '@kraftsamling/testing/browser';
import { running, setClock } from './running.ts';
import type { Running } from './running.ts';
import { aNeed, campaignPublished, casesStored, newId, offer, organisationPublished } from './samples.ts';

const withBrowser = hasBrowser ? describe : describe.skip;

const now = '2024-10-01T08:00:00Z';
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 } };

let the: Running;
beforeAll(async () => {
  setClock(now);
  the = await running(import.meta.url);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await the[Symbol.asyncDispose]();
});

withBrowser('The work list', () => {
  let browser: Browser;
  let coordinator: string;
  let campaign: string;
  const errors: string[] = [];
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    coordinator = await the.key.token('coordinator', { counties: ['20'] });
    campaign = await campaignPublished(the);
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(errors.splice(0)).toEqual([]);
  });

  async function open(options: BrowserContextOptions & { place?: string } = {}): Promise<Page> {
    const { place = '', ...of } = options;
    const context = await browser.newContext({ locale: 'sv-SE', ...of });
    const page = await context.newPage();
    pages.push(page);
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => {
      if (request.url().includes('eyJ')) errors.push(`A token was sent to ${request.url()}`);
    });
    await page.clock.setFixedTime(now);
    await page.goto(`${the.service.url}/work-list${place}`);
    return page;
  }

  /** As somebody does who has no mouse: the field has the focus already. */
  async function enter(page: Page, token: string): Promise<void> {
    await page.locator('#token:focus').waitFor();
    await page.keyboard.insertText(token);
    await page.keyboard.press('Enter');
  }

  async function entered(options: BrowserContextOptions & { place?: string; token?: string } = {}): Promise<Page> {
    const { token = coordinator, ...of } = options;
    const page = await open(of);
    await enter(page, token);
    await page.locator('#work').waitFor();
    return page;
  }

  const call = async (path: string, body: unknown) => {
    const answer = await the.call('POST', path, { token: the.secretariat, body });
    expect(answer.status).toBeLessThan(300);
    return answer.body as { id: string };
  };
  const opened = async (municipality = '2081', of = campaign) =>
    (await call('/v1/cases', { campaignId: of, municipality, need: aNeed() })).id;

  /** A case in which somebody has been found: two libraries, the second in reserve for the first. */
  async function inventoried(of = campaign): Promise<string> {
    const id = await opened('2081', of);
    const first = await organisationPublished(the, { name: 'Studieförbundet Siljan' });
    const second = await organisationPublished(the, { name: 'Biblioteket i Dala' });
    const venue = await organisationPublished(the, { name: 'Folkets hus', offers: [offer('venue', 1)] });
    const brings = [{ capability: 'coaches', amount: 2 }];
    await call(`/v1/cases/${id}/inventory`, {
      members: [
        { organisationId: first.id, brings, replacements: [{ organisationId: second.id, brings }] },
        { organisationId: venue.id, brings: [{ capability: 'venue', amount: 1 }] },
      ],
    });
    return id;
  }

  const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent');
  const isLost = (page: Page) => page.evaluate<boolean>('document.activeElement === document.body');

  describe('at its door', () => {
    it('says what it is and what is asked for, in both languages, and remembers which', async () => {
      const page = await open();
      await page.getByRole('heading', { name: 'Arbetslista' }).waitFor();
      await page.getByRole('button', { name: 'In English' }).click();
      await page.getByRole('heading', { name: 'Work list' }).waitFor();
      await page.reload();
      await page.getByRole('button', { name: 'Open the list' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
    });

    it('keeps a token in the tab and nowhere else, and forgets it when one signs out', async () => {
      const page = await entered();
      expect(await page.evaluate('Object.values(localStorage).join()')).not.toContain('eyJ');
      await page.reload();
      await page.locator('#work').waitFor();
      await page.getByRole('button', { name: 'Logga ut' }).click();
      await page.getByRole('status').getByText('Du är utloggad.').waitFor();
      expect(await page.evaluate('sessionStorage.length')).toBe(0);
      expect(await page.locator('#work').isVisible()).toBe(false);
      expect(await page.locator('#token:focus').count()).toBe(1);
    });

    it('tells an organisation kindly that it answers by the link in its invitation', async () => {
      const token = await the.key.token('organisation', { organisation: 'somebody' });
      const swedish = await open();
      await enter(swedish, token);
      await swedish.getByRole('alert').getByText('länken i sin inbjudan').waitFor();
      const english = await open({ locale: 'en-GB' });
      await enter(english, token);
      await english.getByRole('alert').getByText('by the link in its invitation').waitFor();
      expect(await english.locator('#work').isVisible()).toBe(false);
    });

    it('says that a token has expired, and goes on where one was with a new one', async () => {
      const id = await opened('2080');
      const expired = await the.key.token('coordinator', { counties: ['20'], exp: 1_700_000_000 });
      const page = await open({ place: `#case=${id}` });
      await enter(page, expired);
      await page.getByRole('alert').getByText('Nyckeln har gått ut.').waitFor();
      await enter(page, coordinator);
      await page.getByRole('heading', { level: 2, name: 'Falun' }).waitFor();
      expect(await focused(page)).toBe('Falun');
    });

    it.each([
      ['half a token', 'eyJhbGciOi', 'Det där är ingen nyckel.'],
      ['something else', 'å å', 'ingen hel nyckel'],
    ])('says that %s is not one', async (_, token, words) => {
      const page = await open();
      await enter(page, token);
      await page.getByRole('alert').getByText(words).waitFor();
      expect(await page.locator('#token:focus').count()).toBe(1);
    });

    it('offers to try again when nothing comes', async () => {
      const page = await open();
      await page.route('**/v1/**', (route) => route.abort());
      await enter(page, coordinator);
      await page.getByRole('alert').getByText('Det gick inte just nu.').waitFor();
      await page.unroute('**/v1/**');
      await page.getByRole('button', { name: 'Försök igen' }).press('Enter');
      await page.locator('#work').waitFor();
      expect(await isLost(page)).toBe(false);
    });
  });

  it('takes a case from the need to the follow-up by keyboard alone, and never loses the focus', async () => {
    const own = await campaignPublished(the);
    const id = await inventoried(own);
    const page = await entered({ place: `#campaign=${own}` });
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
      expect(await isLost(page)).toBe(false);
    };
    const done = async (words: string) => {
      await page.getByRole('status').getByText(words).waitFor();
      await page.locator('#next-heading:focus').waitFor();
    };
    const answers = async (path: string, body?: unknown) => {
      await call(`/v1/cases/${id}${path}`, body);
      await press('Escape', 'r');
      await page.getByRole('status').getByText('Listan är uppdaterad.').waitFor();
      await press('Enter');
      await page.locator('#case-heading:focus').waitFor();
    };
    await page.locator('.row').waitFor();

    await press('j', 'Enter');
    await page.getByRole('heading', { level: 2, name: 'Borlänge' }).waitFor();
    await press('n');
    expect(await focused(page)).toBe('Kontakta alla i förslaget');
    await press('Enter');
    await done('Inbjudningarna är på väg.');

    await answers('/invitations/1/acceptance');
    await page.getByText('Har inte svarat än: Folkets hus.').waitFor();
    await answers('/invitations/2/acceptance');
    await press('n');
    await page.locator('input[type=datetime-local]:focus').waitFor();
    await page.locator('input[type=datetime-local]').first().fill('2024-10-05T09:00');
    await press('Enter');
    await done('Frågan om mötestider är på väg.');
    const kase = await the.call('GET', `/v1/cases/${id}`, { token: the.secretariat });
    expect(kase.body.meeting.times).toMatchObject([
      { start: '2024-10-05T07:00:00.000Z', end: '2024-10-05T08:00:00.000Z' },
    ]);

    await press('n', 'Enter');
    await done('Tiden är vald.');
    await press('n', 'Enter');
    await done('Samarbetet har börjat.');
    await press('n', 'ArrowDown', 'ArrowUp', 'Enter');
    await done('Ärendet är uppföljt.');
    expect((await the.call('GET', `/v1/cases/${id}`, { token: the.secretariat })).body).toMatchObject({
      status: 'followed-up',
      followUp: { outcome: 'succeeded' },
    });

    await press('Escape');
    expect(await isLost(page)).toBe(false);
    await press('6');
    await page.locator('.row').getByText('Det lyckades').waitFor();
  });

  it('moves with arrows and letters, and says which keys there are', async () => {
    const own = await campaignPublished(the);
    for (const municipality of ['2080', '2081', '2062']) await opened(municipality, own);
    const page = await entered({ place: `#campaign=${own}`, locale: 'en-GB' });
    await page.locator('.row:focus').waitFor();
    const place = async () => page.locator('.row:focus strong').innerText();
    const first = await place();

    await page.keyboard.press('ArrowDown');
    const second = await place();
    await page.keyboard.press('j');
    expect(new Set([first, second, await place()]).size).toBe(3);
    await page.keyboard.press('k');
    await page.keyboard.press('ArrowUp');
    expect(await place()).toBe(first);

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.getByRole('checkbox', { name: 'Letters and digits are keys' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    expect(await place()).toBe(first);
    await page.keyboard.press('ArrowDown');
    expect(await place()).toBe(second);

    await page.keyboard.press('Enter');
    await page.locator('#case-heading:focus').waitFor();
    expect(await focused(page)).toBe(second);
    await page.keyboard.press('Escape');
    expect(await place()).toBe(second);
  });

  it('shows a coordinator no other county, whatever stands in the address', async () => {
    const own = await campaignPublished(the);
    const elsewhere = await opened('2180', own);
    await opened('2081', own);
    const page = await entered({ place: `#campaign=${own}` });
    await page.locator('.row').waitFor();
    expect(await page.locator('.row strong').allInnerTexts()).toEqual(['Borlänge']);
    expect(await page.locator('body').innerText()).not.toContain('Gävle');

    const linked = await entered({ place: `#case=${elsewhere}` });
    await linked.getByRole('alert').getByText('utanför dina län').waitFor();
    const named = await entered({ place: '#county=21', locale: 'en-GB' });
    await named.getByRole('alert').getByText('outside your counties').waitFor();
    expect(await named.locator('#who').innerText()).toBe('Dalarnas län');
    for (const shown of [linked, named]) expect(await shown.locator('body').innerText()).not.toContain('Gävle');
  });

  it('explains what a colleague has done meanwhile, and shows the case as it is', async () => {
    const id = await inventoried();
    const page = await entered({ place: `#case=${id}` });
    const contact = page.getByRole('button', { name: 'Kontakta alla i förslaget' });
    await contact.waitFor();
    const other = await organisationPublished(the, { name: 'En annan förening' });
    await call(`/v1/cases/${id}/inventory`, {
      members: [{ organisationId: other.id, brings: [{ capability: 'coaches', amount: 2 }] }],
    });

    // Nobody waits for the list, however long it takes: the case can be gone on with.
    const list = Promise.withResolvers<undefined>();
    await page.route('**/v1/work-list?*', (route) => list.promise.then(() => route.continue()));
    await contact.press('Enter');
    await page.getByRole('alert').getByText('Ärendet ändrades medan du hade det framme').waitFor();
    await page.getByText('En annan förening').first().waitFor();
    await page.locator('#next-heading:focus').waitFor();
    expect((await the.call('GET', `/v1/cases/${id}`, { token: the.secretariat })).body).toMatchObject({
      status: 'inventoried',
      invitations: [],
    });

    await call(`/v1/cases/${id}/closure`, { reason: 'duplicate' });
    await contact.press('Enter');
    await page.getByRole('alert').getByText('Ärendet är avslutat').waitFor();
    await page.getByText('Samma som ett annat ärende').first().waitFor();
    list.resolve(undefined);
    await page.locator('.row').first().waitFor();
    await page.unrouteAll({ behavior: 'wait' });
  });

  it('writes down what somebody has said on the telephone, and closes with a reason', async () => {
    const id = await inventoried();
    await call(`/v1/cases/${id}/contact`, { proposal: 0 });
    const page = await entered({ place: `#case=${id}`, locale: 'en-GB' });
    const notes = page.getByText('Write down an answer, or invite somebody else');

    await notes.first().press('Enter');
    await page.getByRole('button', { name: 'Has declined' }).first().press('Enter');
    await page.getByRole('status').getByText('The answer has been written down').waitFor();
    await page.getByText('Biblioteket i Dala').first().waitFor();
    await page.getByText('1 Oct, no time then').waitFor();

    await page.getByText('Close the case').first().press('Enter');
    await page.getByLabel('Why').selectOption('nobody-found');
    await page.getByRole('button', { name: 'Close the case' }).press('Enter');
    await page.getByRole('status').getByText('The case is closed.').waitFor();
    expect((await the.call('GET', `/v1/cases/${id}`, { token: the.secretariat })).body).toMatchObject({
      status: 'closed',
      closureReason: 'nobody-found',
    });
  });

  it('shows why a need cannot be met, and searches again with what would help', async () => {
    const own = await campaignPublished(the);
    const far = { municipality: '2062', worksIn: { wholeCountry: false, counties: [], municipalities: ['2062'] } };
    const translators = await organisationPublished(the, {
      ...far,
      name: 'Tolkarna i Mora',
      offers: [offer('interpretation', 1)],
    });
    const silent = await organisationPublished(the, {
      ...far,
      municipality: '2081',
      name: 'Vill inte matchas',
      offers: [offer('interpretation', 1)],
      consentsToMatching: false,
    });
    const { id } = await call('/v1/cases', {
      campaignId: own,
      municipality: '2081',
      need: { demands: [{ capability: 'interpretation', amount: 1 }], withinKm: 10 },
    });
    const page = await entered({ place: `#case=${id}`, locale: 'en-GB' });
    await eventually(async () => {
      await page.keyboard.press('r');
      expect(await page.locator('.row[aria-current]').innerText()).toContain('Reconsider the need');
    });
    await page.reload();

    await page.getByText('Who could help, if they wanted to be matched?').press('Enter');
    await page.getByText(`${silent.name!} does not want to be matched.`).waitFor();
    await page.getByText('Why not a certain organisation?').press('Enter');
    await page.getByLabel('The name of the organisation').fill('tolkarna');
    await page.getByLabel('The name of the organisation').press('Enter');
    await page.locator('li', { hasText: 'Tolkarna i Mora' }).getByText('km away').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.locator('#case-heading').press('n');
    expect(await focused(page)).toBe('Change that and search again');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('The network has been searched.').waitFor();
    await page.getByText(`${translators.name!} brings interpretation`).waitFor();
    await page.getByText('Proved best').waitFor();
  });

  it('names those who can fill a seat for which nobody is in line', async () => {
    const id = await inventoried();
    await call(`/v1/cases/${id}/contact`, { proposal: 0 });
    const nearby = await organisationPublished(the, { name: 'Bygdegården', offers: [offer('venue', 1)] });
    await call(`/v1/cases/${id}/invitations/2/decline`, { reason: 'no-time' });
    const page = await entered({ place: `#case=${id}` });
    await page.locator('#next-heading').waitFor();

    await page.keyboard.press('n');
    await page.getByLabel('Vem ska bidra med lokal?').selectOption(nearby.id);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Inbjudan är på väg.').waitFor();
    const { body } = await the.call('GET', `/v1/cases/${id}`, { token: the.secretariat });
    const invited = { organisationId: nearby.id, seat: 1, status: 'invited' };
    expect(body).toMatchObject({ invitations: expect.arrayContaining([expect.objectContaining(invited)]) });
  });

  it('shows a county with a thousand cases a hundred at a time', async () => {
    const own = newId('many');
    await casesStored(the, own, 1_000, () => new Date('2024-09-01T08:00:00Z'));
    const page = await entered({ place: `#campaign=${own}` });
    await page.getByText('1–100 av 1 000 ärenden').waitFor();
    expect(await page.locator('.row').count()).toBe(100);
    await page.getByRole('link', { name: 'Nästa 100' }).press('Enter');
    await page.getByText('101–200 av 1 000 ärenden').waitFor();
    expect(await isLost(page)).toBe(false);
  });

  it.each([
    ['sv-SE', 'light', {}],
    ['en-GB', 'light', phone],
    ['sv-SE', 'dark', phone],
    ['en-GB', 'dark', {}],
  ] as const)('can be used by everyone: %s, %s', async (locale, colorScheme, viewport) => {
    const own = await campaignPublished(the);
    const found = await inventoried(own);
    const contacting = await inventoried(own);
    await call(`/v1/cases/${contacting}/contact`, { proposal: 0 });
    await opened('2080', own);

    const page = await open({ place: `#campaign=${own}`, locale, colorScheme, ...viewport });
    await page.locator('#token').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await enter(page, coordinator);
    await page.locator('.row').first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    for (const id of [found, contacting]) {
      await page.goto(`${the.service.url}/work-list#campaign=${own}&case=${id}`);
      await page.locator('#next-heading').waitFor();
      await eventually(async () => expect(await page.locator('.row[aria-current]').getAttribute('data-key')).toBe(id));
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(
        true,
      );
    }
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });
});

describe('GET /work-list', () => {
  it('has files of its own, all of them served, and asks nobody else for any', async () => {
    const html = await fetch(`${the.service.url}/work-list`);
    expect(html.headers.get('content-security-policy')).toContain("script-src 'self'");
    const addresses = [...(await html.text()).matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, address]) => address!);
    expect(addresses).toEqual(['/work-list/assets/work-list.css', '/work-list/assets/work-list.js']);

    const left = [...addresses];
    const seen = new Set<string>();
    for (let address = left.pop(); address !== undefined; address = left.pop()) {
      if (seen.has(address)) continue;
      seen.add(address);
      const answer = await fetch(`${the.service.url}${address}`);
      expect(answer.status).toBe(200);
      const imports = (await answer.text()).matchAll(/from '\.\/([a-z-]+\.js)'/g);
      left.push(...[...imports].map(([, name]) => `/work-list/assets/${name!}`));
    }
    expect(seen.size).toBe(12);
    expect((await fetch(`${the.service.url}/work-list/assets/..%2Findex.html`)).status).toBe(404);
    expect((await fetch(`${the.service.url}/work-list/assets/index.html`)).status).toBe(404);
  });
});
