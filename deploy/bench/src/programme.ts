import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Api } from '@kraftsamling/acceptance/api';
import { onceReplicated } from '@kraftsamling/acceptance/arranging';
import { openCampaign } from '@kraftsamling/acceptance/requests';
import { municipalities } from '@kraftsamling/geography';
import type { Platform } from '@kraftsamling/platform';
import { signToken } from '@kraftsamling/platform/signing-key';
import { build } from 'hdr-histogram-js';
import { MongoClient } from 'mongodb';
import type { Document } from 'mongodb';

const CAMPAIGN = 'bench-programme';
const DAY = '2030-10-08';
const TOPICS = ['e-identification', 'banking', 'public-e-services', 'online-safety', 'coding', 'job-skills'];
const FORMS = ['open-house', 'lecture', 'fair', 'drop-in', 'course'];
const WORDS = 'kom igång med mobilen legitimation bank säker internet surfa lär dig mer öppet hus fråga oss hjälp dator platta spel kod film jobb ansökan vård kontakt skola läsa skriva möte video samtal lösenord bluff virus post karta resa biljett handla betala kommun tjänst äldre ung svensk språk träning övning grund kurs dag kväll fika'.split(' '); // prettier-ignore
/** One in ten is a help desk that is open every week for half a year. */
const WEEKLY = 10;
const WEEKS = 26;
const BATCH = 1_000;

interface Stay {
  readonly ids: RegExp;
  readonly client: MongoClient;
}

/** The programme with so many activities in it, while `measure` runs; after it they are gone, and the service has forgotten them. */
export async function withProgramme<Result>(
  platform: Platform,
  count: number,
  measure: () => Promise<Result>,
): Promise<Result> {
  const sample = await publishedSample(platform);
  await using client = await MongoClient.connect(platform.infrastructure.mongodbUri);
  const stay: Stay = { ids: /^bench-programme-/, client };
  try {
    await platform.service('activities').stop();
    await fill(stay, sample, count);
    await platform.service('activities').start();
    return await measure();
  } finally {
    await platform.service('activities').stop();
    await activitiesOf(stay).deleteMany({ _id: stay.ids as never });
    await platform.service('activities').start();
  }
}

export interface ProgrammeQueries {
  /** How long the first query took, which is the one that gets to know the programme. */
  readonly firstMs: number;
  readonly queries: readonly { readonly name: string; readonly p50: number; readonly p99: number }[];
  /** Of all of them together. */
  readonly p50: number;
  readonly p99: number;
}

/** Milliseconds of a query with its page and its total, over HTTP, one after the other, each for another place, day, word or page. */
export async function queryProgramme(platform: Platform, rounds = 100): Promise<ProgrammeQueries> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (query: string) => {
    const started = performance.now();
    await read(`${addressOf(platform)}/v1/programme?${query}`, agent);
    return performance.now() - started;
  };
  const place = (n: number) => municipalities[(n * 37) % municipalities.length] ?? { code: '', countyCode: '' };
  const kinds: Readonly<Record<string, (n: number) => string>> = {
    'a campaign, first page': () => `campaign=${CAMPAIGN}`,
    'county, topic and first day': (n) =>
      `campaign=${CAMPAIGN}&county=${place(n).countyCode}&topic=${TOPICS[n % TOPICS.length] ?? ''}&from=2030-${10 + (n % 3)}-01`,
    municipality: (n) => `municipality=${place(n).code}`,
    'words, the last one begun': (n) => `q=${encodeURIComponent(`${wordOf(n)} ${wordOf(n * 7).slice(0, 3)}`)}`,
    'a page deep inside': (n) => `campaign=${CAMPAIGN}&limit=100&page=${100 + n}`,
  };

  const firstMs = await ask('');
  const all = build();
  const queries = [];
  for (const [name, query] of Object.entries(kinds)) {
    const times = build();
    for (let n = 0; n < rounds; n++) {
      const microseconds = Math.round((await ask(query(n))) * 1000);
      times.recordValue(microseconds);
      all.recordValue(microseconds);
    }
    queries.push({ name, p50: ms(times, 50), p99: ms(times, 99) });
  }
  agent.destroy();
  return { firstMs, queries, p50: ms(all, 50), p99: ms(all, 99) };
}

export interface FeedMeasured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly events: number;
  /** How much more memory the service took at its highest than before, in megabytes. */
  readonly grown: number;
}

/** The whole programme as a calendar, fetched by somebody who takes it as fast as it comes. */
export async function fetchCalendar(platform: Platform): Promise<FeedMeasured> {
  const agent = new Agent({ maxSockets: 1 });
  // What is known by heart is known before.
  await read(`${addressOf(platform)}/v1/programme?limit=1`, agent);

  const before = await residentMegabytes(platform);
  let highest = before;
  const ended = new AbortController();
  const watching = (async () => {
    while (!ended.signal.aborted) {
      highest = Math.max(highest, await residentMegabytes(platform));
      await delay(50);
    }
  })();
  const started = performance.now();
  const calendar = await read(`${addressOf(platform)}/v1/programme.ics?campaign=${CAMPAIGN}`, agent, 'BEGIN:VEVENT');
  const seconds = (performance.now() - started) / 1000;
  ended.abort();
  await watching;
  return { seconds, megabytes: calendar.bytes / 1e6, events: calendar.found, grown: highest - before };
}

