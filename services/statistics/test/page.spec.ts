import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { activityReported, campaignAnnounced, eventOf, surveyCounted } from '@kraftsamling/contracts';
import { eventually, PATIENCE_MS } from '@kraftsamling/testing';
import { accessibilityViolations, hasBrowser, launchBrowser } from '@kraftsamling/testing/browser';
import type { Browser, Page } from '@kraftsamling/testing/browser';
import type { CampaignFigures } from '../src/figures/figures.ts';
import { cancelled, published, reported } from './activities.ts';
import { award, confirmed, contributed, informed, listed, opened, submitted, won } from './award-events.ts';
import { identified, matched, selfOrganised } from './cases.ts';
import { barsOf, brokenIn, clippedIn } from './page-looks.ts';
import { announced as announcedAs, registered } from './registrations.ts';
import { World } from './world.ts';

const withBrowser = hasBrowser ? describe : describe.skip;

const campaign = 'digitalidag-2024';

const announced = eventOf(campaignAnnounced, {
  id: crypto.randomUUID(),
  subject: campaign,
  version: 1,
  time: new Date(),
  data: {
    ...campaignAnnounced.example,
    // Five take part: more than the goal, so that its bar goes on beyond it.
    goals: [...campaignAnnounced.example.goals, { measure: 'organisations', target: 4 }],
  },
});

const counted = eventOf(surveyCounted, {
  id: crypto.randomUUID(),
  subject: surveyCounted.example.id,
  version: 2,
  time: new Date(),
  data: { ...surveyCounted.example, campaignId: campaign },
});

let world: World;

beforeAll(async () => {
  world = await World.open(import.meta.url);
  await world.startReplica();
  await world.publish([
    announced,
    announcedAs('small-campaign'),
    announcedAs('another', { name: { sv: 'eMedborgarveckan i Borlänge 2018', en: 'eCitizen Week in Borlänge 2018' } }),
    ...registered(campaign, 5),
    ...registered('small-campaign', 1),
  ]);
  await eventually(async () => {
    const { body } = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
    expect(body.figures.registrations.confirmed).toBe(5);
  });
});
afterAll(() => world.close());

