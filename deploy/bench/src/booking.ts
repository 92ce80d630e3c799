import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { Api, eachOf } from '@kraftsamling/acceptance/api';
import { onceReplicated } from '@kraftsamling/acceptance/arranging';
import { signToken } from '@kraftsamling/platform/signing-key';
import { MongoClient } from 'mongodb';
import { AT_ONCE, post, timed } from './registering.ts';

export const RESOURCES = 50;
const A_ROUND = 1_000;
const DAYS = 2;
const OPENS = 8;
const CLOSES = 20;

/** Two hours of one resource. All requests together want a little more than there is. */
interface Wish {
  readonly resource: number;
  readonly day: string;
  readonly hour: number;
}

/** The same for both: spread over resources, days and hours without any order. */
const wishes: readonly Wish[] = Array.from({ length: A_ROUND }, (_, n) => ({
  resource: (n * 7) % RESOURCES,
  day: `2030-10-${String(8 + (Math.floor(n / RESOURCES) % DAYS)).padStart(2, '0')}`,
  hour: OPENS + ((n * 31) % (CLOSES - OPENS - 1)),
}));

/** Requests a second over HTTP, each for an activity of its own. Those that are refused carry their alternatives. */
export async function bookOverHttp(
  { registrations: registrationsUrl, activities: activitiesUrl }: { registrations: string; activities: string },
  round: number,
): Promise<number> {
  const token = await signToken({ role: 'secretariat' });
  const api = new Api(activitiesUrl, token);
  const owner = await anOwner(new Api(registrationsUrl, token));
  const rooms = Array.from({ length: RESOURCES }, (_, n) => roomFor(owner, round, n));
  const resources = await made(rooms, (room) => onceReplicated(() => api.post('/v1/resources', room)));
  const activities = await made(wishes, (wish, n) => api.post('/v1/activities', activityFor(round, n, wish)));

  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const url = `${activitiesUrl.replace('localhost', '127.0.0.1')}/v1/bookings`;
  const bodies = wishes.map(({ resource }, n) =>
    JSON.stringify({ activityId: activities[n], resourceIds: [resources[resource]] }),
  );
  const perSecond = await timed(bodies, (body) => post(url, body, agent, { token, expected: [201, 409] }));
  agent.destroy();
  return perSecond;
}

/** The ceiling: one conditional update of the bare driver, which puts the interval in unless another overlaps it. */
export async function bookBare(mongodbUri: string, round: number): Promise<number> {
  await using client = await MongoClient.connect(mongodbUri);
  const database = client.db('bench-booking');
  const calendars = database.collection<{ _id: string; entries: { start: Date; end: Date; booking: string }[] }>(
    `calendars-${round}`,
  );
  const ids = new Set(wishes.map(calendarOf));
  await calendars.insertMany([...ids].map((_id) => ({ _id, entries: [] })));

  const perSecond = await timed(wishes, async (wish) => {
    const { start, end } = intervalOf(wish);
    await calendars.updateOne(
      { _id: calendarOf(wish), entries: { $not: { $elemMatch: { start: { $lt: end }, end: { $gt: start } } } } },
      { $push: { entries: { start, end, booking: 'x'.repeat(36) } } },
    );
  });
  await database.dropDatabase();
  return perSecond;
}

async function made<T>(list: readonly T[], make: (item: T, n: number) => Promise<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  await eachOf([...list.entries()], AT_ONCE, async ([n, item]) => {
    ids[n] = (await make(item, n)).id;
  });
  return ids;
}

function calendarOf({ resource, day }: Wish): string {
  return `${resource}/${day}`;
}

function intervalOf({ day, hour }: Wish): { start: Date; end: Date } {
  const start = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
  return { start, end: new Date(start.getTime() + 2 * 3_600_000) };
}

/** An organisation that venues belong to. */
export async function anOwner(registrations: Api): Promise<string> {
  const { id } = await registrations.post<{ id: string }>('/v1/organisations', {
    name: `Biblioteket ${randomUUID()}`,
    category: 'public-library',
    sector: 'public',
    municipality: '2081',
  });
  return id;
}

export function roomFor(organisationId: string, round: number, n: number) {
  return {
    kind: 'venue',
    organisationId,
    name: `Sal ${round}-${n}`,
    municipality: '2081',
    capacity: 40,
  };
}

export function activityFor(round: number, n: number, { day, hour }: Wish) {
  const at = (time: number) => `${day}T${String(time).padStart(2, '0')}:00`;
  return {
    title: { sv: `Bokning ${round}-${n}` },
    form: 'drop-in',
    topics: [],
    targetGroups: [],
    languages: ['sv'],
    mode: 'on-site',
    municipality: '2081',
    venue: { name: `Plats ${round}-${n}`, accessibility: [] },
    sessions: [{ start: at(hour), end: at(hour + 2) }],
    freeOfCharge: true,
    organisers: ['bench'],
    campaigns: [],
  };
}
