import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Api } from '@kraftsamling/acceptance/api';
import { openCampaign } from '@kraftsamling/acceptance/requests';
import { startPlatform } from '@kraftsamling/platform';
import { until } from '@kraftsamling/infrastructure/until';
import type { Platform } from '@kraftsamling/platform';
import { freePort } from '@kraftsamling/platform/ports';
import { provisionStreams, run } from '@kraftsamling/platform/run';
import { signToken } from '@kraftsamling/platform/signing-key';
import Table from 'cli-table3';
import { bookBare, bookOverHttp, RESOURCES } from './booking.ts';
import { measureLatency, PER_SECOND } from './latency.ts';
import { matchNeeds } from './matching.ts';
import { fetchCalendar, queryProgramme, withProgramme } from './programme.ts';
import { project, projectBare } from './projecting.ts';
import { AT_ONCE, insertBare, registerOverHttp } from './registering.ts';
import { countRoundTrips } from './round-trips.ts';

/** Ratios against ceilings that are measured in the same run, in turn. Durable servers (fsync on), everything on this machine. */
const ROUNDS = 3;
const began = performance.now();
const log = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

const table = new Table({
  head: ['Measured', 'Ours', 'Ceiling', 'Ratio', 'Aim'],
  colAligns: ['left', 'right', 'right', 'right', 'left'],
  style: { head: [], border: [] },
});

/** What needs no platform. */
const pure = { matching };
const measurements = { memory, 'round-trips': roundTrips, projecting, registering, latency, booking, programme, relay };

/** What there is to measure. */
export const measured = Object.keys({ ...pure, ...measurements });

/** Measures what is named, or everything, and prints a table of it. */
export async function bench(names: readonly string[]): Promise<void> {
  const isChosen = ([name]: readonly [string, unknown]) => names.length === 0 || names.includes(name);
  for (const [, measure] of Object.entries(pure).filter(isChosen)) await measure();
  const chosen = Object.entries(measurements).filter(isChosen);
  if (chosen.length > 0) await onPlatform(chosen.map(([, measure]) => measure));
  console.log(`\n${table.toString()}`);
}

