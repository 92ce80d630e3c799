import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, PATIENCE_MS } from '@kraftsamling/testing';
import { hasBrowser, launchBrowser } from '@kraftsamling/testing/browser';
import type { Browser, Page } from '@kraftsamling/testing/browser';
import { hasNginx, nginxBefore } from '@kraftsamling/testing/nginx';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { announced, submitted } from './samples.ts';
import type { Submitted } from './samples.ts';

const withBrowser = hasBrowser ? describe : describe.skip;

withBrowser('the page behind a management link', () => {
  let the: Running;
  let browser: Browser;
  let campaign: string;
  let page: Page | undefined;
  let inputErrors: string[];

  beforeAll(async () => {
    the = await running(import.meta.url);
    campaign = await announced(the.call, the.secretariat);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await the[Symbol.asyncDispose]();
  });
  afterEach(async () => page?.close());

  async function open(
    { id, secret }: Pick<Submitted, 'id' | 'secret'>,
    locale = 'sv-SE',
    url = the.service.url,
  ): Promise<Page> {
    page = await browser.newPage({ locale });
    page.setDefaultTimeout(PATIENCE_MS);
    inputErrors = [];
    page.on('pageerror', (error) => inputErrors.push(String(error)));
    page.on('request', (request) => {
      if (request.url().includes(secret)) inputErrors.push(`The secret was sent to ${request.url()}`);
    });
    await page.goto(`${url}/manage/${id}#${secret}`);
    return page;
  }

  const read = async ({ id, secret }: Submitted) => {
    const { body } = await the.call('GET', `/v1/registrations/${id}`, { token: secret });
    return body as unknown;
  };

  it('shows the registration, in Swedish or in English', async () => {
    const registration = await submitted(the.call, campaign);
    const shown = await open(registration);
    await shown.getByText('Digitala dagar').waitFor();
    expect(await shown.getByRole('checkbox', { name: 'fredag 15 november' }).isChecked()).toBe(true);
    expect(await shown.getByRole('checkbox', { name: 'lördag 16 november' }).isChecked()).toBe(false);

    await shown.getByRole('button', { name: 'In English' }).click();
    await shown.getByRole('heading', { name: 'Your registration' }).waitFor();
    expect(await shown.locator('html').getAttribute('lang')).toBe('en');
    expect(inputErrors).toEqual([]);
  });

  it('lets the organisation change its days, by keyboard alone', async () => {
    const registration = await submitted(the.call, campaign);
    const shown = await open(registration, 'en-GB');
    await shown.getByRole('checkbox', { name: 'Saturday' }).focus();
    await shown.keyboard.press('Space');
    await shown.keyboard.press('Tab');
    await shown.keyboard.press('Enter');

    await shown.getByRole('status').getByText('The days are saved.').waitFor();
    expect(await read(registration)).toMatchObject({ days: ['2024-11-15', '2024-11-16'] });
    expect(inputErrors).toEqual([]);
  });

  (hasNginx ? it : it.skip)('saves behind an nginx that compresses, and so makes every ETag weak', async () => {
    await using nginx = await nginxBefore(the.service.url);
    const registration = await submitted(the.call, campaign);
    const shown = await open(registration, 'sv-SE', nginx.url);
    const tags: (string | undefined)[] = [];
    shown.on('request', (request) => tags.push(...(request.headers()['if-match'] ?? '').split(',').filter(Boolean)));

    // Twice: also the answer to a change has an ETag, which the next one is sent with.
    for (const days of [['2024-11-15', '2024-11-16'], ['2024-11-15']]) {
      await shown.getByRole('checkbox', { name: 'lördag' }).click();
      await shown.getByRole('button', { name: 'Spara dagarna' }).click();
      await eventually(async () => expect(await read(registration)).toMatchObject({ days }));
      await shown.getByRole('status').getByText('Dagarna är sparade.').waitFor();
    }
    expect(tags).toEqual(['W/"1"', 'W/"2"']);
    expect(inputErrors).toEqual([]);
  });

  it('says what is wrong with a choice of no day', async () => {
    const shown = await open(await submitted(the.call, campaign));
    await shown.getByRole('checkbox', { name: 'fredag' }).uncheck();
    await shown.getByRole('button', { name: 'Spara dagarna' }).click();
    await shown.getByRole('alert').getByText('Ingen dag är vald').waitFor();
  });

  it('shows what it is now when somebody else has changed it', async () => {
    const registration = await submitted(the.call, campaign);
    const shown = await open(registration);
    await shown.getByRole('checkbox', { name: 'fredag' }).waitFor();
    await the.call('PATCH', `/v1/registrations/${registration.id}`, {
      token: registration.secret,
      body: { days: ['2024-11-16'] },
      headers: { 'if-match': '"1"' },
    });

    await shown.getByRole('button', { name: 'Spara dagarna' }).click();
    await shown.getByRole('alert').getByText('har ändrats').waitFor();
    expect(await shown.getByRole('checkbox', { name: 'lördag' }).isChecked()).toBe(true);
    expect(await read(registration)).toMatchObject({ days: ['2024-11-16'] });
  });

  it('lets the organisation leave, once it is sure', async () => {
    const registration = await submitted(the.call, campaign);
    const shown = await open(registration);
    await shown.getByRole('button', { name: 'Återta anmälan' }).click();
    expect(await read(registration)).toMatchObject({ status: 'submitted' });

    await shown.getByRole('checkbox', { name: 'Ja, vi vill återta' }).check();
    await shown.getByRole('button', { name: 'Återta anmälan' }).click();
    await shown.getByRole('status').getByText('Anmälan är återtagen.').waitFor();
    expect(await shown.getByRole('button', { name: 'Spara dagarna' }).isVisible()).toBe(false);
    expect(await read(registration)).toMatchObject({ status: 'withdrawn' });
  });

  it.each([
    ['has no answer', 'abort'],
    ['is asked to wait', 429],
    ['learns that the service cannot serve', 503],
  ] as const)('says that it did not work when it %s', async (_, answer) => {
    const registration = await submitted(the.call, campaign);
    const shown = await open(registration);
    await shown.getByRole('checkbox', { name: 'lördag' }).check();
    await shown.route('**/v1/**', (route) => (answer === 'abort' ? route.abort() : route.fulfill({ status: answer })));

    await shown.getByRole('button', { name: 'Spara dagarna' }).click();
    await shown.getByRole('alert').getByText('Det gick inte.').waitFor();
    expect(inputErrors).toEqual([]);
  });

  it('says that it did not work when there is no answer about the campaign', async () => {
    const { id, secret } = await submitted(the.call, campaign);
    page = await browser.newPage({ locale: 'sv-SE' });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.route('**/v1/campaigns/**', (route) => route.fulfill({ status: 503 }));
    await page.goto(`${the.service.url}/manage/${id}#${secret}`);
    await page.getByRole('alert').getByText('Det gick inte.').waitFor();
  });

  it('opens nothing with another secret, or with half a link', async () => {
    const { id } = await submitted(the.call, campaign);
    const wrong = await open({ id, secret: 'x'.repeat(43) });
    await wrong.getByRole('alert').getByText('gäller inte').waitFor();
    await wrong.close();

    page = await browser.newPage({ locale: 'sv-SE' });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${the.service.url}/manage/${id}`);
    const alert = page.getByRole('alert');
    await eventually(async () => expect(await alert.textContent()).toContain('inte hel'));
  });
});
