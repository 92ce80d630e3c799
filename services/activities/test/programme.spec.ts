import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ready } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { campaignPublished, newId, organisationPublished, planned, published } from './samples.ts';

let the: Running;
let token: string;
let library: string;
let campaign: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
  await ready(the.call);
  library = await organisationPublished(the, { name: 'Stadsbiblioteket i Borlänge' });
  campaign = await campaignPublished(the);
});
afterAll(async () => the[Symbol.asyncDispose]());

const publishOne = (change: Record<string, unknown> = {}) =>
  published(the.call, token, { organisers: [library], campaigns: [campaign], ...change });

const programme = async (query: Record<string, string | number>) => {
  const parameters = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return the.call('GET', `/v1/programme?${parameters.toString()}`);
};

const idsOf = async (query: Record<string, string | number>) => {
  const { status, body } = await programme(query);
  expect({ status, body }).toMatchObject({ status: 200 });
  return (body.items as { id: string }[]).map(({ id }) => id);
};

const cancel = (id: string) =>
  the.call('POST', `/v1/activities/${id}/cancellation`, { token, body: { reason: 'illness' } });

describe('GET /v1/programme', () => {
  it('shows what has been published, with the names of its organisers and the times that clocks show', async () => {
    const id = await publishOne({ description: { sv: 'Ta med id-handling.' } });
    const { headers, body } = await programme({ organisation: library, q: 'handling' });

    expect(headers.get('cache-control')).toBe('public, max-age=60');
    expect(body).toEqual({
      items: [
        expect.objectContaining({
          id,
          status: 'published',
          description: { sv: 'Ta med id-handling.' },
          organiserNames: ['Stadsbiblioteket i Borlänge'],
          sessions: [
            {
              id: '1',
              start: '2024-11-15T09:00:00.000Z',
              end: '2024-11-15T11:00:00.000Z',
              localStart: '2024-11-15T10:00',
              localEnd: '2024-11-15T12:00',
            },
          ],
        }),
      ],
      page: { limit: 20, offset: 0, page: 1, total: 1, pages: 1 },
    });
  });

  it('finds at once what has been published, by each replica', async () => {
    const other = await the.replica();
    for (let round = 0; round < 5; round++) {
      const id = await publishOne({ topics: [`at-once-${round}`] });
      const response = await fetch(`${other.url}/v1/programme?topic=at-once-${round}`);
      expect(await response.json()).toMatchObject({ items: [{ id }] });
      expect(await idsOf({ topic: `at-once-${round}` })).toEqual([id]);
    }
  });

  it('does not show what is only planned, nor what was cancelled before it was published', async () => {
    const topic = newId('hidden');
    await planned(the.call, token, { organisers: [library], topics: [topic] });
    await cancel(await planned(the.call, token, { organisers: [library], topics: [topic] }));

    expect(await idsOf({ topic })).toEqual([]);
    expect(await idsOf({ topic, cancelled: 'true' })).toEqual([]);
  });

  it('leaves out what has been cancelled, unless it is asked for', async () => {
    const topic = newId('cancelled');
    const [stays, goes] = [await publishOne({ topics: [topic] }), await publishOne({ topics: [topic] })];
    await cancel(goes);

    expect(await idsOf({ topic })).toEqual([stays]);
    expect((await idsOf({ topic, cancelled: 'true' })).sort()).toEqual([goes, stays].sort());
  });

  it('follows an activity that becomes another one', async () => {
    const [before, after] = [newId('before'), newId('after')];
    const id = await publishOne({ topics: [before] });
    expect(await idsOf({ topic: before })).toEqual([id]);

    const { headers } = await the.call('GET', `/v1/activities/${id}`);
    const amended = await the.call('PATCH', `/v1/activities/${id}`, {
      token,
      body: { topics: [after] },
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
    expect(amended).toMatchObject({ status: 200 });
    expect(await idsOf({ topic: before })).toEqual([]);
    expect(await idsOf({ topic: after })).toEqual([id]);
  });

  it('is in order of time, a page at a time, with totals', async () => {
    const topic = newId('pages');
    const ids: string[] = [];
    for (const day of ['2024-05-03', '2024-05-01', '2024-05-02'])
      ids.push(await publishOne({ topics: [topic], sessions: [{ start: `${day}T10:00`, end: `${day}T11:00` }] }));
    const [third, first, second] = ids;

    expect(await idsOf({ topic })).toEqual([first, second, third]);
    const { body } = await programme({ topic, limit: 2, page: 2 });
    expect(body).toMatchObject({ items: [{ id: third }], page: { total: 3, pages: 2 } });
    expect(await programme({ topic, offset: 50 })).toMatchObject({ body: { items: [], page: { total: 3 } } });
  });

  it('lists the sessions that are asked for, in their order and on each day that they touch', async () => {
    const topic = newId('sessions');
    const weekly = await publishOne({
      topics: [topic],
      sessions: [
        { start: '2024-08-19T13:00', end: '2024-08-19T15:00', repeats: { every: 'week', until: '2024-11-11' } },
      ],
    });
    const night = await publishOne({
      topics: [topic],
      sessions: [{ start: '2024-10-27T22:00', end: '2024-10-28T02:00' }],
    });
    const morning = await publishOne({
      topics: [topic],
      sessions: [{ start: '2024-10-28T08:00', end: '2024-10-28T09:00' }],
    });
    const before = await publishOne({
      topics: [topic],
      sessions: [{ start: '2024-10-27T20:00', end: '2024-10-28T00:00' }],
    });

    const { body } = await programme({ topic, from: '2024-10-28', to: '2024-10-28' });
    expect(body).toMatchObject({ page: { total: 3 } });
    expect((body.items as { id: string; sessions: { localStart: string }[] }[]).map((each) => [each.id, each.sessions.map(({ localStart }) => localStart)])).toEqual([
      [night, ['2024-10-27T22:00']],
      [morning, ['2024-10-28T08:00']],
      [weekly, ['2024-10-28T13:00']],
    ]); // prettier-ignore
    expect(await idsOf({ topic, from: '2024-10-28' })).toEqual([night, morning, weekly]);
    expect(await idsOf({ topic, to: '2024-10-27' })).toEqual([weekly, before, night]);
    expect(await idsOf({ topic, from: '2024-10-28', limit: 1, page: 2 })).toEqual([morning]);
    expect(await idsOf({ topic, from: '2024-10-29', to: '2024-10-28' })).toEqual([]);
    const { body: one } = await the.call('GET', `/v1/activities/${weekly}`);
    expect(one.sessions).toHaveLength(13);
  });

  describe('is filtered by', () => {
    const topic = 'filtered';
    let here: string;
    let there: string;

    beforeAll(async () => {
      const elsewhere = await campaignPublished(the);
      here = await publishOne({
        topics: [topic, 'coding'],
        form: 'drop-in',
        languages: ['sv', 'fi'],
        sessions: [{ start: '2024-05-06T18:00', end: '2024-05-06T23:30', repeats: { every: 'week', until: '2024-05-20', except: ['2024-05-13'] } }], // prettier-ignore
      });
      there = await publishOne({
        topics: [topic],
        form: 'lecture',
        targetGroups: ['children-and-youth'],
        mode: 'hybrid',
        onlineAddress: 'https://meet.example/lecture',
        municipality: '0180',
        venue: { name: 'Kulturhuset', accessibility: ['hearing-loop'] },
        sessions: [{ start: '2024-05-12T00:30', end: '2024-05-12T02:00' }],
        organisers: [await organisationPublished(the), library],
        campaigns: [campaign, elsewhere],
      });
    });

    it.each<[string, Record<string, string>, ('here' | 'there')[]]>([
      ['county', { county: '20' }, ['here']],
      ['municipality', { municipality: '0180' }, ['there']],
      ['organisation, whichever of the organisers', { municipality: '0180' }, ['there']],
      ['topic', { form: 'drop-in' }, ['here']],
      ['target group', { targetGroup: 'children-and-youth' }, ['there']],
      ['form', { form: 'lecture' }, ['there']],
      ['language', { language: 'fi' }, ['here']],
      ['mode', { mode: 'hybrid' }, ['there']],
      ['accessibility', { accessibility: 'hearing-loop' }, ['there']],
      ['the first day', { from: '2024-05-13' }, ['here']],
      ['the last day', { to: '2024-05-06' }, ['here']],
      ['a day on which only one of them has a session', { from: '2024-05-13', to: '2024-05-19' }, []],
      ['a day in Sweden that is another one in UTC', { from: '2024-05-12', to: '2024-05-12' }, ['there']],
      ['several of these at once', { county: '20', mode: 'hybrid' }, []],
      ['what nothing has', { county: '99' }, []],
      ['nothing', {}, ['here', 'there']],
    ])('%s', async (_, filter, expected) => {
      const known = { here, there };
      expect(await idsOf({ topic, ...filter })).toEqual(expected.map((name) => known[name]));
    });

    it('campaign, and each of several', async () => {
      const { body } = await programme({ topic });
      const { campaigns } = (body.items as { id: string; campaigns: string[] }[]).find(({ id }) => id === there)!;
      for (const each of campaigns) expect(await idsOf({ topic, campaign: each })).toContain(there);
    });

    it.each([
      [{ from: '2024-02-30' }, '/from'],
      [{ mode: 'elsewhere' }, '/mode'],
      [{ q: 'x'.repeat(201) }, '/q'],
      [{ topic: 'Not a slug' }, '/topic'],
      [{ cancelled: 'yes' }, '/cancelled'],
      [{ colour: 'blue' }, '/colour'],
      [{ limit: 101 }, '/limit'],
    ])('nothing that is not understood: %j', async (query, pointer) => {
      expect(await programme(query as never)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    });

    it('nothing twice', async () => {
      expect(await the.call('GET', '/v1/programme?topic=a&topic=b')).toMatchObject({ status: 422 });
    });
  });

  describe('is searched', () => {
    const topic = 'searched';
    let ids: Record<'sheep' | 'father' | 'café', string>;

    beforeAll(async () => {
      ids = {
        sheep: await publishOne({ topics: [topic], title: { sv: 'Får på nätet', en: 'Sheep online' } }),
        father: await publishOne({ topics: [topic], title: { sv: 'Far lär sig BANKÄRENDEN' } }),
        café: await publishOne({
          topics: [topic],
          title: { sv: 'Språkcafé i Ålidhem' },
          description: { sv: 'Öva svenska över en kopp kaffe.' },
          venue: { name: 'Träffpunkten', address: 'Historiegränd 10', accessibility: [] },
          municipality: '2480',
        }),
      };
    });

    it.each<[string, string, (keyof typeof ids)[]]>([
      ['in upper and lower case', 'FÅR', ['sheep']],
      ['by å, ä and ö as the letters they are', 'far', ['father']],
      ['by an ä in upper case', 'bankärenden', ['father']],
      ['but not by an a in its place', 'bankarenden', []],
      ['without the accents of others', 'sprakcafe', []],
      ['by é as by e', 'språkcafe', ['café']],
      ['by the beginning of the last word', 'språkc', ['café']],
      ['but by the whole of the others', 'språkc ålidhem', []],
      ['by all words, in any order', 'ålidhem, språkcafé', ['café']],
      ['for words that are not all there', 'språkcafé bank', []],
      ['in the description', 'kopp kaff', ['café']],
      ['in the name of the venue', 'träffpunkten', ['café']],
      ['in its address', 'historiegränd', ['café']],
      ['in the name of the municipality', 'umeå', ['café']],
      ['in English', 'sheep', ['sheep']],
      ['however the letters are composed', 'fa\u030ar', ['sheep']],
      ['by a sign with a meaning elsewhere', '.*', ['sheep', 'father', 'café']],
    ])('%s: %s', async (_, q, found) => {
      expect((await idsOf({ topic, q })).sort()).toEqual(found.map((name) => ids[name]).sort());
    });
  });
});
