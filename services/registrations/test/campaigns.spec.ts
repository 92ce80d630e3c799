import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { becomes } from '@kraftsamling/messaging';
import { eventually } from '@kraftsamling/testing';
import type { Answer } from '@kraftsamling/testing';
import { Campaigns } from '../src/campaign/campaign.store.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { aCampaign } from './campaign-samples.ts';
import { announced, submitted } from './samples.ts';

let the: Running;
let token: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
});
afterAll(async () => the[Symbol.asyncDispose]());

const draft = (change: Record<string, unknown> = {}, as = token) =>
  the.call('POST', '/v1/campaigns', { token: as, body: aCampaign(change) });

async function amend(id: string, change: Record<string, unknown>, ifMatch?: string): Promise<Answer> {
  const { headers } = await the.call('GET', `/v1/campaigns/${id}`, { token });
  const { id: _, ...plan } = aCampaign();
  return the.call('PUT', `/v1/campaigns/${id}`, {
    token,
    body: { ...plan, ...change },
    headers: { 'if-match': ifMatch ?? headers.get('etag') ?? '' },
  });
}

const eventNamesOf = async (id: string) =>
  (await the.streams.events()).filter(({ subject }) => subject === id).map(({ type }) => type.split('.')[2]);

describe('POST /v1/campaigns', () => {
  it('drafts a campaign that only the secretariat sees', async () => {
    const { status, headers, body } = await draft();

    expect({ status, etag: headers.get('etag'), location: headers.get('location') }).toEqual({
      status: 201,
      etag: '"1"',
      location: `/v1/campaigns/${body.id}`,
    });
    expect(body).toMatchObject({ status: 'draft', registrationWindow: { opens: '2024-04-17T22:00:00.000Z' } });
    expect(await the.call('GET', `/v1/campaigns/${body.id}`)).toMatchObject({ status: 404 });
    expect(await the.call('GET', `/v1/campaigns/${body.id}`, { token })).toMatchObject({ status: 200 });
    const coordinator = await the.key.token('coordinator', { counties: ['20'] });
    expect(await the.call('GET', `/v1/campaigns/${body.id}`, { token: coordinator })).toMatchObject({ status: 404 });
  });

  it('is for the secretariat', async () => {
    expect(await the.call('POST', '/v1/campaigns', { body: aCampaign() })).toMatchObject({ status: 401 });
    const coordinator = await the.key.token('coordinator', { counties: ['20'] });
    expect(await draft({}, coordinator)).toMatchObject({ status: 403 });
  });

  it('keeps the area of a campaign, and publishes it with the campaign', async () => {
    const id = await announced(the.call, token, { area: { municipalities: ['2081'] } });

    const area = { counties: [], municipalities: ['2081'] };
    expect(await the.call('GET', `/v1/campaigns/${id}`)).toMatchObject({ body: { area } });
    await eventually(async () => {
      const event = (await the.streams.events()).find(({ subject }) => subject === id);
      expect(event?.data).toMatchObject({ area });
    });
  });

  it('refuses an id that is taken', async () => {
    const { body } = await draft();
    expect(await draft({ id: body.id })).toMatchObject({ status: 409, body: { code: 'campaign-exists' } });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['days outside the counting period', { days: ['2024-11-17'] }, 'day-outside-counting-period'],
    [
      'a counting period that is empty',
      { days: [], countingPeriod: { from: '2024-11-16', to: '2024-04-18' } },
      'counting-period-empty',
    ],
    [
      'a registration window that is empty',
      { registrationWindow: { opens: '2024-11-16T00:00:00Z', closes: '2024-11-16T00:00:00Z' } },
      'registration-window-empty',
    ],
    ['a goal that is not positive', { goals: [{ measure: 'people', target: 0 }] }, 'goal-not-positive'],
    ['two goals of one measure', { goals: [1, 2].map((target) => ({ measure: 'people', target })) }, 'goal-repeated'],
    ['an area that is nowhere', { area: {} }, 'area-empty'],
    ['an area outside the country', { area: { municipalities: ['2099'] } }, 'unknown-municipality'],
    ['an unknown parent', { partOf: 'no-such-campaign' }, 'parent-unknown'],
    ['an id that means no campaign', { id: 'network' }, 'campaign-id-reserved'],
    ['itself as a parent', { id: 'itself-2024', partOf: 'itself-2024' }, 'campaign-circle'],
  ])('refuses %s', async (_, change, code) => {
    expect(await draft(change)).toMatchObject({
      status: 422,
      body: { code, errors: [expect.objectContaining({ code })] },
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['a day that no calendar has', { days: ['2024-02-30'] }, '/days'],
    ['a day twice', { days: ['2024-11-15', '2024-11-15'] }, '/days'],
    ['an id that is no slug', { id: 'Digital Days' }, '/id'],
    [
      'an instant without an offset',
      { registrationWindow: { opens: '2024-04-18T00:00:00', closes: '2024-11-16T00:00:00Z' } },
      '/registrationWindow/opens',
    ],
    ['null for what may be left out', { partOf: null }, '/partOf'],
    [
      'a list where an object is asked for',
      { rules: [{ freeOfCharge: true, noSales: true, openToAll: true }] },
      '/rules',
    ],
    [
      'a kit whose address is a script',
      { kit: [{ kind: 'x', language: 'sv', title: 'x', url: 'javascript:alert(1)' }] },
      '/kit/0/url',
    ],
    [
      'a kit whose address has a login in it',
      { kit: [{ kind: 'x', language: 'sv', title: 'x', url: 'https://eva:secret@kit.example/stod.pdf' }] },
      '/kit/0/url',
    ],
    [
      'a kit whose address begins in capitals',
      { kit: [{ kind: 'x', language: 'sv', title: 'x', url: 'HTTPS://kit.example/stod.pdf' }] },
      '/kit/0/url',
    ],
    [
      'an instant in another age',
      { registrationWindow: { opens: '0024-04-18T00:00:00Z', closes: '2024-11-16T00:00:00Z' } },
      '/registrationWindow/opens',
    ],
  ])('refuses %s', async (_, change, pointer) => {
    const { status, body } = await draft(change);
    expect(status).toBe(422);
    expect(body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });
});

describe('GET /v1/campaigns', () => {
  it('lists drafts for the secretariat only', async () => {
    const { body: drafted } = await draft();
    const open = await announced(the.call, token);
    const idsOf = ({ body }: Answer) => (body.items as { id: string }[]).map(({ id }) => id);

    const everyone = idsOf(await the.call('GET', '/v1/campaigns?limit=100'));
    expect(everyone).toContain(open);
    expect(everyone).not.toContain(drafted.id);
    expect(idsOf(await the.call('GET', '/v1/campaigns?status=draft&limit=100', { token }))).toContain(drafted.id);
    expect(await the.call('GET', '/v1/campaigns?status=draft')).toMatchObject({ body: { page: { total: 0 } } });
  });
});

describe('PUT /v1/campaigns/{id}', () => {
  it('amends a draft silently and an announced campaign aloud', async () => {
    const { body } = await draft();
    expect(await amend(body.id as string, { organiser: 'Another' })).toMatchObject({
      status: 200,
      body: { organiser: 'Another' },
    });
    await the.call('POST', `/v1/campaigns/${body.id}/announcement`, { token });
    expect(await amend(body.id as string, { organiser: 'A third' })).toMatchObject({ status: 200 });

    await eventually(async () => expect(await eventNamesOf(body.id as string)).toEqual(['announced', 'amended']));
  });

  it('lets one of two people who edit at once through', async () => {
    const id = await announced(the.call, token);
    const answers = await Promise.all([amend(id, { organiser: 'One' }, '"2"'), amend(id, { organiser: 'Two' }, '"2"')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('must say which version was read', async () => {
    const id = await announced(the.call, token);
    const { id: _, ...plan } = aCampaign();
    expect(await the.call('PUT', `/v1/campaigns/${id}`, { token, body: plan })).toMatchObject({
      status: 428,
      body: { code: 'if-match-required' },
    });
  });

  it('refuses to remove a day that somebody is confirmed for, and says which', async () => {
    const id = await announced(the.call, token);
    const registration = await submitted(the.call, id, { days: ['2024-11-15', '2024-11-16'] });
    await the.call('POST', `/v1/registrations/${registration.id}/confirmation`, { token });

    expect(await amend(id, { days: ['2024-11-16'] })).toMatchObject({
      status: 409,
      body: { code: 'day-in-use', errors: [{ detail: '1 registration is confirmed for 2024-11-15.' }] },
    });
    const another = await submitted(the.call, id, { days: ['2024-11-15'] });
    expect(await the.call('POST', `/v1/registrations/${another.id}/confirmation`, { token })).toMatchObject({
      status: 200,
    });
  });

  it('removes a day that nobody is confirmed for', async () => {
    const id = await announced(the.call, token);
    const registration = await submitted(the.call, id, { days: ['2024-11-15'] });

    expect(await amend(id, { days: ['2024-11-16'] })).toMatchObject({ status: 200, body: { days: ['2024-11-16'] } });
    expect(await the.call('POST', `/v1/registrations/${registration.id}/confirmation`, { token })).toMatchObject({
      status: 422,
      body: { code: 'unknown-day' },
    });
  });

  it('never has somebody confirmed for a day that is removed at the same moment', async () => {
    for (let round = 0; round < 8; round++) {
      const id = await announced(the.call, token);
      const waiting = await Promise.all([1, 2, 3].map(() => submitted(the.call, id, { days: ['2024-11-15'] })));

      const [removal, ...confirmations] = await Promise.all([
        amend(id, { days: ['2024-11-16'] }, '"2"'),
        ...waiting.map((registration) =>
          the.call('POST', `/v1/registrations/${registration.id}/confirmation`, { token }),
        ),
      ]);

      const isRemoved = removal.status === 200;
      const confirmed = confirmations.filter(({ status }) => status === 200).length;
      expect([isRemoved, confirmed > 0]).not.toEqual([true, true]);
      expect(removal.body.code ?? 'removed').toMatch(/^(removed|day-in-use)$/);
    }
  });

  it('refuses a circle of campaigns', async () => {
    const week = await draft();
    const part = await draft({ partOf: week.body.id });
    expect(await amend(week.body.id as string, { partOf: part.body.id })).toMatchObject({
      status: 422,
      body: { code: 'campaign-circle' },
    });
  });

  it('never announces two campaigns that were made part of each other at the same moment', async () => {
    const [one, two] = [(await draft()).body.id as string, (await draft()).body.id as string];
    await Promise.all([amend(one, { partOf: two }, '"1"'), amend(two, { partOf: one }, '"1"')]);

    const answers = [
      await the.call('POST', `/v1/campaigns/${one}/announcement`, { token }),
      await the.call('POST', `/v1/campaigns/${two}/announcement`, { token }),
    ];
    const parents = await Promise.all(
      [one, two].map(async (id) => (await the.call('GET', `/v1/campaigns/${id}`, { token })).body.partOf as unknown),
    );
    const announcedOnes = answers.filter(({ status }) => status === 200).length;
    expect(announcedOnes === 2 && parents.every((parent) => parent !== undefined)).toBe(false);
  });

  it('keeps an announced campaign where it is', async () => {
    const week = await announced(the.call, token);
    const id = await announced(the.call, token);
    expect(await amend(id, { partOf: week })).toMatchObject({ status: 409, body: { code: 'parent-is-fixed' } });
  });
});

describe('POST /v1/campaigns/{id}/announcement and /closure', () => {
  it('announces a part after the whole', async () => {
    const week = await draft();
    const part = await draft({ partOf: week.body.id });
    const announce = (id: string) => the.call('POST', `/v1/campaigns/${id}/announcement`, { token });

    expect(await announce(part.body.id as string)).toMatchObject({
      status: 409,
      body: { code: 'parent-not-announced' },
    });
    expect(await announce(week.body.id as string)).toMatchObject({ status: 200, body: { status: 'announced' } });
    expect(await announce(part.body.id as string)).toMatchObject({ status: 200, body: { partOf: week.body.id } });
  });

  it('publishes one event, however often it is asked for', async () => {
    const id = await announced(the.call, token);
    await the.call('POST', `/v1/campaigns/${id}/announcement`, { token });
    await the.call('POST', `/v1/campaigns/${id}/closure`, { token });
    expect(await the.call('POST', `/v1/campaigns/${id}/closure`, { token })).toMatchObject({
      status: 200,
      body: { status: 'closed' },
    });

    await eventually(async () => expect(await eventNamesOf(id)).toEqual(['announced', 'closed']));
  });

  it('closes everything in the campaign', async () => {
    const id = await announced(the.call, token);
    const registration = await submitted(the.call, id);
    await the.call('POST', `/v1/campaigns/${id}/closure`, { token });

    expect(await amend(id, { organiser: 'Too late' })).toMatchObject({
      status: 409,
      body: { code: 'campaign-closed' },
    });
    for (const transition of ['contact', 'confirmation', 'withdrawal'])
      expect(await the.call('POST', `/v1/registrations/${registration.id}/${transition}`, { token })).toMatchObject({
        status: 409,
        body: { code: 'campaign-closed' },
      });
  });

  it('refuses to close a draft', async () => {
    const { body } = await draft();
    expect(await the.call('POST', `/v1/campaigns/${body.id}/closure`, { token })).toMatchObject({
      status: 409,
      body: { code: 'campaign-not-announced' },
    });
  });

  it('answers 404 for a campaign that does not exist', async () => {
    expect(await the.call('POST', '/v1/campaigns/nothing/closure', { token })).toMatchObject({ status: 404 });
  });
});

describe('the campaign as it is now, for many who ask at once', () => {
  it('is read a few times for all of them', async () => {
    const campaigns = the.service.app.get(Campaigns);
    const id = await announced(the.call, token);
    const reading = jest.spyOn(campaigns, 'get');

    const answers = await Promise.all(Array.from({ length: 100 }, () => campaigns.current(id)));

    expect(answers.every((campaign) => campaign?.id === id)).toBe(true);
    expect(reading.mock.calls.filter(([asked]) => asked === id).length).toBeLessThan(5);
    reading.mockRestore();
  });

  it('is never older than the question', async () => {
    const campaigns = the.service.app.get(Campaigns);
    const id = await announced(the.call, token);
    let written = 2;
    let asking = true;
    const ask = async () => {
      while (asking) {
        const known = written;
        expect((await campaigns.current(id))?.version).toBeGreaterThanOrEqual(known);
      }
    };
    const askers = Array.from({ length: 8 }, ask);

    for (let round = 0; round < 20; round++) {
      const organiser = `Organiser ${round}`;
      const { version } = await campaigns.update(id, (state) => becomes({ ...state, organiser }));
      written = version;
    }
    asking = false;
    await Promise.all(askers);
  });
});
