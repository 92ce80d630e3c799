import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { getConnectionToken } from '@nestjs/mongoose';
import { nameOf, organisationAmended } from '@kraftsamling/contracts';
import { callerOf, eventually, ready } from '@kraftsamling/testing';
import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import type { Connection } from 'mongoose';
import { Activities } from '../src/activity/activity.store.ts';
import { Organisations } from '../src/organisation/organisation.replica.ts';
import { Programme } from '../src/programme/programme.store.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { anOrganisation, campaignPublished, newId, organisationPublished, published } from './samples.ts';

let the: Running;
let token: string;
let library: string;
let campaign: string;
let topic: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
  await ready(the.call);
  library = await organisationPublished(the, { name: 'Stadsbiblioteket i Borlänge' });
  campaign = await campaignPublished(the);
});
afterAll(async () => the[Symbol.asyncDispose]());
beforeEach(() => {
  topic = newId('feed');
});

const publishOne = (change: Record<string, unknown> = {}) =>
  published(the.call, token, { organisers: [library], campaigns: [campaign], topics: [topic], ...change });

async function amend(id: string, body: Record<string, unknown>): Promise<void> {
  const { headers } = await the.call('GET', `/v1/activities/${id}`);
  const ifMatch = { 'if-match': headers.get('etag') ?? '' };
  expect(await the.call('PATCH', `/v1/activities/${id}`, { token, body, headers: ifMatch })).toMatchObject({
    status: 200,
  });
}

const cancel = (id: string) =>
  the.call('POST', `/v1/activities/${id}/cancellation`, { token, body: { reason: 'illness' } });

const feed = async (file: string, headers: Record<string, string> = {}) =>
  the.call('GET', `/v1/${file}${file.includes('?') ? '&' : '?'}topic=${topic}`, { headers });

/** Debian's own Python has Debian's packages; another one may come first on the PATH. */
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/** What a reader in another language makes of a calendar; undefined where Debian's python3-icalendar is not installed. */
async function asPythonReads(calendar: string): Promise<Record<string, unknown>[] | undefined> {
  return (await runPython(calendar, 'events')) as Record<string, unknown>[] | undefined;
}

