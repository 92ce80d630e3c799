import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, ready } from '@kraftsamling/testing';
import type { Answer } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { aReport, campaignPublished, organisationPublished, planned, published } from './samples.ts';

let the: Running;
let token: string;
let campaign: string;
let organisers: string[];

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
  await ready(the.call);
  campaign = await campaignPublished(the);
  organisers = await Promise.all(Array.from({ length: 5 }, () => organisationPublished(the)));
});
afterAll(async () => the[Symbol.asyncDispose]());

const held = (change: Record<string, unknown> = {}) =>
  published(the.call, token, { organisers, campaigns: [campaign], ...change });

const report = (id: string, change: Record<string, unknown> = {}, as = token) =>
  the.call('POST', `/v1/activities/${id}/report`, { token: as, body: { ...aReport, ...change } });

const correct = (id: string, version: number, people: number, as = token): Promise<Answer> =>
  the.call('PUT', `/v1/activities/${id}/report`, {
    token: as,
    body: { ...aReport, onSite: { people, evidence: 'registered' } },
    headers: { 'if-match': `"${version}"` },
  });

const eventsOf = async (id: string) =>
  (await the.streams.events())
    .filter(({ subject }) => subject === id)
    .sort((one, other) => one.sequence.localeCompare(other.sequence));

const eventNamesOf = async (id: string) => (await eventsOf(id)).map(({ type }) => type.split('.')[2]);

describe('POST /v1/activities/{id}/report', () => {
  it('counts forty people once when five organisers report them at once', async () => {
    const id = await held();
    const tokens = await Promise.all(organisers.map((organisation) => the.key.token('organisation', { organisation })));
    const answers = await Promise.all(tokens.map((each) => report(id, {}, each)));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await the.call('GET', `/v1/activities/${id}`)).toMatchObject({
      body: {
        status: 'reported',
        report: {
          onSite: { people: 40, lower: 40, upper: 40, evidence: 'counted' },
          online: { people: 0 },
          staffTrained: 2,
        },
      },
    });
    await eventually(async () => expect(await eventNamesOf(id)).toEqual(['planned', 'published', 'reported']));
  });

  it('refuses another number, whoever comes with it', async () => {
    const id = await held();
    await report(id);
    expect(await report(id, { onSite: { people: 41, evidence: 'counted' } })).toMatchObject({
      status: 409,
      body: { code: 'already-reported', detail: expect.stringContaining('40 on site') },
    });
  });

  it('is refused before the last session has ended', async () => {
    const organisation = { organisers: [organisers[0]], campaigns: [] };
    const sessions = [
      { start: '2024-11-15T10:00', end: '2024-11-15T12:00' },
      { start: '2124-11-15T10:00', end: '2124-11-15T12:00' },
    ];
    const id = await published(the.call, token, { ...organisation, sessions });
    expect(await report(id)).toMatchObject({ status: 409, body: { code: 'not-yet-held' } });
    expect(await report(await planned(the.call, token, organisation))).toMatchObject({
      status: 409,
      body: { code: 'activity-not-published' },
    });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    [
      'an upper bound under the lower',
      { onSite: { people: 40, lower: 50, upper: 30, evidence: 'estimated' } },
      'bounds-crossed',
      '/onSite',
    ],
    ['an estimate without bounds', { onSite: { people: 40, evidence: 'estimated' } }, 'bounds-missing', '/onSite'],
    [
      'bounds of what was counted',
      { onSite: { people: 40, evidence: 'counted', upper: 50 } },
      'bounds-not-estimated',
      '/onSite',
    ],
    [
      'more in groups than in all',
      { targetGroups: [{ targetGroup: 'senior-citizens', people: 41 }] },
      'more-in-groups-than-all',
      '/targetGroups',
    ],
    [
      'more with new competence than there were',
      { developedCompetence: 41 },
      'more-than-took-part',
      '/developedCompetence',
    ],
    ['people online of what was on site', { online: { people: 3, evidence: 'counted' } }, 'mode-differs', '/online'],
    ['nobody counted', { onSite: undefined }, 'attendance-missing', '/onSite'],
    ['fewer than nobody', { staffTrained: -1 }, 'invalid-input', '/staffTrained'],
    ['half a person', { onSite: { people: 0.5, evidence: 'counted' } }, 'invalid-input', '/onSite/people'],
  ])('refuses %s', async (_, change, code, pointer) => {
    const id = await held();
    expect(await report(id, change)).toMatchObject({ status: 422, body: { code, errors: [{ pointer }] } });
    expect(await the.call('GET', `/v1/activities/${id}`)).toMatchObject({ body: { status: 'published' } });
  });

  it('keeps a reported activity from being cancelled or changed', async () => {
    const id = await held();
    const { headers } = await report(id);
    const cancellation = { token, body: { reason: 'illness' } };
    expect(await the.call('POST', `/v1/activities/${id}/cancellation`, cancellation)).toMatchObject({
      status: 409,
      body: { code: 'activity-reported' },
    });
    const amendment = { token, body: { capacity: 3 }, headers: { 'if-match': headers.get('etag') ?? '' } };
    expect(await the.call('PATCH', `/v1/activities/${id}`, amendment)).toMatchObject({
      status: 409,
      body: { code: 'activity-reported' },
    });
  });

  it('is for the organisers and those who look after the place', async () => {
    const id = await held();
    const other = await the.key.token('organisation', { organisation: 'another' });
    expect(await report(id, {}, other)).toMatchObject({ status: 403, body: { code: 'not-yours' } });
  });

  it('publishes nothing of what people wrote at length', async () => {
    const id = await held();
    await report(id, { method: 'Fråga Eva.', lessons: 'Evas lokal var för liten.' });
    expect(await the.call('GET', `/v1/activities/${id}`)).toMatchObject({ body: { report: { method: 'Fråga Eva.' } } });
    await eventually(async () => expect(await eventNamesOf(id)).toContain('reported'));
    expect(JSON.stringify(await eventsOf(id))).not.toContain('Eva');
  });
});

