import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, PATIENCE_MS } from '@kraftsamling/testing';
import { accessibilityViolations, hasBrowser, launchBrowser } from '@kraftsamling/testing/browser';
import type { Browser, BrowserContextOptions, Page } from '@kraftsamling/testing/browser';
import { linkIn } from './nomination-samples.ts';
import { running, setClock, worldOf } from './running.ts';
import type { Running } from './running.ts';
import { AwardYear } from './year.ts';

/** `SCREENSHOTS=folder` keeps a picture of each page, as a phone and as a desktop show it. */
const screenshots = process.env['SCREENSHOTS'];
const aPhone = { viewport: { width: 360, height: 740 }, locale: 'sv-SE' };
const during = '2021-04-12T12:00:00+02:00';
const late = '2021-04-30T00:00:00+02:00';

const onlyWithBrowser = hasBrowser ? describe : describe.skip;
let the: Running;
let browser: Browser;

beforeAll(async () => {
  the = await running(import.meta.url);
  if (hasBrowser) browser = await launchBrowser();
});
afterAll(async () => {
  if (hasBrowser) await browser.close();
  await the[Symbol.asyncDispose]();
});

/** Without JavaScript, and without a wish for anything from elsewhere. */
async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ ...aPhone, javaScriptEnabled: false, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${the.service.url}${path}`);
  return page;
}

/** On a phone nothing may stick out at the side. */
async function fits(page: Page): Promise<boolean> {
  const { width } = await page.locator('html').evaluate((root) => ({ width: root.scrollWidth }));
  return width <= 360;
}

/** With scripts, which axe is one of: on a phone by day and on a desktop by night, with everything unfolded. */
async function lookAt(page: Page, name: string): Promise<string[]> {
  for (const details of await page.locator('details').all())
    await details.evaluate((element: { open: boolean }) => (element.open = true));
  const violations: string[] = [];
  for (const [device, viewport, colorScheme] of [
    ['phone', aPhone.viewport, 'light'],
    ['desktop', { width: 1280, height: 900 }, 'dark'],
  ] as const) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    if (screenshots !== undefined)
      await page.screenshot({ path: join(screenshots, `${name}-${device}.png`), fullPage: true });
    violations.push(...(await accessibilityViolations(page)));
  }
  return violations;
}

const mailTo = (address: string) =>
  eventually(() => {
    const found = the.mailServer.messages.find(({ to }) => to.includes(address));
    expect(found).toBeDefined();
    return found!;
  });

onlyWithBrowser('nominating on a phone without JavaScript', () => {
  it('goes from the list of awards to the mail, and from there to a confirmed nomination', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock(during);
    const page = await visit('/nominate');
    await page.locator(`a[href="/nominate/${award}?lang=sv"]`).click();
    expect(await page.locator('h1').innerText()).toBe('Nominera till Årets digitala kommun 2021');
    expect(await fits(page)).toBe(true);

    const email = `${randomUUID().slice(0, 8)}@example.org`;
    await page.getByLabel('Kommun', { exact: true }).selectOption('Borlänge');
    await page.getByLabel('Vad är kommunen mest stolt över?').fill('Att alla kommer med.\n\nPå riktigt.');
    await page.getByLabel('Vilken effekt har det gett?').fill('\u202eבגד <b>stor</b>');
    await page.getByLabel('Vilket utvecklingssprång har kommunen gjort?').fill('Ett stort.');
    await page.getByLabel('Ditt namn').fill('Eva Exempel');
    await page.getByLabel('Din e-postadress').fill(email);
    await page.getByRole('button', { name: 'Skicka nomineringen' }).click();
    expect(await page.locator('h1').innerText()).toBe('Öppna mejlet för att bekräfta');
    expect(page.url()).toContain(`/nominate/${award}/thanks`);

    const { path, token } = linkIn((await mailTo(email)).text);
    await page.goto(`${the.service.url}${path}?token=${token}&lang=sv`);
    expect(await page.locator('h1').innerText()).toBe('Bekräfta din nominering');
    await page.locator('summary').click();
    expect(await page.locator('dd').nth(0).innerText()).toBe('Att alla kommer med.\n\nPå riktigt.');
    expect(await page.locator('dd bdi').nth(1).innerHTML()).toBe('בגד &lt;b&gt;stor&lt;/b&gt;');
    expect(await fits(page)).toBe(true);
    await page.getByRole('button', { name: 'Ja, jag bekräftar' }).click();
    expect(await page.locator('h1').innerText()).toBe('Nomineringen är bekräftad');

    const again = await visit(`${path}?token=${token}&lang=en`);
    expect(await again.locator('h1').innerText()).toBe('The nomination is confirmed');
    expect(await again.locator('form').count()).toBe(0);
  });

  it('says beside each field what is missing, in words, and keeps what was typed', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock(during);
    const page = await visit(`/nominate/${award}?lang=en`);
    await page.locator('#answer-1').fill('A lot of it.');
    await page.locator('#name').fill('"><script>alert(1)</script>');
    await page.locator('#email').fill('nobody');
    await page.locator('summary').click();
    await page.getByLabel('Säter').check();
    await page.getByRole('button', { name: 'Send the nomination' }).click();

    expect(await page.title()).toBe('Error: Nominate for Digital Municipality of the Year 2021');
    expect(await page.locator('.problems li').allInnerTexts()).toEqual([
      'Municipality: Choose a municipality.',
      'What is the municipality most proud of?: Answer the question.',
      'Which leap has it made?: Answer the question.',
      'Your e-mail address: Write your e-mail address, as in name@example.com.',
    ]);
    for (const field of ['municipality', 'answer-0', 'answer-2', 'email'])
      expect(await page.locator(`#${field}`).getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#email').getAttribute('aria-describedby')).toBe('email-hint email-problem');
    expect(await page.locator('#answer-1').inputValue()).toBe('A lot of it.');
    expect(await page.locator('#name').inputValue()).toBe('"><script>alert(1)</script>');
    expect(await page.getByLabel('Säter').isChecked()).toBe(true);
    expect(await page.locator('script').count()).toBe(0);
    expect(await fits(page)).toBe(true);

    await page.locator('#municipality').selectOption('2081');
    await page.locator('#answer-0').fill('Everything');
    await page.locator('#answer-2').fill('A leap');
    await page.locator('#email').fill('eva@example.org');
    await page.getByRole('button', { name: 'Send the nomination' }).click();
    expect(await page.locator('h1').innerText()).toBe('Open the mail to confirm');
    const { body } = await the.call('GET', `/v1/nominations?award=${award}`, { token: the.secretariat });
    expect(body.items).toMatchObject([{ municipalities: ['2081', '2082'], status: 'submitted' }]);
  });

  it('offers the eligible municipalities alone, and says when the time has passed', async () => {
    const { award } = await AwardYear.open(worldOf(the), { change: { eligible: ['2081', '2082', '0180'] } });
    setClock(during);
    const page = await visit(`/nominate/${award}?lang=sv`);
    const offered = await page.locator('#municipality option').allInnerTexts();
    expect(offered.map((name) => name.trim())).toEqual(['Välj en kommun', 'Stockholm', 'Borlänge', 'Säter']);
    setClock(late);
    await page.getByRole('button', { name: 'Skicka nomineringen' }).click();
    expect(await page.locator('h1').innerText()).toBe('Tiden att nominera har gått ut');
    await page.goto(`${the.service.url}/nominate/${award}?lang=en`);
    expect(await page.locator('h1').innerText()).toBe('The time to nominate has passed');
    expect(await page.locator('form').count()).toBe(0);
  });

  it('is a page that is not there for an award that nobody knows of', async () => {
    const page = await visit('/nominate/no-such-award?lang=sv');
    expect(await page.locator('h1').innerText()).toBe('Sidan finns inte');
  });
});