describe('GET /', () => {
  it('answers a page in the language of the visitor, or in the one that is asked for', async () => {
    const languages = [
      ['/', 'sv-SE,sv;q=0.9,en;q=0.8', 'sv'],
      ['/', 'en-GB,en;q=0.9', 'en'],
      ['/?lang=sv', 'en', 'sv'],
      ['/?lang=en', 'sv', 'en'],
    ] as const;
    for (const [path, language, answered] of languages) {
      const answer = await fetch(world.url(path), { headers: { 'accept-language': language } });
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('vary')).toBe('Accept-Language, accept-encoding');
      expect(await answer.text()).toContain(`<html lang="${answered}">`);
    }
  });

  it('has files of its own and asks nobody else for any', async () => {
    const html = await (await fetch(world.url('/'))).text();
    const files = [...html.matchAll(/(?:src|href)="([^"?]+)"/g)].map(([, address]) => address!);

    expect(files).toEqual(expect.arrayContaining(['/assets/page.css', '/assets/page.js']));
    for (const address of files) expect(address).toMatch(/^[/#]/);
    for (const address of files.filter((each) => each.startsWith('/assets/')))
      expect((await fetch(world.url(address))).status).toBe(200);
    expect((await fetch(world.url('/assets/..%2Findex.html'))).status).toBe(404);
  });
});

withBrowser('The page, in a browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function open(path: string, locale = 'sv-SE'): Promise<{ page: Page; errors: string[] }> {
    const page = await browser.newPage({ locale });
    page.setDefaultTimeout(PATIENCE_MS);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(world.url(path));
    return { page, errors };
  }

  /** The cells of the row that begins with a heading. */
  async function row(page: Page, table: string, heading: string): Promise<string[]> {
    const cells = page.locator(`#${table} tbody tr`, {
      has: page.getByRole('rowheader', { name: heading, exact: true }),
    });
    return cells.locator('td').allInnerTexts();
  }

  it('shows the campaign where most is going on: by step, day, category, county and municipality', async () => {
    const { page, errors } = await open('/');

    await page.getByRole('heading', { name: 'Digitalidag 2024' }).waitFor();
    expect(await row(page, 'steps', 'Bekräftade')).toEqual(['5']);
    expect(await row(page, 'days', 'fredag 15 november 2024')).toEqual(['5', '5']);
    expect(await row(page, 'categories', 'Folkbibliotek')).toEqual(['5', '5']);
    expect(await row(page, 'counties', 'Dalarnas län')).toEqual(['5', '5']);
    expect(await page.locator('#municipalities-taking-part').innerText()).toBe('1 av 290');
    expect(await page.locator('#organisations-taking-part').innerText()).toBe('5');

    await page.getByText('Intresseanmälningar per kommun').first().click();
    expect(await row(page, 'municipalities', 'Borlänge')).toEqual(['5', '5']);
    expect(await row(page, 'campaigns', 'Digitalidag 2024')).toEqual([
      'Över, sluträknas',
      '0',
      '0',
      '5',
      '0',
      '0',
      '5',
      '5',
    ]);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows what takes place and who came: goals, activities, municipalities without any, people, surveys', async () => {
    await world.publish([published({ municipality: '2080' }), reported({ municipality: '2081' }), counted]);
    const { page, errors } = await open('/?lang=en');

    const card = (measure: string) => page.locator(`#goals [data-key="${measure}"]`);
    // Three events, which may come in any order.
    await eventually(async () => {
      expect(await card('developed-competence').innerText()).toContain('28 of 1,000,000');
      expect(await card('municipalities').innerText()).toContain('2 of 290\n');
      expect(await page.locator('#surveys').innerText()).toContain('Open, 25 answers as of 9 October 2018 at 14:00.');
    });
    expect(await card('developed-competence').innerText()).toContain(
      '< 0.1% of the goal: “At least one million people have developed their digital competence.”',
    );
    expect(await card('municipalities').innerText()).toContain('0.7% of the goal.');
    expect(await card('attendances').locator('.number').innerText()).toBe('40');
    expect(await row(page, 'activity-forms', 'Drop-in')).toEqual(['2', '1']);
    expect(await row(page, 'coverage-counties', 'Dalarnas län')).toEqual(['2', '15', '13.3%']);
    expect(await row(page, 'evidence', 'Counted')).toEqual(['40', '40', '0', '40', '40']);
    expect(await row(page, 'people-groups', 'Senior citizens')).toEqual(['31']);
    const survey = page.getByRole('table', { name: 'Which digital services would make your everyday life easier?' });
    expect(await survey.locator('td').allInnerTexts()).toEqual(['18', 'not shown']);

    await page.getByText('288 municipalities without an activity').click();
    const dalarna = page.locator('#empty div', { hasText: 'Dalarnas län' });
    expect(await dalarna.innerText()).not.toContain('Falun');
    await world.publish([cancelled({ municipality: '2080' })]);
    await eventually(async () => expect(await dalarna.innerText()).toContain('Falun'));
    expect(await page.locator('#coverage').innerText()).toBe('1 of 290');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows the cases: the six steps as a funnel, how long they take, who accepts, what is asked for and offered', async () => {
    await world.publish([identified('case-1'), identified('case-2'), matched('case-3'), selfOrganised('case-4')]);
    const { page, errors } = await open('/?lang=en');

    await eventually(async () =>
      expect(await row(page, 'case-funnel', '1. Need identified')).toEqual(['2', '4', '100%', '']),
    );
    expect(await row(page, 'case-funnel', '4. Matched')).toEqual(['2', '2', '50%', '']);
    expect(await row(page, 'case-funnel', '6. Followed up')).toEqual(['0', '0', '0%', '']);
    const narrows = (part: number) => page.locator('#case-funnel polygon').nth(part).getAttribute('points');
    expect(await narrows(0)).toBe('0,0 100,0 75,10 25,10');
    expect(await narrows(3)).toBe('25,0 75,0 50,10 50,10');

    expect(await row(page, 'step-times', 'Matched')).toEqual(['1', '28 hours', '28 hours']);
    expect(await row(page, 'case-origins', 'Found each other')).toEqual(['1', '1', '1']);
    expect(await row(page, 'invitations', 'Accepted')).toEqual(['1']);
    expect(await row(page, 'coalition-sizes', '2')).toEqual(['2']);
    expect(await page.locator('#acceptance-rate').innerText()).toBe('100%');
    await eventually(async () => expect(await row(page, 'capacity', 'Digital coaches')).toEqual(['8', '0', '8']));
    expect(await page.locator('#network-matches').innerText()).toBe('2');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows the newest award: who is nominated, by county, and what has been announced as soon as it is', async () => {
    await world.publish([
      opened(),
      confirmed(['2081']),
      confirmed(['2081']),
      confirmed(['2080', '2081']),
      confirmed(['0180'], true),
      submitted(['1480']),
      informed(['2081']),
      informed(['2080', '2081']),
      informed(['0180']),
      contributed('article-1'),
    ]);
    const { page, errors } = await open('/?lang=en');
    await page.getByRole('heading', { name: 'Digital Municipality of the Year 2021' }).waitFor();

    await eventually(async () => {
      expect(await page.locator('#nominations-confirmed').innerText()).toBe('4');
      expect(await page.locator('#nominations-submitted').innerText()).toBe('1');
      expect(await page.locator('#nominated-municipalities').innerText()).toBe('3 of 290');
      expect(await row(page, 'candidacy-states', 'Informed')).toEqual(['3']);
    });
    expect(await row(page, 'nomination-origins', 'The municipality itself')).toEqual(['1', '0']);
    await eventually(async () =>
      expect(await row(page, 'awards', 'Digital Municipality of the Year 2021')).toEqual(['4', '3', '1']),
    );
    await page.getByText('Nominations by county').first().click();
    expect(await row(page, 'nomination-counties', 'Dalarnas län')).toEqual(['3', '0']);
    expect(await page.locator('#long-listed').isVisible()).toBe(false);
    expect(await page.locator('#award-funnel tbody tr').count()).toBe(1);

    await world.publish([listed()]);
    await eventually(async () =>
      expect(await page.locator('#short-listed li').allInnerTexts()).toEqual(['Borlänge', 'Säter']),
    );
    expect(await page.locator('#winner').isVisible()).toBe(false);
    await world.publish([won({ winner: { candidacyId: 'c-2080-2081', municipalities: ['2081', '2080'] } })]);
    await eventually(async () => expect(await page.locator('#winner-names').innerText()).toBe('Borlänge and Falun'));
    expect(await row(page, 'award-funnel', 'On the short list')).toEqual(['2', '66.7%', '']);
    expect(await page.locator('#award-facts').innerText()).toContain('The winner has been announced');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows the award that is asked for, and says when it is unknown', async () => {
    const { page } = await open(`/?award=${award}&campaign=small-campaign&lang=sv`);
    await page.getByRole('heading', { name: 'Årets digitala kommun 2021' }).waitFor();
    await page.getByRole('heading', { name: 'small-campaign' }).waitFor();

    await page.goto(world.url('/?award=no-such-award&lang=en'));
    await page.getByText('No such award is known.').waitFor();
    await page.close();
  });

  it('leaves out what a campaign has nothing of', async () => {
    const { page } = await open('/?campaign=small-campaign');
    await page.getByRole('heading', { name: 'small-campaign' }).waitFor();

    for (const part of ['goals', 'activities-part', 'coverage-part', 'people-part', 'surveys-part', 'cases-part'])
      expect(await page.locator(`#${part}`).isVisible()).toBe(false);
    await page.close();
  });

  it('follows what happens, without being loaded again', async () => {
    const { page, errors } = await open(`/?campaign=small-campaign&lang=en`);
    await page.getByRole('heading', { name: 'small-campaign' }).waitFor();
    await eventually(async () => expect(await row(page, 'steps', 'Confirmed')).toEqual(['1']));
    await page.evaluate('document.isTheSame = true');

    await world.publish(registered('small-campaign', 2));

    await eventually(async () => expect(await row(page, 'steps', 'Confirmed')).toEqual(['3']));
    // The network's figures come by a stream of their own.
    await eventually(async () =>
      expect(await row(page, 'campaigns', 'small-campaign')).toEqual([
        'Over, still being counted',
        '0',
        '0',
        '3',
        '0',
        '0',
        '3',
        '3',
      ]),
    );
    await eventually(async () =>
      expect(await page.locator('#news').innerText()).toBe('3 registrations, 3 of them confirmed.'),
    );
    expect(await page.evaluate('document.isTheSame')).toBe(true);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('changes language and campaign by links, and says when a campaign is unknown', async () => {
    const { page } = await open('/');
    await page.getByRole('link', { name: 'In English' }).click();
    await page.getByRole('heading', { name: 'The figures of the campaigns, right now' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');

    await page.getByRole('link', { name: 'small-campaign' }).click();
    await page.getByRole('heading', { name: 'small-campaign' }).waitFor();
    expect(new URL(page.url()).search).toBe('?lang=en&campaign=small-campaign');

    await page.goto(world.url('/?campaign=no-such-campaign&lang=en'));
    await page.getByText('No such campaign is known.').waitFor();
    await page.close();
  });

  it('can be read by everyone: one heading of the first level, named tables with headed rows, a way past the top', async () => {
    const { page } = await open('/');
    await page.getByRole('heading', { name: 'Digitalidag 2024' }).waitFor();

    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    const tables = page.getByRole('table');
    for (let index = 0; index < (await tables.count()); index++) {
      const table = tables.nth(index);
      expect(await table.locator('caption').innerText()).not.toBe('');
      const [rows, headed] = [
        await table.locator('tbody tr').count(),
        await table.locator('tbody tr > th[scope=row]').count(),
      ];
      expect(headed).toBe(rows);
    }
    for (const picture of await page.locator('svg').all())
      expect(await picture.getAttribute('aria-hidden')).toBe('true');
    expect(await page.locator('#news').getAttribute('aria-live')).toBe('polite');

    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Till siffrorna');
    await page.close();
  });

  it('draws every bar as long as the number beside it, and no other', async () => {
    const { report } = activityReported.example;
    const online = { people: 160, lower: 100, upper: 220, evidence: 'estimated' } as const;
    await world.publish([
      reported({ municipality: '1480', report: { ...report!, online, developedCompetence: 99 } }),
      reported({ municipality: '0180', form: 'lecture', mode: 'online', report: { ...report!, online } }),
      published({ municipality: '2062', form: 'lecture' }),
    ]);
    const { page } = await open(`/?campaign=${campaign}&lang=en`);
    await eventually(async () => expect(await page.locator('#goals').innerText()).toContain('155 of 1,000,000'));
    await page.locator('#case-funnel polygon').first().waitFor({ state: 'attached' });
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");

    const bars = await barsOf(page);
    expect(new Set(bars.map(({ where }) => where.split(' ')[0])).size).toBeGreaterThan(15);
    expect(bars.filter(({ said }) => said > 0 && said < 1).length).toBeGreaterThan(15);
    // What is said is rounded to a tenth of a per cent, and so are the corners of a funnel.
    expect(bars.filter(({ drawn, said }) => Math.abs(drawn - said) > 0.0015)).toEqual([]);
    await page.close();
  });

  it('shows what a report with unusual numbers says apart, until these are confirmed', async () => {
    const { report } = activityReported.example;
    const onSite = { people: 1_000_000, lower: 1_000_000, upper: 1_000_000, evidence: 'counted' } as const;
    await world.publish([
      reported({ municipality: '2034', report: { ...report!, onSite, staffTrained: 5, awaitingConfirmation: true } }),
    ]);
    const { page } = await open(`/?campaign=${campaign}&lang=sv`);
    const apart = page.locator('#unconfirmed-reports');
    await eventually(async () => expect(await apart.innerText()).toMatch(/^1 rapport med ovanliga tal väntar .* 1\s000\s000 deltagande, 5 utbildad/)); // prettier-ignore
    expect(await page.locator('#people-total').innerText()).not.toContain('000');
    await page.close();
  });

  it.each([320, 390, 768, 1000, 1440])(
    'shows all of itself on a screen of %i pixels, in both languages, and breaks no number',
    async (width) => {
      for (const lang of ['sv', 'en']) {
        const page = await browser.newPage({ viewport: { width, height: 900 } });
        page.setDefaultTimeout(PATIENCE_MS);
        await page.goto(world.url(`/?campaign=${campaign}&lang=${lang}`));
        await page.locator('#case-funnel polygon').first().waitFor({ state: 'attached' });
        await page.locator('#goals article').first().waitFor();
        await page.locator('#campaigns tbody tr').first().waitFor();
        await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");

        expect(await clippedIn(page)).toEqual([]);
        expect(await brokenIn(page)).toEqual([]);
        expect(await page.locator('#goals article').first().innerText()).toMatch(/% (av målet|of the goal): /);
        await page.close();
      }
    },
  );

  it('says of when the figures are and where the campaign is in the calendar, in the time and the words of the reader', async () => {
    const moment = {
      sv: /Siffrorna per \d+ \p{L}+ \d{4} kl\. \d\d[.:]\d\d\./u,
      en: /Figures as of \d+ \p{L}+ \d{4} at \d\d:\d\d\./u,
    };
    for (const [lang, phase] of [
      ['sv', 'Över, sluträknas'],
      ['en', 'Over, still being counted'],
    ] as const) {
      const { page } = await open(`/?campaign=${campaign}&award=${award}&lang=${lang}`);
      await page.locator('#award-heading').waitFor();
      for (const part of ['network-as-of', 'campaign-facts', 'award-facts'])
        await eventually(async () => expect(await page.locator(`#${part}`).innerText()).toMatch(moment[lang]));
      expect(await page.locator('#campaign-phase').innerText()).toBe(phase);
      expect(await page.locator('#campaign-facts').innerText()).toMatch(/15\s?–\s?16 november 2024/i);
      await page.close();
    }
  });

  it('has no word of a program in Swedish text', async () => {
    const { page } = await open(`/?campaign=${campaign}&lang=sv`);
    await page.locator('#case-funnel polygon').first().waitFor({ state: 'attached' });
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");

    // The names of campaigns and awards are data.
    const named = await page.evaluate<[code: string, name: string][]>(`
      [...document.querySelectorAll('table:not(#campaigns, #campaign-activities, #parts, #awards) tbody tr')]
        .map((row) => [row.dataset.key, row.cells[0].innerText])
        .filter(([code]) => /[a-z]/.test(code))`);
    expect(named.length).toBeGreaterThan(20);
    const isCode = (code: string, name: string) => name === code || name.toLowerCase() === code.replaceAll('-', ' ');
    expect(named.filter(([code, name]) => isCode(code, name))).toEqual([]);
    expect(await page.locator('main').innerText()).not.toMatch(/undefined|null|NaN|\[object|\{/);
    expect(await row(page, 'people-groups', 'Seniorer')).toEqual([expect.stringMatching(/^\d+$/)]);
    await page.close();
  });

  it('leaves an accessibility checker nothing to find, on a phone and a desktop, dark and light, in both languages', async () => {
    for (const [lang, width, colorScheme] of [
      ['sv', 1280, 'light'],
      ['en', 390, 'dark'],
    ] as const) {
      // prettier-ignore
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      page.setDefaultTimeout(PATIENCE_MS);
      await page.goto(world.url(`/?campaign=${campaign}&lang=${lang}`));
      await page.locator('#case-funnel polygon').first().waitFor({ state: 'attached' });
      await page.locator('#winner').waitFor();
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");

      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
      await page.close();
    }
  });

  it('says when it has lost contact, and goes on when it has found it again', async () => {
    const { page } = await open(`/?campaign=${campaign}&lang=en`);
    await page.getByText('The figures update by themselves.').waitFor();

    await page.context().setOffline(true);
    const replica = world.replicas[0]!;
    const { port } = new URL(replica.url);
    await world.stop(replica);
    await page.getByText('No contact right now.').waitFor();

    await page.context().setOffline(false);
    await world.startReplica({ PORT: port });
    await page.getByText('The figures update by themselves.').waitFor();
    await page.close();
  });
});