async function runPython(calendar: string, what: 'events' | 'names' | 'nothing'): Promise<unknown[] | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'calendar-'));
  try {
    await writeFile(join(folder, 'program.ics'), calendar);
    const run = promisify(execFile);
    const script = join(import.meta.dirname, 'read-calendar.py');
    const { stdout } = await run(python, [script, join(folder, 'program.ics'), what], { maxBuffer: 2 ** 28 });
    return JSON.parse(stdout) as unknown[];
  } catch (error) {
    const { code, stderr = '' } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT' || stderr.includes("No module named 'icalendar'")) return undefined;
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the calendar is called, as RFC 7986 has it and as it was written before that, by each reader. */
async function namesOf(calendar: string): Promise<unknown[]> {
  const root = new ICAL.Component(ICAL.parse(calendar) as unknown[]);
  // ical.js leaves what it has not heard of as it is written.
  const inJavaScript = ['name', 'x-wr-calname'].map((name) =>
    String(root.getFirstPropertyValue(name)).replaceAll(/\\([,;\\])/g, '$1'),
  );
  return [...inJavaScript, ...((await runPython(calendar, 'names')) ?? [])];
}

function asJavaScriptReads(calendar: string): Record<string, unknown>[] {
  const root = new ICAL.Component(ICAL.parse(calendar) as unknown[]);
  return root.getAllSubcomponents('vevent').map((event) => {
    const text = (name: string) => {
      const value = event.getFirstPropertyValue(name);
      return typeof value === 'object' ? value?.toString() : value;
    };
    const instant = (name: string) => (event.getFirstPropertyValue(name) as ICAL.Time).toJSDate().toISOString();
    return {
      uid: text('uid'),
      sequence: Number(text('sequence')),
      status: text('status'),
      start: instant('dtstart'),
      end: instant('dtend'),
      lastModified: instant('last-modified'),
      summary: text('summary'),
      description: text('description') ?? '',
      location: text('location') ?? '',
      categories: event.getFirstProperty('categories')?.getValues() ?? [],
      url: text('url'),
      geo: event.getFirstProperty('geo')?.getFirstValue() ?? null,
    };
  });
}

/** What both readers agree on. */
async function read(calendar: string): Promise<Record<string, unknown>[]> {
  const events = asJavaScriptReads(calendar);
  const inPython = await asPythonReads(calendar);
  if (inPython) expect(inPython).toEqual(events);
  return events;
}

describe('GET /v1/programme.ics', () => {
  it('says which readers this machine has', async () => {
    const inPython = await runPython('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nEND:VCALENDAR\r\n', 'nothing');
    console.info(`Calendars are read by ical.js${inPython ? " and by Debian's python3-icalendar" : ' only'}.`); // eslint-disable-line no-console
    expect(inPython ?? []).toEqual([]);
  });

  it('is a calendar that both readers read alike, whatever people write', async () => {
    const id = await publishOne({
      title: { sv: 'Fika; "prat", bank\\ärenden & kod 🧑‍💻 ' + 'åäö'.repeat(40), en: 'Coffee' },
      description: { sv: 'Rad ett,\r\nrad två\n\nBEGIN:VEVENT\u2028slut\u0007\u0085.\tTabb; punkt' },
      venue: {
        name: 'Röda rummet, plan 2',
        address: 'Hagavägen 1; 784 34 Borlänge',
        position: { latitude: 60.4858, longitude: 15.4364 },
        accessibility: [],
      },
    });
    const { headers, body } = await feed('programme.ics');

    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="program-[a-z0-9-]+\.ics"$/);
    const lines = (body as string).split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75 || /(?!\t)\p{Cc}/u.test(line))).toEqual([]);
    expect(body).toMatch(/\r\nEND:VCALENDAR\r\n$/);
    expect(body).toContain('\r\nDTSTART:20241115T090000Z\r\n');
    expect(body).not.toMatch(/;TZID|ORGANIZER|mailto/);
    expect(await read(body as string)).toEqual([
      {
        uid: `${id}-1@kraftsamling`,
        sequence: 0,
        status: 'CONFIRMED',
        start: '2024-11-15T09:00:00.000Z',
        end: '2024-11-15T11:00:00.000Z',
        lastModified: expect.any(String),
        summary: 'Fika; "prat", bank\\ärenden & kod 🧑‍💻 ' + 'åäö'.repeat(40),
        description: 'Rad ett,\nrad två\n\nBEGIN:VEVENT\nslut\n.\tTabb; punkt\n\nStadsbiblioteket i Borlänge',
        location: 'Röda rummet, plan 2, Hagavägen 1; 784 34 Borlänge',
        categories: ['drop-in', topic].map((word) => nameOf(word, 'sv')),
        url: `${the.service.url}/v1/activities/${id}`,
        geo: [60.4858, 15.4364],
      },
    ]);
  });

  it('keeps a weekly help desk at ten o’clock on both sides of 27 October', async () => {
    await publishOne({
      sessions: [
        { start: '2024-10-20T10:00', end: '2024-10-20T12:00', repeats: { every: 'week', until: '2024-11-03' } },
      ],
    });
    const events = await read((await feed('programme.ics')).body as string);
    expect(events.map(({ start, end }) => [start, end])).toEqual([
      ['2024-10-20T08:00:00.000Z', '2024-10-20T10:00:00.000Z'],
      ['2024-10-27T09:00:00.000Z', '2024-10-27T11:00:00.000Z'],
      ['2024-11-03T09:00:00.000Z', '2024-11-03T11:00:00.000Z'],
    ]);
  });

  it('keeps a cancelled activity, with a higher SEQUENCE', async () => {
    const id = await publishOne();
    const [before] = await read((await feed('programme.ics')).body as string);
    await cancel(id);
    const [after] = await read((await feed('programme.ics')).body as string);

    expect(before).toMatchObject({ status: 'CONFIRMED', sequence: 0 });
    expect(after).toMatchObject({
      uid: before!['uid'],
      status: 'CANCELLED',
      sequence: 1,
      // Many calendars show nothing else of it.
      summary: `INSTÄLLT: ${before!['summary'] as string}`,
    });
    const [inEnglish] = await read((await feed('programme.ics?lang=en')).body as string);
    expect(inEnglish).toMatchObject({ summary: `CANCELLED: ${before!['summary'] as string}` });
  });

  it.each([
    ['is said', { name: 'Röda rummet', address: 'Hagavägen 1' }, 'Röda rummet, Hagavägen 1, Borlänge'],
    ['is not said again after an address', { name: 'Biblioteket', address: 'Hagavägen 1, 784 34 BORLÄNGE' }, 'Biblioteket, Hagavägen 1, 784 34 BORLÄNGE'], // prettier-ignore
    ['is not said again after a name', { name: 'Stadsbiblioteket i Borlänge' }, 'Stadsbiblioteket i Borlänge'],
    ['is no part of a word', { name: 'Borlängesalen' }, 'Borlängesalen, Borlänge'],
  ])('has a location in which the town %s', async (_, venue, location) => {
    await publishOne({ venue: { ...venue, accessibility: [] } });
    expect(await read((await feed('programme.ics')).body as string)).toMatchObject([{ location }]);
  });

  it('has the sessions of the days that are asked for, also what is taken out of them', async () => {
    const id = await publishOne({
      sessions: [
        { start: '2024-10-20T10:00', end: '2024-10-20T12:00', repeats: { every: 'week', until: '2024-11-03' } },
      ],
    });
    const thatSunday = async () => read((await feed('programme.ics?from=2024-10-27&to=2024-10-27')).body as string);
    expect(await thatSunday()).toMatchObject([{ uid: `${id}-2@kraftsamling`, status: 'CONFIRMED' }]);

    await amend(id, { sessions: [{ start: '2024-10-20T10:00', end: '2024-10-20T12:00' }] });
    expect(await thatSunday()).toMatchObject([{ uid: `${id}-2@kraftsamling`, status: 'CANCELLED', sequence: 1 }]);
  });

  it('says what was asked for, in its name', async () => {
    const nameOf = async (query: string) => {
      const { body } = await the.call('GET', `/v1/programme.ics?${query}`);
      const names = await namesOf(body as string);
      expect(new Set(names).size).toBe(1);
      return names[0];
    };
    const organiser = await organisationPublished(the, { name: 'Hyttan; kultur, och mer' });
    const query = `county=20&targetGroup=senior-citizens&campaign=${campaign}`;
    expect(await nameOf('')).toBe('Program');
    expect(await nameOf('lang=en')).toBe('Programme');
    expect(await nameOf(query)).toBe('Program: Dalarna, seniorer, Digitalidag 2024');
    expect(await nameOf(`${query}&lang=en`)).toBe('Programme: Dalarna, senior citizens, Digitalidag 2024');
    expect(await nameOf('municipality=0180&topic=coding&mode=online&language=fi&q=kod')).toBe(
      'Program: Stockholm, programmering, digitalt, finska, ”kod”',
    );
    expect(await nameOf('from=2024-11-15&to=2024-11-16')).toBe('Program: 2024-11-15–2024-11-16');
    expect(await nameOf('from=2024-11-15&county=99&municipality=0000')).toBe('Program: från 2024-11-15');
    // Only one that stands in the programme is called by its name.
    expect(await nameOf(`organisation=${organiser}`)).toBe('Program');
    await publishOne({ organisers: [organiser] });
    expect(await nameOf(`organisation=${organiser}`)).toBe('Program: Hyttan; kultur, och mer');
    // Both readers forgive what is not escaped; others may not.
    const { body } = await the.call('GET', `/v1/programme.ics?organisation=${organiser}`);
    for (const property of ['NAME', 'X-WR-CALNAME'])
      expect(body).toContain(`\r\n${property}:Program: Hyttan\\; kultur\\, och mer\r\n`);
  });

  it.each(['csv', 'ics', 'jsonld'])('says what was asked for in the name of its file, as %s', async (extension) => {
    const nameOf = async (query: string) => {
      const { headers } = await the.call('GET', `/v1/programme.${extension}?${query}`);
      return /^attachment; filename="(.+)"$/.exec(headers.get('content-disposition') ?? '')?.[1];
    };
    const query = `county=20&targetGroup=senior-citizens&campaign=${campaign}`;
    expect(await nameOf('')).toBe(`program.${extension}`);
    expect(await nameOf('lang=en&utm_source=letter')).toBe(`programme.${extension}`);
    expect(await nameOf(query)).toBe(`program-dalarna-seniorer-digitalidag-2024.${extension}`);
    expect(await nameOf('county=14&from=2024-11-15&to=2024-11-16')).toBe(
      `program-vastra-gotaland-2024-11-15-2024-11-16.${extension}`,
    );
    if (extension !== 'ics') expect(await nameOf('cancelled=true')).toBe(`program-med-installt.${extension}`);
    const organiser = await organisationPublished(the, { name: 'Hyttan; kultur, och mer' });
    await publishOne({ organisers: [organiser] });
    expect(await nameOf(`organisation=${organiser}`)).toBe(`program-hyttan-kultur-och-mer.${extension}`);
  });

  it('keeps the UID of a session that is moved, and cancels one that is removed', async () => {
    const [first, second] = [
      { start: '2024-05-06T10:00', end: '2024-05-06T11:00' },
      { start: '2024-05-07T10:00', end: '2024-05-07T11:00' },
    ];
    const id = await publishOne({ sessions: [first, second] });
    await amend(id, { sessions: [{ id: '2', start: '2024-05-08T12:00', end: '2024-05-08T13:00' }] });

    expect(await read((await feed('programme.ics')).body as string)).toMatchObject([
      { uid: `${id}-2@kraftsamling`, status: 'CONFIRMED', sequence: 1, start: '2024-05-08T10:00:00.000Z', summary: expect.not.stringMatching(/INSTÄLLT/) }, // prettier-ignore
      { uid: `${id}-1@kraftsamling`, status: 'CANCELLED', sequence: 1, start: '2024-05-06T08:00:00.000Z', summary: expect.stringMatching(/^INSTÄLLT: /) }, // prettier-ignore
    ]);
  });

  it('is written in the language that is asked for, or that the reader prefers, else in Swedish', async () => {
    await publishOne({ title: { sv: 'Öppet hus', en: 'Open house' } });
    const summary = async (file: string, language?: string) => {
      const { body } = await feed(file, { 'accept-language': language ?? '*' });
      return asJavaScriptReads(body as string).map((event) => event['summary']);
    };
    expect(await summary('programme.ics')).toEqual(['Öppet hus']);
    expect(await summary('programme.ics', 'en-GB')).toEqual(['Open house']);
    expect(await summary('programme.ics?lang=sv', 'en-GB')).toEqual(['Öppet hus']);
    expect(await summary('programme.ics?lang=en')).toEqual(['Open house']);
  });

  it('says also what it is about in that language', async () => {
    await publishOne({
      description: { sv: 'Ta med telefonen.', en: 'Bring your phone.' },
      form: 'open-house',
      topics: ['coding', topic],
    });
    const said = async (language: string) => {
      const events = await read((await feed(`programme.ics?lang=${language}`)).body as string);
      return events.map(({ description, categories }) => ({ description, categories }));
    };
    const own = nameOf(topic, 'sv');
    expect(await said('sv')).toEqual([
      {
        description: 'Ta med telefonen.\n\nStadsbiblioteket i Borlänge',
        categories: ['öppet hus', 'programmering', own],
      },
    ]);
    expect(await said('en')).toEqual([
      { description: 'Bring your phone.\n\nStadsbiblioteket i Borlänge', categories: ['open house', 'coding', own] },
    ]);
  });

  it('is an empty calendar where there is nothing', async () => {
    const { status, body } = await feed('programme.ics');
    expect({ status, events: await read(body as string) }).toEqual({ status: 200, events: [] });
    // RFC 5545 asks for one component at least.
    const [zone, ...others] = new ICAL.Component(ICAL.parse(body as string) as unknown[]).getAllSubcomponents();
    expect([zone?.name, others]).toEqual(['vtimezone', []]);
    const sweden = new ICAL.Timezone(zone);
    const offsetOn = (day: string) => sweden.utcOffset(ICAL.Time.fromDateTimeString(`${day}:00`)) / 3600;
    expect(['2024-03-31T01:59', '2024-03-31T03:00', '2024-10-27T01:59', '2024-10-27T03:00'].map(offsetOn)).toEqual([
      1, 2, 2, 1,
    ]);
  });

  it('refuses what it does not understand, and passes over what was added to its link', async () => {
    expect(await feed('programme.ics?lang=fi')).toMatchObject({ status: 422 });
    for (const added of ['utm_source=letter', 'cancelled=false', 'page=2'])
      expect(await feed(`programme.ics?${added}`)).toMatchObject({ status: 200 });
  });
});