onlyWithBrowser('the pages for those who nominate', () => {
  it('are accessible in both languages, and loaded from nowhere else', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock(during);
    const email = `${randomUUID().slice(0, 8)}@example.org`;
    const { status } = await the.call('POST', '/v1/nominations', {
      body: {
        award,
        municipalities: ['2081'],
        answers: ['proud', 'effect', 'leap'].map((question) => ({ question, text: 'Svar' })),
        nominator: { name: 'Eva', email, language: 'sv' },
      },
    });
    expect(status).toBe(201);
    const { path, token } = linkIn((await mailTo(email)).text);
    const page = await browser.newPage({ ...aPhone, bypassCSP: true });
    page.setDefaultTimeout(PATIENCE_MS);
    for (const language of ['sv', 'en'])
      for (const [name, address] of Object.entries({
        list: '/nominate?',
        form: `/nominate/${award}?`,
        thanks: `/nominate/${award}/thanks?`,
        unknown: '/nominate/no-such-award?',
        confirmation: `${path}?token=${token}&`,
      })) {
        await page.goto(`${the.service.url}${address}lang=${language}`);
        expect([name, await lookAt(page, `${name}-${language}`)]).toEqual([name, []]);
      }
    await page.close();

    const answer = await fetch(`${the.service.url}/nominate/${award}`);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('x-robots-tag')).toBe('noindex, nofollow');
  });

  it('are accessible with errors in them', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock(during);
    for (const language of ['sv', 'en']) {
      const page = await browser.newPage({ ...aPhone, bypassCSP: true });
      page.setDefaultTimeout(PATIENCE_MS);
      await page.goto(`${the.service.url}/nominate/${award}?lang=${language}`);
      await page.locator('button.main').click();
      expect(await page.locator('.problems li').count()).toBe(6);
      // Whoever listens to the page hears of them first.
      expect(
        await page.locator('.problems').evaluate((problems) => problems === problems.ownerDocument.activeElement),
      ).toBe(true);
      expect(await lookAt(page, `errors-${language}`)).toEqual([]);
      await page.close();
    }
  });
});
