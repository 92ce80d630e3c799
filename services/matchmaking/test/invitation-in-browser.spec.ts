import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CaseData, OrganisationData } from '@kraftsamling/contracts';
import { eventually, PATIENCE_MS } from '@kraftsamling/testing';
import { accessibilityViolations, hasBrowser, launchBrowser } from '@kraftsamling/testing/browser';
import type { Browser, BrowserContextOptions, Page } from '@kraftsamling/testing/browser';
import { linkToken } from './links.ts';
import { running, setClock } from './running.ts';
import type { Running } from './running.ts';
import { campaignPublished, offer, organisationPublished } from './samples.ts';

const withBrowser = hasBrowser ? describe : describe.skip;

/** `SCREENSHOTS=folder` keeps a picture of each page, as a phone and as a desktop show it. */
const screenshots = process.env['SCREENSHOTS'];
const phone = { width: 320, height: 700 };
const desktop = { width: 1280, height: 900 };

withBrowser('the page behind an invitation, in a browser without JavaScript', () => {
  let the: Running;
  let browser: Browser;

  beforeAll(async () => {
    setClock('2024-10-01T08:00:00Z');
    the = await running(import.meta.url);
    browser = await launchBrowser();
  });
  beforeEach(() => setClock('2024-10-01T08:00:00Z'));
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(async () => {
    await browser.close();
    await the[Symbol.asyncDispose]();
  });

  async function newPage(options: BrowserContextOptions): Promise<Page> {
    const page = await browser.newPage({ baseURL: the.service.url, ...options });
    page.setDefaultTimeout(PATIENCE_MS);
    return page;
  }

  /** What the eye would notice: that nothing stands outside a phone, and that axe finds nothing, in light and in dark. */
  async function lookAt(address: string, name: string): Promise<void> {
    const page = await newPage({ bypassCSP: true });
    await page.goto(address);
    for (const details of await page.locator('details').all())
      await details.evaluate((element: { open: boolean }) => (element.open = true));

    for (const [device, viewport] of Object.entries({ phone, desktop })) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(viewport);
      const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect([name, device, wide]).toEqual([name, device, 0]);
      if (screenshots !== undefined)
        await page.screenshot({ path: join(screenshots, `${name}-${device}.png`), fullPage: true });

      await page.emulateMedia({ colorScheme: device === 'phone' ? 'light' : 'dark' });
      expect([name, await accessibilityViolations(page)]).toEqual([name, []]);
    }
    await page.close();
  }

  const words = {
    sv: {
      other: 'In English',
      invited: 'Vill ni vara med i Borlänge?',
      accept: 'Ja, vi är med',
      matched: 'Ni är med, och alla har tackat ja',
      decline: 'Nej, vi kan inte',
      reason: 'Vi har inte folk till det',
      declined: 'Ni har tackat nej',
      time: /^torsdag 3 oktober 2024/,
      send: 'Skicka svar',
      answered: 'Tack, vi har fått ert svar. Ni kan ändra det.',
      followUp: 'Hur gick det?',
      partly: 'Delvis',
      yes: 'Ja',
      lessons: 'Vad har ni lärt er? (frivilligt)',
      followedUp: 'Tack, vi har fått era svar.',
      leave: 'Måste ni lämna samarbetet?',
      sure: 'Ja, vi vill lämna samarbetet',
      leaveNow: 'Lämna samarbetet',
      left: 'Ni är inte längre med',
      nowhere: 'Länken leder ingenstans',
    },
    en: {
      other: 'På svenska',
      invited: 'Will you join us in Borlänge?',
      accept: 'Yes, we are in',
      matched: 'You are in, and everybody has agreed',
      decline: 'No, we cannot',
      reason: 'We have nobody to do it',
      declined: 'You have declined',
      time: /^Thursday,? 3 October 2024/,
      send: 'Send the answer',
      answered: 'Thank you, we have your answer. You can change it.',
      followUp: 'How did it go?',
      partly: 'Partly',
      yes: 'Yes',
      lessons: 'What have you learnt? (optional)',
      followedUp: 'Thank you, we have your answers.',
      leave: 'Do you have to leave?',
      sure: 'Yes, we want to leave',
      leaveNow: 'Leave',
      left: 'You are no longer in',
      nowhere: 'The link leads nowhere',
    },
  } as const;

  interface Opened {
    readonly id: string;
    readonly library: OrganisationData;
    readonly students: OrganisationData;
    readonly seniors: OrganisationData;
  }

  const post = async (path: string, body?: unknown) => {
    const answer = await the.call('POST', path, { token: the.secretariat, body });
    expect([path, answer.status]).toEqual([path, path === '/v1/cases' ? 201 : 200]);
    return answer.body as CaseData;
  };

  /** A case of a library, which asks students for coaches and a society for seniors. */
  async function opened(): Promise<Opened> {
    const campaign = await campaignPublished(the, { organiser: 'Digidel' });
    const library = await organisationPublished(the, {
      name: 'Stadsbiblioteket i Borlänge',
      offers: [offer('venue', 1)],
    });
    const students = await organisationPublished(the, { name: 'Studentkåren vid Högskolan Dalarna' });
    const seniors = await organisationPublished(the, {
      name: 'Seniorföreningen Tunabygden',
      offers: [offer('outreach', 1)],
    });
    const need = {
      demands: [
        { capability: 'coaches', amount: 2 },
        { capability: 'outreach', amount: 1 },
      ],
      days: ['2024-11-15'],
      targetGroups: ['senior-citizens'],
      themes: ['e-identification'],
      languages: ['sv', 'ar'],
    };
    const { id } = await post('/v1/cases', { campaignId: campaign, ownerId: library.id, municipality: '2081', need });
    const brings = need.demands.map((share) => [share]);
    const members = [students, seniors].map((each, at) => ({ organisationId: each.id, brings: brings[at] }));
    await post(`/v1/cases/${id}/inventory`, { ownerBrings: [{ capability: 'venue', amount: 1 }], members });
    await post(`/v1/cases/${id}/contact`, { proposal: 0 });
    return { id, library, students, seniors };
  }

  it.each([
    ['sv', 'sv-SE'],
    ['en', 'en-GB'],
  ] as const)('is answered from the first question to the last (%s)', async (language, locale) => {
    const text = words[language];
    const { id, library, students, seniors } = await opened();
    const address = async (organisation: OrganisationData, invitation?: string) =>
      `/invitation?token=${await linkToken(organisation.id, id, invitation)}&lang=${language}`;
    const page = await newPage({ locale, viewport: phone, javaScriptEnabled: false });

    await page.goto((await address(students, '1')).replace(/&lang=.*/, ''));
    await page.getByRole('heading', { level: 1, name: text.invited }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    for (const other of [library, seniors])
      await page
        .getByRole('listitem')
        .getByText(other.name ?? '')
        .waitFor();
    await lookAt(await address(students, '1'), `invited-${language}`);
    await page.getByRole('link', { name: text.other }).click();
    expect(await page.locator('html').getAttribute('lang')).not.toBe(language);
    await page.goBack();

    // By keyboard alone, past the link that leads to the content.
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').getAttribute('class')).toBe('skip');
    await page.getByRole('button', { name: text.accept }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).filter({ hasNotText: text.invited }).waitFor();
    await lookAt(await address(students, '1'), `accepted-${language}`);
    await page.goto(await address(seniors, '2'));
    await page.getByRole('button', { name: text.accept }).click();
    await page.getByRole('heading', { level: 1, name: text.matched }).waitFor();

    const times = [3, 4, 7].map((day) => ({
      start: `2024-10-0${day}T09:00:00+02:00`,
      end: `2024-10-0${day}T10:00:00+02:00`,
    }));
    await post(`/v1/cases/${id}/meeting`, { times });
    await page.goto(await address(library));
    await page.getByRole('checkbox', { name: text.time }).check();
    await page.getByRole('button', { name: text.send }).click();
    await page.getByText(text.answered).waitFor();
    expect(await page.getByRole('checkbox', { name: text.time }).isChecked()).toBe(true);
    await lookAt(await address(library), `meeting-${language}`);
    await post(`/v1/cases/${id}/meeting/choice`, { time: '1' });
    await lookAt(await address(library), `meeting-chosen-${language}`);

    await post(`/v1/cases/${id}/collaboration`);
    setClock('2024-11-30T08:00:00Z');
    await page.goto(await address(students, '1'));
    await eventually(async () => {
      await page.reload();
      expect(await page.getByRole('heading', { name: text.followUp }).count()).toBe(1);
    });
    await lookAt(await address(students, '1'), `follow-up-${language}`);
    await page.getByRole('radio', { name: text.partly }).check();
    await page.getByRole('radio', { name: text.yes }).last().check();
    await page.getByRole('textbox', { name: text.lessons }).fill('Fler affischer.\nTidigare.');
    await page.getByRole('button', { name: text.send }).click();
    await page.getByText(text.followedUp).waitFor();
    expect(await page.getByRole('textbox', { name: text.lessons }).inputValue()).toBe('Fler affischer.\nTidigare.');

    await page.getByText(text.leave).click();
    await page.getByRole('button', { name: text.leaveNow }).click();
    // The browser itself asks for the tick that is missing.
    expect(await page.getByRole('heading', { level: 1, name: text.left }).count()).toBe(0);
    await page.getByRole('checkbox', { name: text.sure }).check();
    await page.getByRole('button', { name: text.leaveNow }).click();
    await page.getByRole('heading', { level: 1, name: text.left }).waitFor();
    await lookAt(await address(students, '1'), `left-${language}`);
    await page.close();
  });

  it.each([
    ['sv', 'sv-SE'],
    ['en', 'en-GB'],
  ] as const)('is declined with a reason, and shows where a link leads nowhere (%s)', async (language, locale) => {
    const text = words[language];
    const { id, students } = await opened();
    const address = `/invitation?token=${await linkToken(students.id, id, '1')}`;
    const page = await newPage({ locale, viewport: phone, javaScriptEnabled: false });
    await page.goto(address);
    await page.getByRole('button', { name: text.decline }).click();
    await page.getByRole('heading', { level: 1, name: text.invited }).waitFor();
    await page.getByRole('radio', { name: text.reason }).check();
    await page.getByRole('button', { name: text.decline }).click();
    await page.getByRole('heading', { level: 1, name: text.declined }).waitFor();
    await lookAt(`${address}&lang=${language}`, `declined-${language}`);

    await page.goto(`${address}x`);
    await page.getByRole('heading', { level: 1, name: text.nowhere }).waitFor();
    await lookAt(`${address}x&lang=${language}`, `nowhere-${language}`);
    await page.close();
  });
});