describe('GET /v1/programme.csv', () => {
  const rows = (body: unknown, delimiter: string) => parse(body as string, { columns: true, bom: true, delimiter });

  it('has a row for each session, in Swedish local time', async () => {
    const id = await publishOne({
      sessions: [
        { start: '2024-10-26T10:00', end: '2024-10-26T12:00' },
        { start: '2024-10-27T22:00', end: '2024-10-28T01:00' },
      ],
    });
    const { headers, body } = await feed('programme.csv');

    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(body).toMatch(/^id,status,title,.*\r\n/);
    expect(rows(body, ',')).toMatchObject([
      { id, session: '1', day: '2024-10-26', start: '10:00', end: '12:00', municipalityName: 'Borlänge', freeOfCharge: 'yes', organisers: 'Stadsbiblioteket i Borlänge' }, // prettier-ignore
      { id, session: '2', day: '2024-10-27', start: '22:00', end: '2024-10-28 01:00' },
    ]);
  });

  it('has the texts in the language that is asked for', async () => {
    await publishOne({
      title: { sv: 'Kodklubb', en: 'Coding club' },
      description: { sv: 'Ta med telefonen.', en: 'Bring your phone.' },
    });
    const swedish = { title: 'Kodklubb', description: 'Ta med telefonen.' };
    const english = { title: 'Coding club', description: 'Bring your phone.' };
    expect(rows((await feed('programme.csv')).body, ',')).toMatchObject([swedish]);
    expect(rows((await feed('programme.csv', { 'accept-language': 'en-GB' })).body, ',')).toMatchObject([english]);
    expect(rows((await feed('programme.csv?lang=en')).body, ',')).toMatchObject([english]);
  });

  it('has one row for one day of a weekly series, in order of that session', async () => {
    const weekly = await publishOne({
      sessions: [
        { start: '2024-08-18T13:00', end: '2024-08-18T15:00', repeats: { every: 'week', until: '2024-11-10' } },
      ],
    });
    const once = await publishOne({ sessions: [{ start: '2024-10-27T10:00', end: '2024-10-27T12:00' }] });
    const those = rows((await feed('programme.csv?from=2024-10-27&to=2024-10-27')).body, ',');
    expect(those).toMatchObject([
      { id: once, day: '2024-10-27', start: '10:00' },
      { id: weekly, session: '11', day: '2024-10-27', start: '13:00', end: '15:00' },
    ]);
    const all = rows((await feed('programme.csv')).body, ',') as { id: string; day: string }[];
    expect(all.map(({ day }) => day)).toEqual(all.map(({ day }) => day).toSorted());
    expect(all.findIndex(({ id }) => id === once)).toBe(10);
  });

  it('is as Swedish Excel opens it when that is asked for', async () => {
    await publishOne({ title: { sv: 'Öppet hus; fika' } });
    const response = await fetch(`${the.service.url}/v1/programme.csv?excel=true&topic=${topic}`);
    const bytes = Buffer.from(await response.arrayBuffer());

    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(rows(bytes.toString('utf8'), ';')).toMatchObject([{ title: 'Öppet hus; fika' }]);
  });

  it.each(['=HYPERLINK("https://evil.example")', '+1+1', '-1+1', '@SUM(A1)', '＝1+1', '\t=1'])(
    'holds no formula for Excel, and what was written for programs: %j',
    async (text) => {
      await publishOne({ description: { sv: text } });
      const [row] = rows((await feed('programme.csv?excel=true')).body, ';') as { description: string }[];
      // What people write begins with no space, whichever it is.
      expect(row?.description).toBe(`'${text.trim()}`);
      const [exact] = rows((await feed('programme.csv')).body, ',') as { description: string }[];
      expect(exact?.description).toBe(text.trim());
    },
  );

  it('leaves out what has been cancelled, unless it is asked for', async () => {
    await cancel(await publishOne());
    expect(rows((await feed('programme.csv')).body, ',')).toEqual([]);
    expect(rows((await feed('programme.csv?cancelled=true')).body, ',')).toMatchObject([{ status: 'cancelled' }]);
  });
});

