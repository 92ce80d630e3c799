import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { organisationJoined } from '@kraftsamling/contracts';
import { TestStreams } from '@kraftsamling/messaging/testing';
import {
  callerOf,
  eventually,
  infrastructure,
  isolation,
  ready,
  signingKey,
  sourceProcess,
} from '@kraftsamling/testing';
import type { Answer } from '@kraftsamling/testing';
import { DateTime } from 'luxon';
import { faultsIn, readBooks } from './booking-audit.ts';
import type { Books } from './booking-audit.ts';
import { aCoach, added, aVenue, planned } from './samples.ts';

/** `BOOKING_REQUESTS=10000` is the long run. */
const requests = Number(process.env['BOOKING_REQUESTS'] ?? 500);
const activitiesWanted = Math.ceil(requests / 8);
const kills = Math.max(3, Math.round(requests / 250));
const venues = 30;
const coaches = 20;
const clients = 32;
const replicas = requests > 1_000 ? 3 : 2;
/** A hold of four minutes lasts eight seconds: a slow machine still confirms some in time. Each replica's clock is up to a third of that ahead or behind. */
const clockSpeed = 30;
const mostAheadMs = 80_000;

const anyOf = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
const chance = (share: number) => Math.random() < share;
const integer = (from: number, to: number) => from + Math.floor(Math.random() * (to - from + 1));

/** Processes of the service, of which one is killed now and then, and another one started. */
class Replicas implements AsyncDisposable {
  readonly urls: string[] = [];
  killed = 0;
  private readonly running = new Map<string, ReturnType<typeof sourceProcess>>();

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  async start(): Promise<void> {
    const ahead = integer(-mostAheadMs, mostAheadMs);
    const child = sourceProcess(join(import.meta.dirname, 'replica.main.ts'), {
      ...this.env,
      CLOCK_AHEAD_MS: String(ahead),
    });
    const complaints: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
    const [line] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => [])])) as Buffer[];
    if (!line) throw new Error(`A replica did not start: ${complaints.join('')}`);

    const url = line.toString().trim().split('\n')[0] ?? '';
    child.stdout.resume();
    await ready(callerOf(url));
    this.running.set(url, child);
    this.urls.push(url);
  }

  /** As a power cut would; whoever is waiting for its answer never gets it. */
  async killOne(): Promise<void> {
    const url = anyOf(this.urls);
    const child = this.running.get(url);
    this.urls.splice(this.urls.indexOf(url), 1);
    this.running.delete(url);
    child?.kill('SIGKILL');
    this.killed++;
    await this.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(
      [...this.running.values()].map(async (child) => {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }),
    );
  }
}

/** One to three sessions of half an hour to four hours, in the day and into the night, between 7 and 18 November. */
function someSessions() {
  const firstDay = integer(7, 15);
  return Array.from({ length: integer(1, 3) }, (_, n) => {
    const start = DateTime.fromISO(`2024-11-01T${String(integer(6, 23)).padStart(2, '0')}:${anyOf(['00', '30'])}`);
    const from = start.plus({ days: firstDay - 1 + n });
    const [begins, ends] = [from, from.plus({ minutes: 30 * integer(1, 8) })].map((at) =>
      at.toFormat("yyyy-MM-dd'T'HH:mm"),
    );
    return { start: begins, end: ends };
  }).filter(({ start }, at, all) => at === 0 || (all[at - 1]?.end ?? '') <= (start ?? ''));
}

describe('the check', () => {
  const session = { start: new Date('2024-11-15T09:00Z'), end: new Date('2024-11-15T11:00Z') };
  const booking = (_id: string): Books['bookings'][number] => ({
    _id,
    version: 1,
    outbox: [],
    state: {
      activityId: 'a',
      resourceIds: ['hall'],
      sessions: [session],
      status: 'held',
      heldAt: session.start,
      heldUntil: session.end,
    },
  });
  const entry = (id: string) => ({ booking: id, ...session, until: session.end });
  const books = (entered: string[], live: string[], listed: string[]): Books => ({
    calendars: [{ _id: 'hall/2024-11-15', entries: entered.map(entry) }],
    bookings: live.map(booking),
    activities: [{ _id: 'a', state: { status: 'planned', bookings: listed } }],
  });
  const none = {
    overlappingEntries: [],
    overlappingBookings: [],
    entriesWithoutBooking: [],
    bookingsWithoutEntry: [],
    strangers: [],
  };

  it.each<[string, Books, string[]]>([
    ['nothing where nothing is wrong', books(['1'], ['1'], ['1']), []],
    [
      'two that have one place',
      books(['1', '2'], ['1', '2'], ['1', '2']),
      ['overlappingEntries', 'overlappingBookings'],
    ],
    ['an entry that nobody owns', books(['1'], [], []), ['entriesWithoutBooking']],
    ['a booking that is not entered', books([], ['1'], ['1']), ['bookingsWithoutEntry']],
    ['an entry that is there twice', books(['1', '1'], ['1'], ['1']), ['overlappingEntries', 'entriesWithoutBooking']],
    ['a booking that its activity does not know', books(['1'], ['1'], []), ['strangers']],
    ['an activity that lists what is over', books([], [], ['1']), ['strangers']],
  ])('finds %s', (_, each, wrong) => {
    const faults = Object.entries(faultsIn(each)).filter(([, found]) => found.length > 0);
    expect(faults.map(([name]) => name)).toEqual(wrong);
    if (wrong.length === 0) expect(faultsIn(each)).toEqual(none);
  });
});

