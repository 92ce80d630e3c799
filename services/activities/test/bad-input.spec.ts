import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { anActivity, aReport, newId, planned } from './samples.ts';

let the: Running;
let token: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
});
afterAll(async () => the[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };
const send = (body: unknown, headers: Record<string, string> = json) =>
  the.call('POST', '/v1/activities', { token, body: typeof body === 'string' ? body : JSON.stringify(body), headers });

const at = (start: string, end: string, more: object = {}) => ({ sessions: [{ start, end, ...more }] });
const venue = { name: 'Borlänge bibliotek', accessibility: [] };

describe('POST /v1/activities with bad input', () => {
  it.each<[string, string, number, string]>([
    ['broken JSON', '{"title":', 400, 'broken-json'],
    ['a list', '[]', 422, 'invalid-input'],
    ['null', 'null', 422, 'invalid-input'],
    ['nothing', '{}', 422, 'invalid-input'],
    ['a megabyte', JSON.stringify({ form: 'x'.repeat(1024 * 1024) }), 413, 'body-too-large'],
    ['deep nesting', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 422, 'invalid-input'],
    ['a poisoned prototype', '{"__proto__":{"role":"secretariat"}}', 422, 'invalid-input'],
  ])('refuses %s as a problem', async (_, body, status, code) => {
    const answer = await send(body);
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:/);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    [
      'a session that ends before it starts',
      at('2024-11-15T12:00', '2024-11-15T10:00'),
      'ends-before-start',
      '/sessions/0/end',
    ],
    [
      'a session in the hour that does not exist',
      at('2024-03-31T02:30', '2024-03-31T04:00'),
      'hour-does-not-exist',
      '/sessions/0/start',
    ],
    [
      'a session in the hour that exists twice',
      at('2024-10-27T02:30', '2024-10-27T04:00'),
      'hour-exists-twice',
      '/sessions/0/start',
    ],
    [
      'a session at an offset that Sweden does not have then',
      at('2024-11-15T10:00+02:00', '2024-11-15T12:00'),
      'offset-wrong',
      '/sessions/0/start',
    ],
    [
      'sessions over each other',
      {
        sessions: [
          ...at('2024-11-15T10:00', '2024-11-15T12:00').sessions,
          ...at('2024-11-15T11:00', '2024-11-15T13:00').sessions,
        ],
      },
      'sessions-overlap',
      '/sessions/1',
    ],
    [
      'more sessions than anybody holds',
      at('2024-01-01T10:00', '2024-01-01T12:00', { repeats: { every: 'day', until: '2999-12-31' } }),
      'too-many-sessions',
      '/sessions',
    ],
    ['no session', { sessions: [] }, 'no-sessions', '/sessions'],
    ['a capacity of zero', { capacity: 0 }, 'invalid-input', '/capacity'],
    ['an unknown municipality', { municipality: '2018' }, 'unknown-municipality', '/municipality'],
    ['no venue', { venue: undefined }, 'venue-missing', '/venue'],
    ['a venue online', { mode: 'online' }, 'mode-differs', '/venue'],
    ['an e-mail address for a title', { title: { sv: 'eva@bibliotek.example' } }, 'contact-in-title', '/title/sv'],
    ['a telephone number for a venue', { venue: { ...venue, name: '0243-740 00' } }, 'contact-in-title', '/venue/name'],
    ['nobody who organises it', { organisers: [] }, 'invalid-input', '/organisers'],
    ['an organiser twice', { organisers: ['library', 'library'] }, 'invalid-input', '/organisers'],
    ['an organiser that is no id', { organisers: ['å ä'] }, 'invalid-input', '/organisers'],
    [
      'more campaigns than anybody takes part in',
      { campaigns: Array.from({ length: 11 }, (_, at) => `campaign-${at}`) },
      'invalid-input',
      '/campaigns',
    ],
    ['a time without a day', at('10:00', '12:00'), 'invalid-input', '/sessions/0/start'],
    ['a day that no calendar has', at('2024-02-30T10:00', '2024-02-30T12:00'), 'invalid-input', '/sessions/0/start'],
    ['an instant', at('2024-11-15T10:00:00Z', '2024-11-15T12:00:00Z'), 'invalid-input', '/sessions/0/start'],
    ['an operator for a text', { form: { $gt: '' } }, 'invalid-input', ''],
    ['an unknown field', { status: 'published' }, 'invalid-input', '/status'],
    ['an unknown language', { title: { sv: 'Fika', tlh: 'qagh' } }, 'invalid-input', '/title/tlh'],
    ['a title that is no Swedish', { title: { en: 'Coffee' } }, 'invalid-input', '/title/sv'],
    ['a line break in a title', { title: { sv: 'Fika\r\nSUMMARY:Kaffe' } }, 'invalid-input', '/title/sv'],
    [
      'a position outside the world',
      { venue: { ...venue, position: { latitude: 91, longitude: 0 } } },
      'invalid-input',
      '/venue/position/latitude',
    ],
    [
      'an address online that is a script',
      { mode: 'hybrid', onlineAddress: 'javascript:alert(1)' },
      'invalid-input',
      '/onlineAddress',
    ],
    ['null for what may be left out', { capacity: null }, 'invalid-input', '/capacity'],
  ])('refuses %s', async (_, change, code, pointer) => {
    const { status, body } = await send(anActivity(change));
    expect({ status, code: body.code }).toEqual({ status: 422, code });
    expect(body.errors[0].pointer).toContain(pointer);
  });

  it('takes the hour that exists twice when it is said which, and keeps both apart', async () => {
    const { body } = await send(
      anActivity({
        sessions: [
          { start: '2024-10-27T02:30+02:00', end: '2024-10-27T02:45+02:00' },
          { start: '2024-10-27T02:30+01:00', end: '2024-10-27T02:45+01:00' },
        ],
      }),
    );
    expect(body.sessions).toMatchObject([
      { start: '2024-10-27T00:30:00.000Z', localStart: '2024-10-27T02:30' },
      { start: '2024-10-27T01:30:00.000Z', localStart: '2024-10-27T02:30' },
    ]);
  });

  it('keeps formulas and markup as the text they are', async () => {
    const title = { sv: `=HYPERLINK("http://evil.example") <b>${newId('x')}</b>` };
    expect(await send(anActivity({ title }))).toMatchObject({ status: 201, body: { title } });
  });

  it('answers in Swedish to those who prefer it', async () => {
    const headers = { ...json, 'accept-language': 'sv-SE,sv;q=0.9,en;q=0.5' };
    expect(await send(anActivity({ sessions: [] }), headers)).toMatchObject({
      body: { code: 'no-sessions', title: 'Aktiviteten har inga tillfällen' },
    });
  });
});