describe('GET /v1/programme.jsonld', () => {
  it('is a graph of schema.org events', async () => {
    const id = await publishOne({
      title: { sv: 'Öppet hus', en: 'Open house' },
      description: { sv: 'Ta med telefonen.', en: 'Bring your phone.' },
      mode: 'hybrid',
      targetGroups: ['senior-citizens'],
      topics: ['e-identification', topic],
      onlineAddress: 'https://meet.example/open',
      capacity: 40,
      sessions: [
        { start: '2024-05-06T10:00', end: '2024-05-06T11:00' },
        { start: '2024-05-07T10:00', end: '2024-05-07T11:00' },
      ],
    });
    const gone = await publishOne();
    await cancel(gone);
    const { headers, body } = await feed('programme.jsonld?lang=en&cancelled=true');

    expect(headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
    expect(body).toMatchObject({
      '@context': 'https://schema.org',
      '@graph': [
        {
          '@type': 'Event',
          identifier: id,
          name: 'Open house',
          description: 'Bring your phone.',
          startDate: '2024-05-06T08:00:00.000Z',
          endDate: '2024-05-07T09:00:00.000Z',
          subEvent: [{ startDate: '2024-05-06T08:00:00.000Z' }, { startDate: '2024-05-07T08:00:00.000Z' }],
          eventStatus: 'https://schema.org/EventScheduled',
          eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
          location: [
            {
              '@type': 'Place',
              name: 'Borlänge bibliotek',
              address: { addressLocality: 'Borlänge', addressRegion: 'Dalarnas län' },
            },
            { '@type': 'VirtualLocation', url: 'https://meet.example/open' },
          ],
          organizer: [{ '@type': 'Organization', name: 'Stadsbiblioteket i Borlänge' }],
          isAccessibleForFree: true,
          keywords: ['drop-in', 'e-identification', topic].map((word) => nameOf(word, 'en')),
          audience: [{ audienceType: 'senior citizens' }],
          maximumAttendeeCapacity: 40,
        },
        { identifier: gone, eventStatus: 'https://schema.org/EventCancelled' },
      ],
    });
  });

  it('is an empty graph where there is nothing', async () => {
    expect(await feed('programme.jsonld')).toMatchObject({ status: 200, body: { '@graph': [] } });
  });
});

describe('A feed', () => {
  it('may be kept for some minutes, and is known by its ETag', async () => {
    const id = await publishOne();
    const { headers } = await feed('programme.ics');
    const etag = headers.get('etag') ?? '';
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(headers.get('vary')).toBe('accept-language, accept-encoding');

    const again = await feed('programme.ics', { 'if-none-match': `"other", ${etag}` });
    expect(again).toMatchObject({ status: 304, body: '' });
    expect(again.headers.get('etag')).toBe(etag);
    expect(await feed('programme.ics?lang=en', { 'if-none-match': etag })).toMatchObject({ status: 200 });
    // What concerns another feed does not concern this one.
    await publishOne({ topics: [newId('other')] });
    expect(await feed('programme.ics', { 'if-none-match': etag })).toMatchObject({ status: 304 });

    await amend(id, { title: { sv: 'Något annat' } });
    expect(await feed('programme.ics', { 'if-none-match': etag })).toMatchObject({ status: 200 });
  });

  it('is written once for all who ask for the same, until it would be another', async () => {
    const id = await publishOne();
    const read = jest.spyOn(Programme.prototype, 'each');
    const first = await feed('programme.csv');
    expect((await feed('programme.csv')).body).toBe(first.body);
    expect(read).toHaveBeenCalledTimes(1);

    const forExcel = await feed('programme.csv?excel=true');
    expect(forExcel.body).not.toBe(first.body);
    expect((await feed('programme.csv?lang=en')).status).toBe(200);
    expect(read).toHaveBeenCalledTimes(3);

    await amend(id, { capacity: 77 });
    expect((await feed('programme.csv')).body).toContain(',77,');
    expect(read).toHaveBeenCalledTimes(4);
    read.mockRestore();
  });

  it('is another one as soon as an organiser is called something else', async () => {
    const name = newId('Hyttan');
    const organiser = await organisationPublished(the, { name });
    await publishOne({ organisers: [organiser] });
    const before = await feed('programme.csv');
    expect(before.body).toContain(name);

    await organisationPublished(the, { id: organiser, name: 'Kulturhuset' }, 2);
    const known = { 'if-none-match': before.headers.get('etag') ?? '' };
    const after = await feed('programme.csv', known);
    expect(after).toMatchObject({ status: 200, body: expect.stringContaining('Kulturhuset') });
    expect(after.body).not.toContain(name);
  });

  it('is another revision when an organiser is called something else, or may not be named any more', async () => {
    const name = newId('Hyttan');
    const organiser = await organisationPublished(the, { name });
    const id = await publishOne({ organisers: [organiser, library] });
    const [first] = await read((await feed('programme.ics')).body as string);
    expect(first).toMatchObject({ sequence: 0, description: expect.stringContaining(name) });

    const revision = (sequence: number) =>
      eventually(async () => {
        const [event] = await read((await feed('programme.ics')).body as string);
        expect(event).toMatchObject({ sequence });
        return event;
      });

    await organisationPublished(the, { id: organiser, name: 'Kulturhuset' }, 2);
    const second = await revision(1);
    expect(second).toMatchObject({ description: expect.stringContaining('Kulturhuset') });
    expect(String(second!['lastModified']) >= String(first!['lastModified'])).toBe(true);

    const { name: _, ...trader } = anOrganisation({ id: organiser });
    await the.streams.publish(organisationAmended, { subject: organiser, version: 3, data: trader });
    const third = await revision(2);
    expect(third).toMatchObject({ uid: `${id}-1@kraftsamling`, description: 'Stadsbiblioteket i Borlänge' });

    // What is not its name is in no calendar, and what comes twice changes nothing.
    const nameless = { subject: organiser, version: 4, data: { ...trader, offers: [] } };
    await the.streams.publish(organisationAmended, nameless);
    await the.streams.publish(organisationAmended, nameless);
    const replica = the.service.app.get(Organisations);
    await eventually(async () =>
      expect((await replica.known([organiser])).get(organiser)).toMatchObject({ offers: [] }),
    );
    await eventually(async () =>
      expect((await the.call('GET', '/metrics')).body).toMatch(/consumer_lag_events\{handler="organisations"\} 0/),
    );
    expect(await read((await feed('programme.ics')).body as string)).toEqual([third]);
  });

  it('is another revision when an organiser is known that has agreed before', async () => {
    const late = anOrganisation({ name: 'Kulturhuset' });
    const host = await the.key.token('organisation', { organisation: library });
    const guest = await the.key.token('organisation', { organisation: late.id });
    const id = await published(the.call, host, { organisers: [library, late.id], topics: [topic] });
    expect(await the.call('POST', `/v1/activities/${id}/agreement`, { token: guest })).toMatchObject({ status: 200 });
    expect(await read((await feed('programme.ics')).body as string)).toMatchObject([{ sequence: 1 }]);

    await organisationPublished(the, late);
    expect(await read((await feed('programme.ics')).body as string)).toMatchObject([
      { sequence: 2, description: expect.stringContaining('Kulturhuset') },
    ]);
  });

  describe('whose organiser is called something else', () => {
    const [before, after] = ['Hyttan', 'Kulturhuset'];
    let organiser: string;
    beforeEach(async () => {
      organiser = await organisationPublished(the, { name: before });
      await publishOne({ organisers: [organiser] });
    });
    afterEach(() => {
      jest.restoreAllMocks();
    });

    const rename = () => organisationPublished(the, { id: organiser, name: after }, 2);
    const shown = async () => {
      const [event] = asJavaScriptReads((await feed('programme.ics')).body as string);
      return { sequence: event?.['sequence'], name: event?.['description'] };
    };
    const isAnotherRevision = () => eventually(async () => expect(await shown()).toEqual({ sequence: 1, name: after }));

    // Who has it so would not take the new name that comes with the same SEQUENCE after it.
    it('has its new SEQUENCE never with the old name, whenever somebody looks', async () => {
      const seen: unknown[] = [];
      const look = async () => void seen.push(await shown());
      const organisations = the.service.app.get(Organisations);
      const activities = the.service.app.get(Activities);
      const apply = organisations.apply.bind(organisations);
      const organiserRenamed = activities.organiserRenamed.bind(activities);
      jest.spyOn(organisations, 'apply').mockImplementation((event) => look().then(() => apply(event)));
      jest.spyOn(activities, 'organiserRenamed').mockImplementation((id) => look().then(() => organiserRenamed(id)));

      await rename();
      await isAnotherRevision();
      expect(seen).toContainEqual({ sequence: 0, name: after });
      expect(seen).not.toContainEqual({ sequence: 1, name: before });
    });

    it('has its new SEQUENCE with the new name also where it was being written meanwhile', async () => {
      const programme = the.service.app.get(Programme);
      const each = programme.each.bind(programme);
      jest.spyOn(programme, 'each').mockImplementationOnce(async function* (selection) {
        await rename();
        await isAnotherRevision();
        yield* each(selection);
      });
      expect(await shown()).toEqual({ sequence: 1, name: after });
    });

    it('is another revision also where that has failed at first', async () => {
      jest.spyOn(the.service.app.get(Activities), 'organiserRenamed').mockRejectedValueOnce(new Error('It broke.'));
      await rename();
      await isAnotherRevision();
    });
  });

  it('is another one as soon as its campaign is called something else', async () => {
    const renamed = await campaignPublished(the, { name: { sv: 'Veckan', en: 'The week' } });
    const path = `/v1/programme.ics?campaign=${renamed}`;
    const before = await the.call('GET', path);
    expect(before.body).toContain('Program: Veckan');
    expect((await the.call('GET', `${path}&lang=en`)).body).toContain('Programme: The week');
    const known = { headers: { 'if-none-match': before.headers.get('etag') ?? '' } };
    expect((await the.call('GET', path, known)).status).toBe(304);

    await campaignPublished(the, { id: renamed, name: { sv: 'Månaden', en: 'The month' } }, 2);
    expect(await the.call('GET', path, known)).toMatchObject({
      status: 200,
      body: expect.stringContaining('Program: Månaden'),
    });
  });

  it('costs whoever has no token more than other answers, unless they have it already', async () => {
    const inAMinute = async (): Promise<number[]> => {
      const call = callerOf((await the.replica({ ANONYMOUS_READS_PER_MINUTE: '250' })).url);
      const began = performance.now();
      const first = await call('GET', '/v1/programme.ics');
      const known = { headers: { 'if-none-match': first.headers.get('etag') ?? '' } };
      const answers = [first];
      for (let times = 0; times < 5; times += 1) answers.push(await call('GET', '/v1/programme.ics', known));
      for (const path of ['/v1/programme.ics', '/v1/programme.ics', '/v1/programme'])
        answers.push(await call('GET', path));
      // After a minute the limit begins anew.
      return performance.now() - began < 60_000 ? answers.map(({ status }) => status) : inAMinute();
    };
    expect(await inAMinute()).toEqual([200, 304, 304, 304, 304, 304, 200, 429, 200]);
  });

  it('says when the programme last changed, once that has settled', async () => {
    const id = await publishOne();
    const { documents } = the.service.app.get(Activities);
    // As if it had changed just now, however slow this machine is.
    await documents.updateOne({ _id: id }, { $set: { updatedAt: new Date(Date.now() + 60_000) } });
    expect((await feed('programme.csv')).headers.get('last-modified')).toBeNull();

    const aMinuteAgo = new Date(Date.now() - 60_000);
    await documents.updateMany({}, { $set: { updatedAt: aMinuteAgo } });
    const organisations = the.service.app.get<Connection>(getConnectionToken()).collection('organisations');
    await organisations.updateMany({}, { $set: { appliedAt: aMinuteAgo } });
    const later = await the.replica();
    const ask = (since: Date) =>
      fetch(`${later.url}/v1/programme.csv?topic=${topic}`, { headers: { 'if-modified-since': since.toUTCString() } });

    const answer = await ask(new Date(0));
    expect([answer.status, answer.headers.get('last-modified')]).toEqual([200, aMinuteAgo.toUTCString()]);
    expect(await answer.text()).toContain(id);
    expect((await ask(aMinuteAgo)).status).toBe(304);
    await organisationPublished(the, { id: library, name: 'Stadsbiblioteket' }, 2);
    expect((await ask(aMinuteAgo)).status).toBe(200);
  });

  describe('that is large', () => {
    const many = 2_000;
    let read: number;
    let ended: boolean;

    /** Puts many activities in as they lie in the database, and watches how many of them are read. */
    beforeEach(async () => {
      const store = the.service.app.get(Activities);
      const { _id, foundBy: _, ...sample } = (await store.documents.findOne({ _id: await publishOne() }))!;
      const long = { sv: 'Kom och lär dig mer om e-legitimation. '.repeat(200) };
      const documents = Array.from({ length: many }, (_unused, n) => ({
        ...sample,
        _id: `${_id}-${n}`,
        updatedAt: new Date(),
        state: { ...sample.state, description: long },
        foundBy: { sameness: `${_id}-${n}` },
      }));
      await store.documents.insertMany(documents);

      [read, ended] = [0, false];
      const programme = the.service.app.get(Programme);
      const each = programme.each.bind(programme);
      jest.spyOn(programme, 'each').mockImplementation(async function* (selection) {
        try {
          for await (const activities of each(selection)) {
            read += activities.length;
            yield activities;
          }
        } finally {
          ended = true;
        }
      });
    });
    afterEach(() => {
      jest.restoreAllMocks();
    });

    const open = () =>
      new Promise<IncomingMessage>((resolve, reject) => {
        get(`${the.service.url.replace('localhost', '127.0.0.1')}/v1/programme.csv?topic=${topic}`, resolve).once(
          'error',
          reject,
        );
      });
    const firstBytes = async () => {
      const answer = await open();
      await new Promise((resolve) => answer.once('readable', resolve));
      return answer;
    };

    it('is read no faster than somebody takes it, and whole in the end', async () => {
      const answer = await firstBytes();
      expect(read).toBeLessThan(many);

      // What the sockets hold on their way is all that is read ahead: it comes to a standstill before the end.
      let before = -1;
      await eventually(() => {
        const same = read === before;
        before = read;
        if (!same) throw new Error('It is still being read.');
      });
      expect(ended).toBe(false);
      expect(read).toBeLessThan(many);

      let csv = '';
      for await (const part of answer.setEncoding('utf8')) csv += part as string;
      expect(parse(csv)).toHaveLength(1 + many + 1);
      expect(ended).toBe(true);
    });

    it('is read no further when whoever asked has hung up', async () => {
      const answer = await firstBytes();
      answer.destroy();
      await eventually(() => expect(ended).toBe(true));
      expect(read).toBeLessThan(many);
    });

    it('breaks off when the database does: half a feed does not look like a whole one', async () => {
      jest.restoreAllMocks();
      const programme = the.service.app.get(Programme);
      const each = programme.each.bind(programme);
      jest.spyOn(programme, 'each').mockImplementation(async function* (selection) {
        for await (const activities of each(selection)) {
          yield activities;
          throw new Error('The database is gone.');
        }
      });
      const answer = await open();
      expect(answer.statusCode).toBe(200);
      await expect(
        (async () => {
          for await (const _part of answer);
        })(),
      ).rejects.toThrow('aborted');
    });
  });
});
