import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { aReport, campaignPublished, organisationPublished, published } from './samples.ts';

let the: Running;
let library: string;
let campaign: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  library = await organisationPublished(the);
  campaign = await campaignPublished(the);
});
afterAll(async () => the[Symbol.asyncDispose]());

async function reported(texts: Record<string, string>, change: Record<string, unknown> = {}): Promise<string> {
  const token = the.secretariat;
  const id = await published(the.call, token, { organisers: [library], campaigns: [campaign], ...change });
  const body = { ...aReport, ...texts };
  expect(await the.call('POST', `/v1/activities/${id}/report`, { token, body })).toMatchObject({ status: 200 });
  return id;
}

const learnt = async (query = '') => {
  const { status, body } = await the.call('GET', `/v1/knowledge?${query}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return (body.items as { activityId: string }[]).map(({ activityId }) => activityId);
};

describe('GET /v1/knowledge', () => {
  let tables: string;
  let queues: string;

  beforeAll(async () => {
    tables = await reported({ method: 'Två coacher per bord.' }, { form: 'open-house' });
    queues = await reported(
      { lessons: 'Låt frågorna ta tid.\nKön blev lång.' },
      {
        form: 'lecture',
        topics: ['coding'],
        targetGroups: ['national-minorities'],
        municipality: '0180',
        sessions: [{ start: '2024-11-16T10:00', end: '2024-11-16T12:00' }],
      },
    );
    await reported({});
    await published(the.call, the.secretariat, { organisers: [library], campaigns: [campaign] });
  });

  it('shows what has been learnt, the latest first, and nothing of those that taught nothing', async () => {
    const { body } = await the.call('GET', '/v1/knowledge');
    expect(body).toMatchObject({
      items: [
        {
          activityId: queues,
          form: 'lecture',
          topics: ['coding'],
          municipality: '0180',
          county: '01',
          campaigns: [campaign],
          organisers: [library],
          heldUntil: '2024-11-16',
          lessons: 'Låt frågorna ta tid.\nKön blev lång.',
        },
        { activityId: tables, heldUntil: '2024-11-15', method: 'Två coacher per bord.' },
      ],
      page: { total: 2 },
    });
  });

  it('is in order of when each was held last, which may be after midnight', async () => {
    const weekly = await reported(
      { method: 'Låneplattor varje vecka.' },
      {
        topics: ['weekly'],
        targetGroups: [],
        sessions: [
          { start: '2024-09-05T10:00', end: '2024-09-05T12:00' },
          { start: '2024-10-16T22:00', end: '2024-10-17T02:00' },
        ],
      },
    );
    const once = await reported(
      { method: 'Låneplattor en gång.' },
      { topics: ['weekly'], targetGroups: [], sessions: [{ start: '2024-10-02T10:00', end: '2024-10-02T12:00' }] },
    );
    const { body } = await the.call('GET', '/v1/knowledge?topic=weekly');
    expect(body.items).toMatchObject([
      { activityId: weekly, heldUntil: '2024-10-17' },
      { activityId: once, heldUntil: '2024-10-02' },
    ]);
  });

  it.each<[string, ('tables' | 'queues')[]]>([
    ['q=COACH', ['tables']],
    ['q=coacher bord', ['tables']],
    ['q=tva', []],
    ['q=kön', ['queues']],
    ['q=Kom igång', []],
    ['form=lecture', ['queues']],
    ['topic=coding', ['queues']],
    ['targetGroup=senior-citizens', ['tables']],
    ['municipality=0180', ['queues']],
    ['municipality=0180&q=coacher', []],
  ])('is searched and filtered: %s', async (query, found) => {
    const known = { tables, queues };
    expect(await learnt(encodeURI(query))).toEqual(found.map((name) => known[name]));
  });

  it('finds what is written with hyphens and without, however it is asked for', async () => {
    const one = await reported({ method: 'Bokmässan: E-legitimation, e-post, Wi-Fi' });
    const other = await reported({ lessons: 'Bokmässan: elegitimation, epost, WiFi' });
    const searches = ['epost', 'e-post', 'e post', 'Wi-Fi', 'wifi', 'wi fi', 'elegitimation', 'E-legitimation'];
    for (const search of searches)
      for (const q of [search, `${search} bokmässan`, `bokmässan ${search}`])
        expect({ q, found: (await learnt(`q=${encodeURIComponent(q)}`)).toSorted() }).toEqual({
          q,
          found: [one, other].toSorted(),
        });
  });

  it('follows a correction', async () => {
    const id = await reported({ method: 'Förtidigt skrivet' });
    expect(await learnt('q=f%C3%B6rtidigt')).toEqual([id]);

    const { headers } = await the.call('GET', `/v1/activities/${id}`);
    const corrected = await the.call('PUT', `/v1/activities/${id}/report`, {
      token: the.secretariat,
      body: aReport,
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
    expect(corrected).toMatchObject({ status: 200 });
    expect(await learnt('q=f%C3%B6rtidigt')).toEqual([]);
  });
});