describe('however many book at once, from several replicas, of which some are killed', () => {
  it('no resource is ever had twice, and nothing is held that nobody holds', async () => {
    const place = isolation(import.meta.url);
    const key = await signingKey();
    const token = await key.token('secretariat');
    await using streams = await TestStreams.open(infrastructure().natsUrl, place.namespace, 'activities');
    const counts = new Map<string, number>();
    const count = (what: string) => void counts.set(what, (counts.get(what) ?? 0) + 1);
    // A client has had the answer that it is confirmed, and nobody has asked to end it.
    const promised = new Map<string, string>();

    {
      await using processes = new Replicas({
        ...place.env,
        NATS_USER: 'test-activities',
        NATS_PASSWORD: 'tests',
        ...key.env,
        PORT: '0',
        HOST: '127.0.0.1',
        LOG_LEVEL: 'error',
        HOLD_SECONDS: '240',
        CLOCK_BEGAN: String(Date.now()),
        CLOCK_SPEED: String(clockSpeed),
      });
      await Promise.all(Array.from({ length: replicas }, () => processes.start()));

      /** Of whichever replica is there; undefined where it was killed before it could answer. */
      const send = async (path: string, body?: unknown): Promise<Answer | undefined> => {
        const call = callerOf(anyOf(processes.urls));
        return call('POST', path, { token, ...(body !== undefined && { body }) }).catch(() => undefined);
      };
      const said = (answer: Answer | undefined) =>
        answer === undefined ? 'killed before it answered' : answer.status < 300 ? 'done' : String(answer.body.code);

      const call = callerOf(anyOf(processes.urls));
      const data = { ...organisationJoined.example, id: 'organisation-1' };
      await streams.publish(organisationJoined, { subject: data.id, version: 1, data });
      await eventually(() => added(call, token, aVenue()));
      const resources = await Promise.all([
        ...Array.from({ length: venues }, () => added(call, token, aVenue())),
        ...Array.from({ length: coaches }, () => added(call, token, aCoach())),
      ]);
      const activities = await Promise.all(
        Array.from({ length: activitiesWanted }, () => planned(call, token, { sessions: someSessions() })),
      );

      const cancel = async (activityId: string) => {
        for (const [booking, activity] of promised) if (activity === activityId) promised.delete(booking);
        count(`cancel: ${said(await send(`/v1/activities/${activityId}/cancellation`, { reason: 'illness' }))}`);
      };
      const cancelled = new Set<string>();
      const release = async (id: string) => {
        promised.delete(id);
        count(`release: ${said(await send(`/v1/bookings/${id}/release`))}`);
      };
      const confirm = async (id: string, activityId: string) => {
        const answer = await send(`/v1/bookings/${id}/confirmation`);
        count(`confirm: ${said(answer)}`);
        if (answer?.status === 200 && !cancelled.has(activityId)) promised.set(id, activityId);
      };
      const book = async () => {
        const activityId = anyOf(activities);
        const resourceIds = [...new Set(Array.from({ length: integer(1, 3) }, () => anyOf(resources)))];
        const answer = await send('/v1/bookings', { activityId, resourceIds });
        count(`hold: ${said(answer)}`);
        if (answer?.status !== 201) return;

        const { id } = answer.body as { id: string };
        if (chance(0.1)) await pause(Math.random() * 10_000);
        if (chance(0.2)) return;
        if (chance(0.15)) return release(id);
        await (chance(0.1) ? Promise.all([confirm(id, activityId), confirm(id, activityId)]) : confirm(id, activityId));
        if (chance(0.5)) await release(id);
        if (chance(0.05)) {
          cancelled.add(activityId);
          await cancel(activityId);
        }
      };

      let begun = 0;
      const client = async () => {
        while (begun++ < requests) await book();
      };
      const killer = async () => {
        for (let n = 1; n <= kills; n++) {
          while (begun < (n * requests) / (kills + 1)) await pause(20);
          await processes.killOne();
        }
      };
      await Promise.all([killer(), ...Array.from({ length: clients }, client)]);

      // What is held expires, what is cancelled is released, and all of it is published: then everything has happened.
      await eventually(async () => {
        const { bookings, activities: all } = await readBooks(place.env.MONGODB_URI, place.database);
        expect(bookings.filter(({ state, outbox }) => state.status === 'held' || outbox.length > 0)).toEqual([]);
        expect(all.filter(({ state }) => state.status === 'cancelled' && state.bookings.length > 0)).toEqual([]);
      });
      counts.set('replicas killed', processes.killed);
    }

    const books = await readBooks(place.env.MONGODB_URI, place.database);
    const faults = faultsIn(books);
    const broken = [...promised.keys()].filter(
      (id) => books.bookings.find(({ _id }) => _id === id)?.state.status !== 'confirmed',
    );
    for (const { state } of books.bookings) count(`in the end ${state.status}`);
    report(counts, { ...faults, 'promises broken': broken });

    await key.close();
    await place.cleanup();
    expect({ ...faults, broken }).toEqual({
      overlappingEntries: [],
      overlappingBookings: [],
      entriesWithoutBooking: [],
      bookingsWithoutEntry: [],
      strangers: [],
      broken: [],
    });
    expect(counts.get('in the end confirmed')).toBeGreaterThan(0);
    expect(counts.get('in the end expired')).toBeGreaterThan(0);
    expect(counts.get('hold: resource-taken')).toBeGreaterThan(0);
  });
});

function report(counts: ReadonlyMap<string, number>, faults: Readonly<Record<string, readonly unknown[]>>): void {
  const lines = [
    `${requests} booking requests of ${clients} clients, ${venues + coaches} resources, ${replicas} replicas`,
    ...[...counts].sort().map(([what, many]) => `${String(many).padStart(7)}  ${what}`),
    ...Object.entries(faults).map(([what, list]) => `${String(list.length).padStart(7)}  ${what}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
