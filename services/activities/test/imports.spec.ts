import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CampaignData } from '@kraftsamling/contracts';
import { callerOf, eventually, ready, sourceProcess } from '@kraftsamling/testing';
import { Activities } from '../src/activity/activity.store.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { anActivity, aReport, campaignPublished, newId, organisationPublished } from './samples.ts';

let the: Running;
let token: string;
let library: string;

const weekOf2018: Partial<CampaignData> = {
  days: ['2018-10-08', '2018-10-09', '2018-10-10', '2018-10-11', '2018-10-12'],
  countingPeriod: { from: '2018-10-08', to: '2018-11-30' },
};
/** What Borlänge's week was made of; its titles and hours are made up. */
const borlangeWeek = readFileSync(`${import.meta.dirname}/borlange-week.csv`, 'utf8');

beforeAll(async () => {
  the = await running(import.meta.url);
  token = await the.key.token('municipality', { municipality: '2081' });
  await ready(the.call);
  library = await organisationPublished(the, { name: 'Borlänge bibliotek (exempel)', municipality: '2081' });
  await organisationPublished(the, { name: 'Borlänge kommun (exempel)', municipality: '2081' });
  await organisationPublished(the, { name: '2047 Science Center (exempel)', municipality: '2081' });
});
afterAll(async () => the[Symbol.asyncDispose]());

const load = (
  body: string | Uint8Array,
  campaign?: string,
  { as = token, type = 'text/csv', at = '2081', mode = 'create' } = {},
) =>
  the.call(
    'POST',
    `/v1/municipalities/${at}/programme-imports?mode=${mode}${campaign === undefined ? '' : `&campaign=${campaign}`}`,
    {
      token: as,
      body,
      headers: { 'content-type': type },
    },
  );

/** The week with titles of its own, so that tests do not find each other's activities. */
const aWeek = (word = newId('vecka')) => borlangeWeek.replaceAll('Exempel:', `Exempel ${word}:`);

const header = 'title;form;venue;day;start;end;organisation';
const row = (title: string, day = '2018-10-10', times = '13:00;15:00') =>
  `${title};lecture;Borlänge bibliotek;${day};${times};Borlänge bibliotek (exempel)`;
const fileOf = (...rows: string[]) => [header, ...rows].join('\r\n');

async function listed(campaign: string) {
  const { body } = await the.call('GET', `/v1/activities?campaign=${campaign}&limit=100`, { token });
  return body as { items: { id: string; title: { sv: string }; [field: string]: unknown }[]; page: { total: number } };
}