async function onPlatform(chosen: readonly ((running: Platform, secretariat: Api) => Promise<void>)[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-bench-'));
  const platform = await startPlatform({
    folder,
    durable: true,
    ownServers: true,
    natsForTests: true,
    portOf: freePort,
    log,
  });
  try {
    const secretariat = new Api(platform.service('registrations').url, await signToken({ role: 'secretariat' }));
    for (const measure of chosen) await measure(platform, secretariat);
  } finally {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function matching(): Promise<void> {
  log('Matching needs with a network ...');
  const { organisations, needs, ms: times, covered, proved, residentMb } = await matchNeeds();
  const share = (count: number) => `${count} (${((100 * count) / needs).toFixed(1)} %)`;
  table.push(
    [`matching ${needs} needs with ${organisations} organisations, p50 / p95 / p99`, `${ms(times.all.p50)} / ${ms(times.all.p95)} / ${ms(times.all.p99)}`, '', '', 'p95 under 50 ms'], // prettier-ignore
    [
      `- ${times.impossible.count} that cannot be met, with cause and change, p95`,
      ms(times.impossible.p95),
      '',
      '',
      '',
    ],
    ['- memory, network included', `${residentMb.toFixed(0)} MB`, '', '', ''],
    ['- proved, the others stop at their limit', share(proved), '', '', ''],
    ['- needs covered completely: the matcher', share(covered.matcher), '', '', ''],
    ['- a greedy matcher of pairs', share(covered.pairs), '', '', ''],
    ['- a directory that can be filtered', share(covered.directory), '', '', ''],
  );
}

async function memory({ services }: Platform): Promise<void> {
  log('Memory of idle services ...');
  await delay(5_000);
  for (const service of services) {
    const status = await readFile(`/proc/${service.pid ?? ''}/status`, 'utf8');
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
    table.push([`${service.name}, idle memory`, `${(kilobytes / 1024).toFixed(0)} MB`, '', '', 'under 150 MB']);
  }
}

async function roundTrips(running: Platform, secretariat: Api): Promise<void> {
  log('Database round trips ...');
  await openCampaign(secretariat, 'bench-round-trips');
  for (const { command, each, atMost } of await countRoundTrips(running, 'bench-round-trips'))
    table.push([`database round trips: ${command}`, each.toFixed(1), '', '', `at most ${atMost}`]);
}

async function projecting(running: Platform): Promise<void> {
  await alone(running, 'statistics', () => projectMany(running));
}

async function projectMany(running: Platform): Promise<void> {
  const [few, many, round] = [1_000, 100_000, 10_000];
  const { mongodbUri } = running.infrastructure;
  let facts = 0;
  const take = async (count: number) => {
    const perSecond = await project(running, facts, count);
    facts += count;
    return perSecond;
  };

  await take(few);
  log(`Projecting: ${round} events after ${few} facts`);
  const early = await take(round);
  await rounds(
    `projecting, events/s`,
    'aim 0.5',
    () => take(round),
    (number) => projectBare(mongodbUri, number, round),
  );
  log(`Projecting: filling up to ${many} facts ...`);
  await take(Math.max(0, many - facts));
  const late = await take(round);
  table.push([`projecting after ${many} facts and after ${few}, events/s`, late.toFixed(0), early.toFixed(0), (late / early).toFixed(2), 'no slower: 1']); // prettier-ignore
}

async function registering(running: Platform, secretariat: Api): Promise<void> {
  await openCampaign(secretariat, 'bench-registering');
  await alone(running, 'registrations', async () => {
    await registerOverHttp(running, 'bench-registering', 0);
    await rounds(
      `registering over HTTP, ${AT_ONCE} at once, registrations/s`,
      'aim 0.5',
      (round) => registerOverHttp(running, 'bench-registering', round),
      (round) => insertBare(running.infrastructure.mongodbUri, round),
    );
  });
}

/** Two cores: what the others would take from them to follow the one that is measured is measured for itself. */
async function alone(platform: Platform, name: string, measure: () => Promise<void>): Promise<void> {
  const others = platform.services.filter((service) => service.name !== name);
  await Promise.all(others.map((service) => service.stop()));
  await measure();
  await Promise.all(others.map((service) => service.start()));
  await caughtUp(platform);
}

/** Waits until statistics has taken in what was left over from the measurement before. */
async function caughtUp(platform: Platform): Promise<void> {
  const statistics = platform.service('statistics');
  const lags = async () => {
    const metrics = await (await fetch(`${statistics.url}/metrics`)).text();
    return [...metrics.matchAll(/^consumer_lag_events\{.*\} (\d+)$/gm)].map(([, lag]) => Number(lag));
  };
  const isCaughtUp = async () => {
    const now = await lags();
    return now.length > 0 && now.every((lag) => lag === 0);
  };
  await until('statistics has caught up', isCaughtUp, async () => (await lags()).join());
}

async function latency(running: Platform, secretariat: Api): Promise<void> {
  log(`Event to figure at ${PER_SECOND} commands a second ...`);
  await openCampaign(secretariat, 'bench-latency');
  const { p50, p99, commandP50, commandP99, commands } = await measureLatency(running, 'bench-latency');
  table.push([`event to figure at ${PER_SECOND}/s, p50 / p99 of ${commands}`, `${p50.toFixed(0)} / ${p99.toFixed(0)} ms`, '', '', 'p99 under 250 ms']); // prettier-ignore
  table.push([
    `command at ${PER_SECOND}/s, p50 / p99`,
    `${commandP50.toFixed(0)} / ${commandP99.toFixed(0)} ms`,
    '',
    '',
    '',
  ]);
}

async function booking(running: Platform): Promise<void> {
  await alone(running, 'activities', () =>
    rounds(
      `booking ${RESOURCES} resources, ${AT_ONCE} at once, requests/s`,
      '',
      (round) =>
        bookOverHttp(
          { registrations: running.service('registrations').url, activities: running.service('activities').url },
          round,
        ),
      (round) => bookBare(running.infrastructure.mongodbUri, round),
    ),
  );
}

async function programme(running: Platform): Promise<void> {
  const [many, some] = [100_000, 10_000];
  log(`Programme: ${many} activities ...`);
  const { queries, p50, p99, firstMs } = await withProgramme(running, many, () => queryProgramme(running));
  table.push([`programme of ${many}, filtered and paged, p50 / p99`, `${ms(p50)} / ${ms(p99)}`, '', '', 'p99 under 50 ms']); // prettier-ignore
  for (const { name, p50, p99 } of queries) table.push([`- ${name}`, `${ms(p50)} / ${ms(p99)}`, '', '', '']);
  table.push(['- the first query after a start', ms(firstMs), '', '', '']);

  log(`Programme: a calendar of ${some} ...`);
  const { seconds, megabytes, events, grown } = await withProgramme(running, some, () => fetchCalendar(running));
  table.push([
    `calendar feed of ${some} activities, ${events} events, ${megabytes.toFixed(0)} MB`,
    `${seconds.toFixed(1)} s`,
    '',
    '',
    `memory grew by ${grown.toFixed(0)} MB`,
  ]);
}

/** The relay has streams of its own here, in which no service has rights. */
const asTests = { NATS_USER: 'tests', NATS_PASSWORD: 'tests' };

async function relay({ infrastructure: { natsUrl, mongodbUri } }: Platform): Promise<void> {
  const round = (mode: string) => async (number: number) => {
    const env = { NATS_URL: natsUrl, ...asTests, MONGODB_URI: mongodbUri, MODE: mode, ROUND: String(number) };
    return (JSON.parse(await run([join(import.meta.dirname, 'relay.main.ts')], env)) as { perSecond: number })
      .perSecond;
  };
  await provisionStreams({ NATS_URL: natsUrl, ...asTests, EVENTS_NAMESPACE: 'bench', SERVICES: 'bench' });
  await rounds('relay emptying outboxes, events/s', 'aim 0.5', round('relay'), round('raw'));
}

/** Ours and the ceiling in turn, so that both meet the same noise; medians. */
async function rounds(
  name: string,
  aim: string,
  ours: (round: number) => Promise<number>,
  ceiling: (round: number) => Promise<number>,
): Promise<void> {
  const [mine, bare]: [number[], number[]] = [[], []];
  for (let round = 1; round <= ROUNDS; round++) {
    log(`${name}: round ${round} of ${ROUNDS}`);
    bare.push(await ceiling(round));
    mine.push(await ours(round));
  }
  const [a, b] = [median(mine), median(bare)];
  table.push([name, a.toFixed(0), b.toFixed(0), (a / b).toFixed(2), aim]);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}