describe('addresses and versions that are none', () => {
  it.each<[string, string, number]>([
    ['GET', '/v1/activities/nothing', 404],
    ['GET', '/v1/activities/%00', 404],
    ['GET', '/v1/activities?status=lost', 422],
    ['GET', '/v1/activities?limit=1000', 422],
    ['GET', '/v1/activities?colour=red', 422],
    ['DELETE', '/v1/activities', 405],
    ['POST', '/v1/activities/nothing/publication', 404],
    ['GET', '/v1/campaigns/nothing/affected-activities', 404],
  ])('%s %s answers a problem', async (method, path, status) => {
    const answer = await the.call(method, path, { token });
    expect(answer).toMatchObject({ status, body: { status } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each<[string, string, unknown]>([
    ['PATCH', '', { capacity: null }],
    ['PATCH', '', { title: null }],
    ['PATCH', '', { sessions: [{ start: '2024-11-15T10:00' }] }],
    ['PATCH', '', { county: '01' }],
    ['POST', '/cancellation', {}],
    ['POST', '/cancellation', { reason: 'Eva är sjuk' }],
    ['POST', '/report', { ...aReport, onSite: { people: 1e12, evidence: 'counted' } }],
    ['POST', '/report', { ...aReport, onSite: { people: 3, evidence: 'guessed' } }],
    ['POST', '/report', { ...aReport, reportedAt: '2020-01-01T00:00:00Z' }],
  ])('%s …%s refuses %j', async (method, path, body) => {
    const id = await planned(the.call, token);
    const headers = { 'if-match': '"1"' };
    expect(await the.call(method, `/v1/activities/${id}${path}`, { token, body, headers })).toMatchObject({
      status: 422,
      body: { code: 'invalid-input' },
    });
  });
});