describe('a number that is unusual', () => {
  const slip = { onSite: { people: 1_000_000, evidence: 'counted' }, staffTrained: 10_000_000 };
  const confirm = (id: string, version: number, as = token) =>
    the.call('POST', `/v1/activities/${id}/report/confirmation`, {
      token: as,
      headers: { 'if-match': `"${version}"` },
    });

  it('is asked back, then awaits the secretariat, which finds it and confirms what it has read', async () => {
    const id = await held({ capacity: 40 });
    const organisation = await the.key.token('organisation', { organisation: organisers[0] ?? '' });
    expect(await report(id, slip, organisation)).toMatchObject({
      status: 422,
      body: {
        code: 'unusual-number',
        errors: [
          { pointer: '/onSite', detail: expect.stringContaining('more than 400') },
          { pointer: '/staffTrained', detail: expect.stringContaining('confirmUnusual') },
        ],
      },
    });
    expect(await report(id, { ...slip, confirmUnusual: true }, organisation)).toMatchObject({
      status: 200,
      body: { unusual: ['/onSite', '/staffTrained'], report: { awaitingConfirmation: true } },
    });
    const { body: shown } = await the.call('GET', `/v1/activities/${id}`);
    expect(shown).toMatchObject({ report: { awaitingConfirmation: true } });
    expect(shown).not.toHaveProperty('unusual');

    const query = `/v1/activities?awaitingConfirmation=true&campaign=${campaign}`;
    expect(await the.call('GET', query, { token })).toMatchObject({ body: { items: [{ id }] } });
    expect(await confirm(id, 3, organisation)).toMatchObject({ status: 403 });
    expect(await confirm(id, 2)).toMatchObject({ status: 412 });
    expect(await confirm(id, 3)).toMatchObject({ status: 200, body: { unusual: [] } });
    expect(await the.call('GET', query, { token })).toMatchObject({ body: { items: [] } });
    await eventually(async () => {
      const events = await eventsOf(id);
      expect(events.map(({ type }) => type.split('.')[2])).toEqual(['planned', 'published', 'reported', 'report-confirmed']); // prettier-ignore
      expect(events.at(-2)?.data).toMatchObject({ report: { awaitingConfirmation: true } });
      expect(events.at(-1)?.data).not.toMatchObject({ report: { awaitingConfirmation: true } });
    });
  });
});

describe('a small group', () => {
  it('is told neither to strangers nor in events, nor is what would tell it', async () => {
    const id = await held();
    const targetGroups = [
      { targetGroup: 'senior-citizens', people: 39 },
      { targetGroup: 'asylum-seekers', people: 1 },
    ];
    expect(await report(id, { targetGroups })).toMatchObject({ status: 200, body: { report: { targetGroups } } });

    const other = await the.key.token('organisation', { organisation: 'another' });
    for (const caller of [{}, { token: other }]) {
      const { body } = await the.call('GET', `/v1/activities/${id}`, caller);
      expect(body.report).toMatchObject({ onSite: { people: 40 }, targetGroups: [] });
    }
    await eventually(async () => expect(await eventNamesOf(id)).toContain('reported'));
    expect((await eventsOf(id)).at(-1)?.data).toMatchObject({ report: { targetGroups: [] } });
  });
});

describe('PUT /v1/activities/{id}/report', () => {
  it('replaces the report, and a correction of a correction is simply the newest', async () => {
    const id = await held();
    await report(id);
    expect(await correct(id, 3, 44)).toMatchObject({
      status: 200,
      body: { report: { onSite: { people: 44, evidence: 'registered' } }, correctedAt: expect.any(String) },
    });
    expect(await correct(id, 4, 43)).toMatchObject({ status: 200, body: { report: { onSite: { people: 43 } } } });

    await eventually(async () => {
      const events = await eventsOf(id);
      expect(events.map(({ type }) => type.split('.')[2])).toEqual([
        'planned',
        'published',
        'reported',
        'report-corrected',
        'report-corrected',
      ]);
      expect(events.at(-1)?.data).toMatchObject({ report: { onSite: { people: 43, lower: 43, upper: 43 } } });
    });
  });

  it('refuses a correction of an old version, so that of five at once one counts', async () => {
    const id = await held();
    await report(id);
    const answers = await Promise.all([41, 42, 43, 44, 45].map((people) => correct(id, 3, people)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);

    const won = answers.find(({ status }) => status === 200);
    const { body } = await the.call('GET', `/v1/activities/${id}`);
    expect(body.report.onSite).toEqual(won?.body.report.onSite);
  });

  it('must say which version was read, and there must be a report', async () => {
    const id = await held();
    expect(await correct(id, 2, 40)).toMatchObject({ status: 409, body: { code: 'not-yet-reported' } });
    expect(await the.call('PUT', `/v1/activities/${id}/report`, { token, body: aReport })).toMatchObject({
      status: 428,
    });
  });
});
