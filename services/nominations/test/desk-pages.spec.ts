import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually, PATIENCE_MS } from '@kraftsamling/testing';
import { accessibilityViolations, hasBrowser, launchBrowser } from '@kraftsamling/testing/browser';
import type { Browser, BrowserContextOptions, Page } from '@kraftsamling/testing/browser';
import { scoringDesks } from './desk-samples.ts';
import type { Desks } from './desk-samples.ts';
import { plan } from './award-samples.ts';
import { running, worldOf } from './running.ts';
import type { Running } from './running.ts';
import { instants, playedToDecision } from './year.ts';

const withBrowser = hasBrowser ? describe : describe.skip;
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 } };
const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

let the: Running;
beforeAll(async () => {
  the = await running(import.meta.url);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await the[Symbol.asyncDispose]();
});

withBrowser('A desk', () => {
  let browser: Browser;
  const errors: string[] = [];
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(errors.splice(0)).toEqual([]);
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'sv-SE', ...desktop, ...options });
    const page = await context.newPage();
    pages.push(page);
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => {
      if (request.url().includes('eyJ')) errors.push(`A token was sent to ${request.url()}`);
    });
    await page.clock.setFixedTime(instants['long-list']);
    await page.goto(`${the.service.url}${path}`);
    return page;
  }

  async function enter(page: Page, token: string): Promise<void> {
    await page.locator('#token:focus').waitFor();
    await page.keyboard.insertText(token);
    await page.keyboard.press('Enter');
  }

  async function entered(path: string, token: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await open(path, options);
    await enter(page, token);
    await page.locator('#work:not([hidden])').waitFor();
    return page;
  }

  const status = (page: Page, words: string) => page.locator('#status').getByText(words).waitFor();
  const alert = (page: Page, words: string) => page.locator('#error').getByText(words).waitFor();
  const warnsBeforeItCloses = (page: Page) =>
    page.evaluate<boolean>("!dispatchEvent(new Event('beforeunload', { cancelable: true }))");
  const isLost = (page: Page) => page.evaluate<boolean>('document.activeElement === document.body');
  const deskOf = async ({ year, ...desks }: Desks, juror: string) =>
    (await the.call('GET', `/v1/awards/${year.award}/desk`, { token: desks.tokenOf(juror) })).body as {
      rounds: { scores: Record<string, Record<string, number>>; candidacies: { id: string }[] }[];
    };
  const secretariatAt = ({ year }: Desks, options?: BrowserContextOptions) =>
    entered(`/secretariat#award=${year.award}`, the.secretariat, options);

  describe('of a juror', () => {
    it('asks for ties before it shows anything', async () => {
      const desks = await scoringDesks(the);
      const page = await entered('/jury', desks.tokenOf('doris'));
      await page.getByRole('heading', { name: 'Dina bindningar' }).waitFor();
      expect(await page.locator('.row').count()).toBe(0);

      await page.getByRole('button', { name: 'Lämna uppgifterna' }).press('Enter');
      await alert(page, 'kryssa i att du inte känner till någon');
      await page.getByLabel('Jag', { exact: true }).selectOption('residence');
      await page.getByLabel('Kommun', { exact: true }).selectOption('2081');
      await page.getByRole('button', { name: 'Lägg till bindningen' }).press('Enter');
      await status(page, 'Tillagd: bor i Borlänge');
      await page.getByLabel('Eller en organisation').fill('BYTEN');
      await page.getByLabel('Datorklubben Byten (Borlänge)').first().press('Space');
      await page.getByRole('button', { name: 'Lämna uppgifterna' }).press('Enter');
      await status(page, 'Uppgifterna är lämnade.');
      // Borlänge is where she lives, and Falun works with her employer.
      expect(await page.locator('.row strong').allInnerTexts()).toEqual(['Malung-Sälen och Mora', 'Säter']);
      expect(await isLost(page)).toBe(false);
    });

    it('takes scores by keyboard alone, and saves them by itself', async () => {
      const desks = await scoringDesks(the);
      const page = await entered('/jury', desks.tokenOf('ada'));
      await page.locator('.row').first().waitFor();
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key);
        expect(await isLost(page)).toBe(false);
      };

      await press('j', 'Enter');
      await page.locator('#candidacy-heading:focus').getByText('Borlänge').waitFor();
      await page.getByText('Svar om proud').waitFor();
      await press('s', '7');
      await page.getByText('1 av 2 givna.').waitFor();
      await press('Enter', '1', '1');
      await page.getByText('ligger utanför skalan').waitFor();
      await press('Backspace', 'Backspace', '8');
      await page.getByText('Sparat 10:00:00.').waitFor();
      await page.getByText('22 av 30 poäng').waitFor();
      expect((await deskOf(desks, 'ada')).rounds[0]?.scores).toEqual({
        [desks.candidacies.borlänge]: { effect: 7, leap: 8 },
      });

      await press('Enter');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Nästa obedömda');
      await press('Enter');
      await page.locator('#candidacy-heading:focus').getByText('Falun').waitFor();
      await press('s', '5', 'Escape', 'Escape');
      await page.locator('.row:focus').getByText('Falun').waitFor();
      await page.locator('.row').getByText('Påbörjad').waitFor();

      await page.reload();
      await page.locator('.row').getByText('Påbörjad').waitFor();
      await page.locator('.row', { hasText: 'Falun' }).press('Enter');
      await eventually(async () => expect(await page.locator('#score-effect').inputValue()).toBe('5'));
    });

    it('says so when nothing can be saved, and saves when it can again', async () => {
      const desks = await scoringDesks(the);
      const page = await entered(`/jury#candidacy=${desks.candidacies.säter}`, desks.tokenOf('beda'));
      await page.locator('#score-effect').fill('3');
      await page.route('**/scores/**', (route) => route.abort());
      await page.locator('#score-leap').fill('4');
      await page.getByText('Inte sparat.').waitFor();
      expect(await warnsBeforeItCloses(page)).toBe(true);
      await page.unroute('**/scores/**');
      await page.getByRole('button', { name: 'Spara igen' }).press('Enter');
      await page.getByText('Sparat 10:00:00.').waitFor();
      expect(await warnsBeforeItCloses(page)).toBe(false);
      expect((await deskOf(desks, 'beda')).rounds[0]?.scores).toMatchObject({
        [desks.candidacies.säter]: { effect: 3, leap: 4 },
      });
    });

    it('keeps what a juror has typed from whoever sits down after them', async () => {
      const desks = await scoringDesks(the);
      const page = await entered(`/jury#candidacy=${desks.candidacies.säter}`, desks.tokenOf('beda'));
      await page.route('**/scores/**', (route) => route.abort());
      await page.locator('#score-effect').fill('3');
      await page.locator('#score-leap').fill('4');
      await page.getByText('Inte sparat.').waitFor();
      await page.getByRole('button', { name: 'Logga ut' }).click();
      await page.locator('#token:focus').waitFor();
      await page.unroute('**/scores/**');
      await enter(page, desks.tokenOf('ada'));
      await page.locator('#score-effect').waitFor();
      expect(await page.locator('#score-effect').inputValue()).toBe('');
      expect(await page.locator('.row').getByText('Påbörjad').count()).toBe(0);
      expect((await deskOf(desks, 'ada')).rounds[0]?.scores).toEqual({});
    });

    it('lets go of a candidate that a conflict has come between, and of nothing else', async () => {
      const desks = await scoringDesks(the);
      const { year, candidacies } = desks;
      const page = await entered(`/jury#candidacy=${candidacies.säter}`, desks.tokenOf('ada'));
      await page.locator('#score-effect').fill('3');
      await year.lead('recusals', { juror: desks.idOf('ada'), candidacy: candidacies.säter, ground: 'Sent funnet.' });
      await page.locator('#score-leap').fill('4');
      await alert(page, 'Det finns inget sådant på ditt bord.');
      await eventually(async () =>
        expect(await page.locator('.row strong').allInnerTexts()).toEqual([
          'Borlänge',
          'Falun',
          'Malung-Sälen och Mora',
        ]),
      );
    });

    it('shows no other round, no other juror, and nothing to another role', async () => {
      const desks = await scoringDesks(the);
      await desks.year.score('beda', 'long-list', desks.candidacies.borlänge, { effect: 9, leap: 9 });
      const page = await entered('/jury', desks.tokenOf('ada'));
      await page.getByText('0 av 4 bedömda').waitFor();
      const other = await open('/jury');
      await enter(other, the.secretariat);
      await alert(other, 'Det här bordet är för juryn.');
    });
  });

  describe('of the secretariat', () => {
    it('takes a round from its conflicts to its list', async () => {
      const desks = await scoringDesks(the, { discussBelow: 30 });
      const { year, candidacies } = desks;
      const { borlänge, falun, mora, säter } = candidacies;
      const page = await secretariatAt(desks);
      await page.getByRole('heading', { name: 'Jäv att besluta om (1)' }).waitFor();
      await page.getByText('Namn på cissi sitter i styrelsen för').waitFor();
      await page.getByText('samverkar i ett ärende med').waitFor();
      await page.getByRole('button', { name: 'Stäng omgången' }).press('Enter');
      await alert(page, 'Jäv som rör omgången är inte avgjorda.');
      await page.locator('.conflicts').getByLabel('Skäl').fill('Möts en gång om året.');
      await page.getByRole('button', { name: 'Spelar ingen roll: släpp in' }).press('Enter');
      await status(page, 'Ledamoten är insläppt.');
      await page.getByText('Inget att besluta om.').waitFor();

      await page.getByText('Bedömningar saknas från Namn på ada, Namn på beda och Namn på cissi.').waitFor();
      await page.getByText('har inte uppgett sina bindningar, och ser inget än').waitFor();
      await year.scoreAll('long-list', { [borlänge]: [9, 8, 9], [säter]: [8, 9, 7], [mora]: [4, 4, 4], [falun]: [4] });
      await page.getByRole('button', { name: 'Stäng omgången' }).press('Enter');
      await alert(page, 'för få bedömningar');
      await page.getByText('De rangordnas inte om ni stänger nu:').waitFor();
      await year.score('beda', 'long-list', falun, { effect: 4, leap: 5 });
      await page.getByRole('button', { name: 'Stäng ändå' }).press('Enter');
      await status(page, 'Omgången är stängd.');

      await page.getByLabel('Platser på listan').fill('3');
      await page.getByRole('button', { name: 'Visa' }).press('Enter');
      await page.getByText('Gränsen: 3 platser, och 2 är lika om den sista').waitFor();
      expect(await page.locator('.ladder .inside .entry').allInnerTexts()).toEqual(['Borlänge', 'Säter']);
      await page.getByRole('button', { name: 'Besluta listan' }).press('Enter');
      await alert(page, 'lika vid gränsen');
      await page.getByLabel('Falun', { exact: true }).press('Space');
      await page.getByRole('button', { name: 'Anteckna juryns val' }).press('Enter');
      await status(page, 'Juryns val är antecknat.');
      await page.getByRole('button', { name: 'Besluta listan' }).press('Enter');
      await alert(page, 'ska diskutera den först');
      await page.getByLabel('Vad som sades').fill('Länge, och i god ordning.');
      await page.getByRole('button', { name: 'Anteckna diskussionen' }).press('Enter');
      await status(page, 'Diskussionen är antecknad.');
      await page.getByRole('button', { name: 'Besluta listan' }).press('Enter');
      await status(page, 'Beslutet är fattat.');
      expect(await page.locator('.decided li').allInnerTexts()).toEqual(['Borlänge', 'Falun', 'Säter']);
      expect(await isLost(page)).toBe(false);

      await page.getByText('Stäng ute en ledamot från en kandidat').press('Enter');
      await page.getByLabel('Ledamot', { exact: true }).selectOption({ label: 'Namn på ada' });
      await page.getByLabel('Kandidat', { exact: true }).selectOption({ label: 'Borlänge' });
      await page.locator('#ground-withdraw').fill('Har sålt en utredning dit.');
      await page.locator('[data-key=withdraw-button]').press('Enter');
      await status(page, 'Ledamoten är utestängd.');
      await page.getByText('Ska beslutas om på nytt').first().waitFor();
      await page.getByRole('button', { name: 'Besluta på nytt' }).waitFor();
    });

    it('says of a list whether it is secret, about to be announced, or known to everybody', async () => {
      const { year } = await playedToDecision(worldOf(the));
      const page = await open(`/secretariat#award=${year.award}&round=long-list`, { locale: 'en-GB' });
      const at = async (instant: Date | string) => {
        await page.clock.setFixedTime(instant);
        await page.getByRole('button', { name: 'Refresh' }).press('Enter');
        await status(page, 'Refreshed.');
      };
      await enter(page, the.secretariat);
      const said = page.locator('.round > .raised');
      await said.getByText('Announced Thu, 20 May 2021, 10:00').waitFor();
      await page.locator('[data-key=round-winner]').press('Enter');
      await said.getByText('The winner as decided').waitFor();
      await at(instants.winner);
      await said.getByText('secret until it is announced by itself Tue, 16 Nov 2021, 19:00').waitFor();
      await at(plan.deadlines.announcement.closesAt);
      await said.getByText('Tue, 16 Nov 2021, 19:00, has come: the decision is announced by itself').waitFor();
      expect(await page.getByText('is secret').count()).toBe(0);
      await year.announced('announcement');
      await at(plan.deadlines.announcement.closesAt);
      await said.getByText('Announced Tue, 16 Nov 2021, 19:00').waitFor();
      expect(await page.getByText('is secret').count()).toBe(0);
    });

    it('moves a deadline forward, as clocks in Sweden show it', async () => {
      const desks = await scoringDesks(the);
      const page = await secretariatAt(desks, { locale: 'en-GB', timezoneId: 'America/New_York' });
      await page.getByText('Move a deadline forward').press('Enter');
      await page.getByLabel('Which').selectOption('articles');
      await page.getByLabel('Until (Swedish time)').fill('2021-10-08T00:00');
      await page.getByRole('button', { name: 'Move it forward' }).press('Enter');
      await status(page, 'The deadline has been moved.');
      await page.getByText('Thu, 7 Oct 2021, 23:59').waitFor();
      expect(await desks.year.seen()).toMatchObject({
        deadlines: expect.arrayContaining([expect.objectContaining({ closesAt: '2021-10-07T22:00:00.000Z' })]),
      });
    });

    it('is no desk for a juror', async () => {
      const desks = await scoringDesks(the);
      const page = await open(`/secretariat#award=${desks.year.award}`);
      await enter(page, desks.tokenOf('ada'));
      await alert(page, 'Det här bordet är för kansliet.');
      expect(await page.locator('#work').isVisible()).toBe(false);
    });
  });

  it.each([
    ['sv-SE', 'light', desktop],
    ['en-GB', 'light', phone],
    ['sv-SE', 'dark', phone],
    ['en-GB', 'dark', desktop],
  ] as const)('can be used by everyone: %s, %s', async (locale, colorScheme, size) => {
    const desks = await scoringDesks(the);
    const { borlänge, falun, mora, säter } = desks.candidacies;
    const look = { locale, colorScheme, ...size };
    const check = async (page: Page) => {
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      const isWithin = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';
      expect(await page.evaluate(isWithin)).toBe(true);
    };

    const silent = await entered('/jury', desks.tokenOf('doris'), look);
    await check(silent);
    const juror = await open('/jury', look);
    await juror.locator('#token').waitFor();
    await check(juror);
    await enter(juror, desks.tokenOf('ada'));
    await juror.locator('.row').first().waitFor();
    await check(juror);
    await juror.goto(`${the.service.url}/jury#round=long-list&candidacy=${borlänge}`);
    await juror.locator('#score-effect').fill('77');
    await check(juror);
    await juror.keyboard.press('Escape');
    await juror.keyboard.press('?');
    await juror.getByRole('dialog').waitFor();
    await check(juror);

    const leading = await secretariatAt(desks, look);
    await leading.locator('.conflicts li').first().waitFor();
    await check(leading);
    await desks.year.scoreAll('long-list', {
      [borlänge]: [9, 8, 9],
      [säter]: [8, 9, 7],
      [mora]: [4, 4],
      [falun]: [4, 4],
    });
    const tie = { juror: desks.idOf('cissi'), candidacy: falun, outcome: 'blocked', ground: 'Möts varje vecka.' };
    await desks.year.lead('conflicts/decisions', tie);
    await desks.year.lead('rounds/long-list/closure');
    const deciding = await secretariatAt(desks, look);
    await deciding.locator('.ladder').waitFor();
    await check(deciding);
  });
});

describe('GET /jury and /secretariat', () => {
  it('have files of their own, all of them served, and ask nobody else for any', async () => {
    const seen = new Set<string>();
    for (const path of ['/jury', '/secretariat']) {
      const html = await fetch(`${the.service.url}${path}`);
      expect(html.headers.get('content-security-policy')).toContain("script-src 'self'");
      const left = [...(await html.text()).matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, address]) => address ?? '');
      for (let address = left.pop(); address !== undefined; address = left.pop()) {
        if (seen.has(address)) continue;
        seen.add(address);
        const answer = await fetch(`${the.service.url}${address}`);
        expect([address, answer.status]).toEqual([address, 200]);
        const imports = (await answer.text()).matchAll(/from '\.\/([a-z-]+\.js)'/g);
        left.push(...[...imports].map(([, name]) => `/desk/assets/${name ?? ''}`));
      }
    }
    expect(seen.size).toBe(18);
    expect((await fetch(`${the.service.url}/desk/assets/..%2Fjury.html`)).status).toBe(404);
  });
});