describe('POST /v1/municipalities/{code}/programme-imports', () => {
  it('refuses a small file that stands for very many sessions, and answers others while it looks through one that may be', async () => {
    const repeating = (rows: number, organisation: string) =>
      [
        `${header};repeats;until`,
        ...Array.from(
          { length: rows },
          (_, at) =>
            `A${'bcdefghij'[at % 9]}${'k'.repeat(at)};lecture;B;2018-01-01;13:00;15:00;${organisation};day;2019-02-04`,
        ),
      ].join('\r\n');
    const small = repeating(26, 'Borlänge bibliotek (exempel)');
    expect(small.length).toBeLessThan(11_000);
    expect(await load(small)).toMatchObject({
      status: 422,
      body: { code: 'import-faulty', errors: [{ line: 27, column: 'until', code: 'too-many-sessions' }] },
    });

    const slowestShare = async () => {
      let imported = false;
      const began = performance.now();
      const importing = load(repeating(25, 'nobody')).finally(() => (imported = true));
      const waits: number[] = [];
      while (!imported) {
        const asked = performance.now();
        await the.call('GET', '/health/live');
        waits.push(Math.round(performance.now() - asked));
      }
      expect(await importing).toMatchObject({ status: 422, body: { code: 'import-faulty' } });
      process.stdout.write(
        `10 000 sessions: ${waits.length} answers meanwhile, the slowest in ${Math.max(...waits)} ms\n`,
      );
      return Math.max(...waits) / (performance.now() - began);
    };
    // A row at a time: had nobody been answered in between, one answer would have taken nearly as long as the whole, each time. A
    // machine that stands still for a moment makes one slow as well, but not each time.
    const shares: number[] = [];
    while (shares.length < 5 && !shares.some((share) => share < 0.5)) shares.push(await slowestShare());
    expect(Math.min(...shares)).toBeLessThan(0.5);
  });

  it("publishes a municipality's week, and an event of each activity", async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    expect(await load(aWeek(), campaign)).toMatchObject({
      status: 200,
      body: { encoding: 'utf-8', rows: 7, created: 7, unchanged: 0 },
    });

    const { items } = await listed(campaign);
    expect(items.map(({ form }) => form).sort()).toEqual(
      ['beginners-course', 'drop-in', 'drop-in', 'drop-in', 'fair', 'lecture', 'open-house'].sort(),
    );
    for (const item of items) expect(item).toMatchObject({ status: 'published', municipality: '2081' });
    expect(items.find(({ title }) => title.sv.includes('e-legitimation'))).toMatchObject({
      sessions: [8, 9, 10, 11, 12].map((day) => ({
        localStart: `2018-10-${String(day).padStart(2, '0')}T10:00`,
        localEnd: `2018-10-${String(day).padStart(2, '0')}T12:00`,
      })),
      organisers: [library],
      capacity: 20,
    });
    const programme = await the.call('GET', `/v1/programme?campaign=${campaign}`);
    expect(programme.body).toMatchObject({ page: { total: 7 } });
    await eventually(async () => {
      const events = (await the.streams.events()).filter(({ data }) =>
        (data['campaigns'] as string[] | undefined)?.includes(campaign),
      );
      expect(events.map(({ type }) => type)).toEqual(events.map(() => 'activities.activity.published.v1'));
      expect(events).toHaveLength(7);
    });
  });

  it('never publishes garbled letters: one dash of Excel in a UTF-8 file is refused, with its line and column', async () => {
    const described = (title: string, text: string) =>
      Buffer.from(`${title};lecture;Ängsgården;2018-10-10;13:00;15:00;Borlänge bibliotek (exempel);${text}`);
    const file = Buffer.concat([
      Buffer.from(`${header};description\r\n`),
      described(newId('Lär dig söka på nätet'), '"Fika\r\noch prat"'),
      Buffer.from('\r\n'),
      described(newId('Lär dig'), 'Kl 10 '),
      Buffer.from([0x96]),
      Buffer.from(' 11, för äldre\r\n'),
    ]);
    expect(await load(file)).toMatchObject({
      status: 422,
      body: { errors: [{ line: 4, column: 'description', code: 'encoding-mixed' }] },
    });
  });

  it('leaves out the lines that are refused, and names them, if that is asked', async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    const title = newId('Vecka 46 09-12 13-16');
    const file = fileOf(row(title), row('Ring 0243\u2013740 00'), row(title), row('Maila eva@bibliotek.example'));
    expect(await load(file, campaign)).toMatchObject({ status: 422, body: { code: 'import-faulty' } });
    expect(await load(file, `${campaign}&skipRefused=true`)).toMatchObject({
      status: 200,
      body: {
        ...{ rows: 4, created: 1, unchanged: 0, refused: 3 },
        errors: [
          { line: 3, column: 'title', code: 'contact-in-title' },
          { line: 4, column: 'title', code: 'activity-repeated' },
          { line: 5, column: 'title', code: 'contact-in-title' },
        ],
      },
    });
    expect((await listed(campaign)).items).toMatchObject([{ title: { sv: title } }]);
  });

  it('changes nothing when the same file comes twice, even if something has been moved, renamed or cancelled since', async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    const week = aWeek();
    await load(week, campaign);
    const before = await listed(campaign);
    const [first, second, third] = before.items;
    const amend = (id: string, body: object) =>
      the.call('PATCH', `/v1/activities/${id}`, { token, body, headers: { 'if-match': '"1"' } });
    const moved = { sessions: [{ start: '2018-10-12T08:00', end: '2018-10-12T09:00' }] };
    expect(await amend(first?.id ?? '', moved)).toMatchObject({ status: 200 });
    expect(await amend(second?.id ?? '', { title: { sv: newId('Annat namn') } })).toMatchObject({ status: 200 });
    await the.call('POST', `/v1/activities/${third?.id}/cancellation`, { token, body: { reason: 'illness' } });
    const changed = await listed(campaign);

    const again = await load(week, campaign);
    expect(again).toMatchObject({ status: 200, body: { created: 0, unchanged: 4, changed: 0, differing: 3 } });
    expect(await listed(campaign)).toEqual(changed);
    const differing = again.body.differences as { activityId: string; code?: string; differences: object[] }[];
    expect(differing.find(({ activityId }) => activityId === first?.id)).toMatchObject({
      outcome: 'differs',
      differences: [{ column: 'start', there: '2018-10-12 08:00–09:00' }],
    });
    expect(differing.find(({ activityId }) => activityId === second?.id)?.differences).toMatchObject([
      { column: 'title', file: second?.title.sv },
      { column: 'titleEn', there: '' },
    ]);
    expect(differing.find(({ activityId }) => activityId === third?.id)).toMatchObject({
      differences: [],
      code: 'activity-cancelled',
    });
  });

  it('creates each activity once when the same file comes at the same time to two replicas', async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    const replica = callerOf((await the.replica()).url);
    const word = newId('samtidigt');
    const file = fileOf(...Array.from({ length: 60 }, (_, at) => row(`${word} ${at}`)));
    const send = (call: typeof replica) =>
      call('POST', `/v1/municipalities/2081/programme-imports?campaign=${campaign}`, {
        token,
        body: file,
        headers: { 'content-type': 'text/csv' },
      });

    const answers = await Promise.all([send(the.call), send(replica), send(replica)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.reduce((sum, { body }) => sum + (body.created as number), 0)).toBe(60);
    expect((await listed(campaign)).page.total).toBe(60);
  });

  it('leaves alone what somebody has planned by hand, and does not bring back what they cancelled', async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    const [planned, cancelled] = [newId('planerad'), newId('inställd')];
    const byHand = async (title: string) => {
      const body = anActivity({
        title: { sv: title.toUpperCase() },
        venue: { name: 'BORLÄNGE, bibliotek', accessibility: [] },
        sessions: [{ start: '2018-10-10T08:00', end: '2018-10-10T09:00' }],
        organisers: [library],
        campaigns: [campaign],
      });
      const answer = await the.call('POST', '/v1/activities', { token, body });
      expect(answer).toMatchObject({ status: 201 });
      return answer.body.id as string;
    };
    await byHand(planned);
    const id = await byHand(cancelled);
    await the.call('POST', `/v1/activities/${id}/cancellation`, { token, body: { reason: 'illness' } });

    const file = fileOf(row(planned), row(cancelled), row(newId('ny')), row(planned, '2018-10-11'));
    expect(await load(file, campaign)).toMatchObject({
      status: 200,
      body: { created: 2, differing: 2, differences: [{ line: 2 }, { line: 3, code: 'activity-cancelled' }] },
    });
    const { items } = await listed(campaign);
    expect(items.map(({ status }) => status).sort()).toEqual(['cancelled', 'planned', 'published', 'published']);
  });

  it('takes one title twice a day as two times of one activity, and says them again without change', async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    const title = newId('Drop-in');
    const file = fileOf(row(title, '2018-10-10', '10:00;12:00'), row(title, '2018-10-10', '14:00;16:00'));
    expect(await load(file, campaign)).toMatchObject({ status: 200, body: { rows: 2, created: 2, differing: 0 } });
    expect((await listed(campaign)).items).toMatchObject([
      { sessions: [{ localStart: '2018-10-10T10:00' }, { localStart: '2018-10-10T14:00' }] },
    ]);
    expect(await load(file, campaign)).toMatchObject({ status: 200, body: { rows: 2, created: 0, unchanged: 2 } });

    const double = fileOf(row(title, '2018-10-10', '10:00;12:00'), row(title, '2018-10-10', '10:00;12:00'));
    const over = fileOf(row(title, '2018-10-10', '10:00;12:00'), row(title, '2018-10-10', '11:00;13:00'));
    const other = fileOf(row(title), row(title, '2018-10-10', '16:00;17:00').replace('lecture', 'fair'));
    for (const [wrong, column, code] of [
      [double, 'title', 'activity-repeated'],
      [over, 'start', 'sessions-overlap'],
      [other, 'title', 'activity-repeated'],
    ] as const)
      expect(await load(wrong, campaign)).toMatchObject({ status: 422, body: { errors: [{ line: 3, column, code }] } });
  });

  it('says what a corrected file says otherwise, and changes it when that is asked for', async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    const [title, same] = [newId('Rättad'), newId('Samma')];
    expect(await load(fileOf(row(title), row(same)), campaign)).toMatchObject({ body: { created: 2 } });
    const { items } = await listed(campaign);
    const { id } = items.find((item) => item.title.sv === title)!;
    const corrected = fileOf(row(title, '2018-10-10', '14:00;16:00').replace('lecture', 'fair'), row(same));

    const differences = [
      { column: 'form', there: 'lecture', file: 'fair' },
      { column: 'start', there: '2018-10-10 13:00–15:00', file: '2018-10-10 14:00–16:00' },
    ];
    expect(await load(corrected, campaign)).toMatchObject({
      status: 200,
      body: {
        rows: 2,
        created: 0,
        unchanged: 1,
        changed: 0,
        differing: 1,
        differences: [{ line: 2, activityId: id, outcome: 'differs', differences }],
      },
    });
    expect((await listed(campaign)).items).toEqual(items);

    expect(await load(corrected, campaign, { mode: 'update' })).toMatchObject({
      status: 200,
      body: {
        unchanged: 1,
        changed: 1,
        differing: 0,
        differences: [{ line: 2, activityId: id, outcome: 'changed', differences }],
      },
    });
    const changed = (await listed(campaign)).items.find((item) => item.id === id);
    expect(changed).toMatchObject({
      status: 'published',
      form: 'fair',
      sessions: [{ id: '1', localStart: '2018-10-10T14:00', localEnd: '2018-10-10T16:00' }],
    });
    expect(await load(corrected, campaign, { mode: 'update' })).toMatchObject({ body: { unchanged: 2, changed: 0 } });
  });

  it('keeps to the rules when it changes what is there, and says by line what they refuse', async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    const [gone, stays] = [newId('Inställd'), newId('Flyttas')];
    await load(fileOf(row(gone), row(stays)), campaign);
    const { items } = await listed(campaign);
    const idOf = (title: string) => items.find((item) => item.title.sv === title)?.id ?? '';
    await the.call('POST', `/v1/activities/${idOf(gone)}/cancellation`, { token, body: { reason: 'illness' } });
    expect(await the.call('POST', `/v1/activities/${idOf(stays)}/report`, { token, body: aReport })).toMatchObject({
      status: 200,
    });

    const times = '08:00;09:00';
    const file = fileOf(row(gone, '2018-10-10', times), row(stays, '2018-10-10', times));
    expect(await load(file, campaign, { mode: 'update' })).toMatchObject({
      status: 200,
      body: {
        changed: 0,
        differing: 2,
        differences: [
          { line: 2, outcome: 'differs', code: 'activity-cancelled' },
          { line: 3, outcome: 'differs', code: 'activity-reported', detail: expect.stringContaining('took place') },
        ],
      },
    });
    expect(await load(file, campaign, { mode: 'replace' })).toMatchObject({ status: 422 });
  });

  it('takes what goes on past midnight', async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    const file = fileOf(row(newId('Natt'), '2018-10-11', '22:00;02:00'));
    expect(await load(file, campaign)).toMatchObject({ status: 200, body: { created: 1 } });
    for (const day of ['2018-10-11', '2018-10-12']) {
      const { body } = await the.call('GET', `/v1/programme?campaign=${campaign}&from=${day}&to=${day}`);
      expect(body.items).toMatchObject([
        { sessions: [{ localStart: '2018-10-11T22:00', localEnd: '2018-10-12T02:00' }] },
      ]);
    }
  });

  it('is completed by the same file when writing failed half-way', async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    const word = newId('halvvägs');
    const file = fileOf(...Array.from({ length: 200 }, (_, at) => row(`${word} ${at}`)));
    const activities = the.service.app.get(Activities);
    const asItWas = activities.create.bind(activities);
    let created = 0;
    const creating = jest.spyOn(activities, 'create').mockImplementation(async (...one) => {
      if (++created > 50) throw new Error('Something broke.');
      return asItWas(...one);
    });
    expect(await load(file, campaign)).toMatchObject({ status: 500 });
    creating.mockRestore();
    expect((await listed(campaign)).page.total).toBe(50);

    expect(await load(file, campaign)).toMatchObject({ status: 200, body: { created: 150, unchanged: 50 } });
    expect((await listed(campaign)).page.total).toBe(200);
  });

  it('is completed by the same file when the process was killed half-way', async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    const word = newId('dödad');
    const file = fileOf(...Array.from({ length: 2000 }, (_, at) => row(`${word} ${at}`)));
    const child = sourceProcess(`${import.meta.dirname}/replica.main.ts`, {
      ...the.isolation.env,
      ...the.key.env,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
      CLOCK_BEGAN: String(Date.now()),
      CLOCK_SPEED: '1',
      CLOCK_AHEAD_MS: '0',
      STANDS_STILL_AFTER: '1000',
    });
    const [output] = await once(child.stdout, 'data');
    const call = callerOf(String(output).trim());
    await ready(call);

    const killed = call('POST', `/v1/municipalities/2081/programme-imports?campaign=${campaign}`, {
      token,
      body: file,
      headers: { 'content-type': 'text/csv' },
    }).catch(() => 'no answer');
    await eventually(async () => expect((await listed(campaign)).page.total).toBeGreaterThan(20));
    child.kill('SIGKILL');
    expect(await killed).toBe('no answer');
    const made = (await listed(campaign)).page.total;
    expect(made).toBeLessThan(2000);

    const { status, body } = await load(file, campaign);
    // What the database was about to write when the process died is there too.
    const { created, unchanged } = body as { created: number; unchanged: number };
    expect({ status, rows: created + unchanged }).toEqual({ status: 200, rows: 2000 });
    expect(unchanged).toBeGreaterThanOrEqual(made);
    expect((await listed(campaign)).page.total).toBe(2000);
    await eventually(async () => {
      const ids = (await the.streams.events())
        .filter(({ data }) => (data['campaigns'] as string[] | undefined)?.includes(campaign))
        .map(({ subject }) => subject);
      expect(new Set(ids).size).toBe(2000);
    });
  });

  it('reads Latin-1 rightly, and says so', async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    const file = Buffer.from(aWeek(), 'latin1');
    expect(await load(file, campaign)).toMatchObject({ body: { encoding: 'windows-1252', created: 7 } });
    const { items } = await listed(campaign);
    expect(items.find(({ form }) => form === 'fair')).toMatchObject({ venue: { name: 'Borlänge bibliotek' } });
  });

  it('takes a help desk that stays at ten when summer time ends, and needs no campaign', async () => {
    const title = newId('hjälpdisk');
    const organiser = await organisationPublished(the);
    const line = `${title};drop-in;Borlänge bibliotek;2024-04-18;10:00;12:00;vecka;2024-11-16;${organiser}`;
    const file = `title;form;venue;day;start;end;repeats;until;organisation\n${line}`;
    expect(await load(file)).toMatchObject({ status: 200, body: { created: 1 } });

    const { body } = await the.call('GET', `/v1/activities?organisation=${organiser}`, { token });
    const { sessions } = body.items[0] as { sessions: { start: string; localStart: string }[] };
    expect(sessions).toHaveLength(31);
    expect(new Set(sessions.map(({ localStart }) => localStart.slice(11)))).toEqual(new Set(['10:00']));
    expect(new Set(sessions.map(({ start }) => start.slice(11, 16)))).toEqual(new Set(['08:00', '09:00']));
  });

  it('refuses the whole file with every error by line and column', async () => {
    const campaign = await campaignPublished(the, weekOf2018);
    const word = newId('fel');
    const file = fileOf(
      row(`${word} felfri`),
      `${word} tre fel;Föreläsning;Borlänge bibliotek;2018-10-07;13:00;15:00;Ingen sådan`,
      row(`${word} FELFRI!`),
      `"${word}\ndelad";lecture;;2018-10-10;13:00;15:00;${library}`,
      row(`${word} sista`, '2018-13-10'),
    );

    const { status, body } = await load(file, campaign);
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'import-faulty' });
    const inputErrors = body.errors as { line: number; column: string; code: string; detail: string }[];
    expect(inputErrors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 'organisation', 'unknown-organisation'],
      [3, 'form', 'cell-invalid'],
      [3, 'day', 'outside-counting-period'],
      [4, 'title', 'activity-repeated'],
      [5, 'title', 'cell-invalid'],
      [5, 'venue', 'venue-missing'],
      [7, 'day', 'cell-invalid'],
    ]);
    expect(inputErrors[1]?.detail).toContain('Line 3, form');
    expect((await listed(campaign)).page.total).toBe(0);
  });

  it.each<[string, string, string]>([
    ['a column too many', `${header};colour\n${row('Ett')};red\n`, 'column-unknown'],
    ['a column too few', 'title;form\nEtt;lecture\n', 'column-missing'],
    ['a cell too many', `${header}\n${row('Ett')};x\n`, 'cells-and-columns-differ'],
    ['a quotation mark that is never closed', `${header}\n"${row('Ett')}\n`, 'csv-broken'],
    ['nothing in it', '', 'file-empty'],
    ['too many rows', fileOf(...Array.from({ length: 5001 }, (_, at) => row(`Många ${at}`))), 'too-many-rows'],
  ])('refuses a file with %s', async (_, file, code) => {
    const { status, body } = await load(Buffer.from(file));
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ code });
  });

  it('refuses a campaign that is unknown or closed, and what is not CSV', async () => {
    expect(await load(aWeek(), 'not-known')).toMatchObject({ status: 422, body: { code: 'unknown-campaign' } });
    const closed = await campaignPublished(the, { ...weekOf2018, status: 'closed' });
    expect(await load(aWeek(), closed)).toMatchObject({ status: 409, body: { code: 'campaign-closed' } });
    expect(await load('{}', undefined, { type: 'application/json' })).toMatchObject({ status: 415 });
  });

  it('is for those who look after the municipality', async () => {
    const falun = await the.key.token('municipality', { municipality: '2080' });
    const stockholm = await the.key.token('coordinator', { counties: ['01'] });
    const dalarna = await the.key.token('coordinator', { counties: ['20'] });
    const member = await the.key.token('organisation', { organisation: library });
    for (const as of [falun, stockholm, member])
      expect(await load(header, undefined, { as })).toMatchObject({ status: 403 });
    for (const as of [dalarna, the.secretariat])
      expect(await load(header, undefined, { as })).toMatchObject({ status: 200, body: { rows: 0 } });
    expect(await load(header, undefined, { as: the.secretariat, at: '9999' })).toMatchObject({ status: 404 });
  });
});

describe('GET /v1/municipalities/{code}/programme-imports/template', () => {
  it('is a file with the columns, as Swedish Excel opens it, that can be imported', async () => {
    const response = await fetch(`${the.service.url}/v1/municipalities/2081/programme-imports/template`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.headers.get('content-disposition')).toContain('programme.csv');
    const file = Buffer.from(await response.arrayBuffer());
    expect(file.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(await load(file)).toMatchObject({ status: 200, body: { rows: 0 } });
  });
});