/** An activity that has been published as any other, to be copied as it lies in the database. */
async function publishedSample(platform: Platform): Promise<Document> {
  const token = await signToken({ role: 'secretariat' });
  const campaigns = new Api(platform.service('registrations').url, token);
  const programme = new Api(platform.service('activities').url, token);

  const known = await campaigns.get(`/v1/campaigns/${CAMPAIGN}`).catch(() => undefined);
  if (known === undefined) await openCampaign(campaigns, CAMPAIGN, DAY);
  const organisation = await campaigns.post<{ id: string }>('/v1/organisations', {
    name: `Biblioteket ${randomUUID()}`,
    category: 'public-library',
    sector: 'public',
    municipality: '2081',
  });
  const plan = {
    title: { sv: `Öppet hus ${randomUUID().replace(/\d/g, '')}` },
    form: 'open-house',
    topics: ['e-identification'],
    targetGroups: ['senior-citizens'],
    languages: ['sv'],
    mode: 'on-site',
    municipality: '2081',
    venue: {
      name: 'Stadsbiblioteket',
      address: 'Storgatan 1',
      position: { latitude: 60.4858, longitude: 15.4364 },
      accessibility: ['step-free', 'hearing-loop'],
    },
    sessions: [{ start: `${DAY}T10:00`, end: `${DAY}T12:00` }],
    capacity: 40,
    freeOfCharge: true,
    organisers: [organisation.id],
    campaigns: [CAMPAIGN],
  };
  const { id } = await onceReplicated(() => programme.post<{ id: string }>('/v1/activities', plan));
  await onceReplicated(() => programme.post(`/v1/activities/${id}/publication`));

  await using client = await MongoClient.connect(platform.infrastructure.mongodbUri);
  const sample = await client
    .db('activities')
    .collection('activities')
    .findOne({ _id: id as never });
  if (sample === null) throw new Error(`The activity ${id} has been published and is not there.`);
  return { ...sample, outbox: [] };
}

async function fill(stay: Stay, sample: Document, count: number): Promise<void> {
  for (let first = 0; first < count; first += BATCH) {
    const documents = Array.from({ length: Math.min(BATCH, count - first) }, (_, n) => activity(sample, first + n));
    await activitiesOf(stay).insertMany(documents, { ordered: false });
  }
}

function activity(sample: Document, n: number): Document {
  const { code, countyCode, name } = municipalities[(n * 131) % municipalities.length] ?? municipalities[0]!; // eslint-disable-line @typescript-eslint/no-non-null-assertion -- there are 290
  const id = `bench-programme-${String(n).padStart(6, '0')}`;
  const start = Date.UTC(2030, 9, 1 + ((n * 17) % 90), 8 + (n % 9));
  const sessions = Array.from({ length: n % WEEKLY === 0 ? WEEKS : 1 }, (_, week) => ({
    id: String(week + 1),
    start: new Date(start + week * 7 * 86_400_000),
    end: new Date(start + week * 7 * 86_400_000 + 7_200_000),
  }));
  const words = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => wordOf(n * 13 + (from + at) * 31 + ((n >> 3) % 7) * at)).join(' ');
  return {
    ...sample,
    _id: id,
    updatedAt: new Date(Date.now() - 60_000 - n * 1_000),
    foundBy: { sameness: id },
    state: {
      ...(sample['state'] as Document),
      title: { sv: words(0, 4) },
      description: { sv: `${words(4, 20)}. ${words(20, 40)}.` },
      form: FORMS[n % FORMS.length],
      topics: [TOPICS[n % TOPICS.length], TOPICS[(n >> 2) % TOPICS.length]],
      municipality: code,
      county: countyCode,
      venue: { ...(sample['state'] as { venue: Document }).venue, name: `${name} bibliotek` },
      sessions,
    },
  };
}

function wordOf(n: number): string {
  return WORDS[n % WORDS.length] ?? '';
}

function activitiesOf({ client }: Stay) {
  return client.db('activities').collection('activities');
}

function addressOf(platform: Platform): string {
  return platform.service('activities').url.replace('localhost', '127.0.0.1');
}

async function residentMegabytes(platform: Platform): Promise<number> {
  const status = await readFile(`/proc/${platform.service('activities').pid ?? ''}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

function ms(histogram: ReturnType<typeof build>, percentile: number): number {
  return histogram.getValueAtPercentile(percentile) / 1000;
}

/** Takes an answer as it comes and keeps none of it: how many bytes it has, and how often something stands in it. */
function read(url: string, agent: Agent, sought?: string): Promise<{ bytes: number; found: number }> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (answer) => {
      if (answer.statusCode !== 200) {
        reject(new Error(`${url} answered ${answer.statusCode ?? ''}`));
        return;
      }
      let [bytes, found, rest] = [0, 0, ''];
      answer.on('data', (part: Buffer) => {
        bytes += part.length;
        if (sought === undefined) return;
        const pieces = (rest + part.toString('latin1')).split(sought);
        found += pieces.length - 1;
        rest = (pieces.at(-1) ?? '').slice(1 - sought.length);
      });
      answer.once('end', () => resolve({ bytes, found }));
      answer.once('error', reject);
    }).once('error', reject);
  });
}
