import { isDeepStrictEqual } from 'node:util';
import { callerOf, eventually } from '@kraftsamling/testing';
import type { Proof } from '@kraftsamling/testing/proof';
import { counterexample } from '@kraftsamling/testing/proof';
import { randomFrom } from '@kraftsamling/testing/random';
import { plan } from '../test/award-samples.ts';
import { submissionTo } from '../test/nomination-samples.ts';
import { AwardYear } from '../test/year.ts';
import { NominationsStage } from './stage.ts';

export const full = 10_000;

const atOnce = 32;
const municipalities = ['2081', '2082', '2080', '2062', '2084', '0180', '1480', '1280'];
const closesAt = plan.deadlines.nominations.closesAt.getTime();
/** So many come when it is too late. */
const lateOnes = 200;

interface Answered {
  readonly id: string | undefined;
  readonly status: number;
  readonly code: string | undefined;
  readonly milliseconds: number;
  /** By the clock of the service it was asked no earlier, and answered no later. */
  readonly askedAt: number;
  readonly answeredAt: number;
}

/**
 * Nominations come in the last minute, and go on coming when it is over. Whatever was answered that it is taken lies in the database, once,
 * of an instant before the deadline; whatever was asked after it is refused; each that was taken is published and gets its mail.
 */
export async function prove({ runs, seed, log }: Proof): Promise<void> {
  const random = randomFrom(seed);
  await using stage = await NominationsStage.open(import.meta.url);
  await stage.setClock('2021-02-01T09:00:00+01:00');
  await stage.start();
  await stage.start();
  const { award } = await AwardYear.open(stage.world);
  const callers = stage.urls.map(callerOf);

  const clock = await running(stage, closesAt - 60_000);
  const nominate = async (at: number): Promise<Answered> => {
    const body = submissionTo(award, {
      municipalities: [municipalities[random.below(municipalities.length)]],
      nominator: { name: `Nominerare ${at}`, email: `nominator-${at}@nominators.example`, language: 'sv' },
    });
    const [askedAt, start] = [clock.earliest(), performance.now()];
    const { status, body: answer } = await callers[at % callers.length]!('POST', '/v1/nominations', { body });
    const milliseconds = performance.now() - start;
    const { id, code } = answer as { id?: string; code?: string };
    return { id, code, status, milliseconds, askedAt, answeredAt: clock.latest() };
  };

  const first = await many(runs, nominate);
  const seconds = (clock.latest() - (closesAt - 60_000)) / 1000;
  // And some at the very last millisecond, if there has been time for all.
  const isEarly = clock.latest() < closesAt;
  if (isEarly) await stage.setClock(new Date(closesAt - 1));
  const last = isEarly ? await many(atOnce, (at) => nominate(runs + at)) : [];
  await stage.setClock(new Date(closesAt));
  const late = await many(lateOnes, (at) => nominate(runs + atOnce + at));

  for (const each of [...first.filter(({ answeredAt }) => answeredAt < closesAt), ...last])
    if (each.status !== 201) throw counterexample('One that came in time is refused.', each);
  for (const each of [...late, ...first.filter(({ askedAt }) => askedAt >= closesAt)])
    if (each.status !== 409 || each.code !== 'deadline-passed')
      throw counterexample('One that came too late is not refused.', each);

  const ids = [...first, ...last]
    .flatMap(({ status, id }) => (status === 201 && id !== undefined ? [id] : []))
    .toSorted();
  const stored = await stage.nominationsOf(award);
  if (!isDeepStrictEqual(stored.map(({ id }) => id).toSorted(), ids))
    throw counterexample('What was taken is not what there is.', {
      taken: ids.length,
      stored: stored.length,
      unanswered: stored.filter(({ id }) => !ids.includes(id)).map(({ state }) => state.submittedAt),
      answers: [...first, ...last].filter(({ status }) => status !== 201),
    });
  for (const { id, state } of stored)
    if (state.submittedAt.getTime() >= closesAt) throw counterexample('One is late.', { id, at: state.submittedAt });
  await eachIsTold(stage, ids);

  log(
    `${ids.length} of ${runs + last.length} nominations taken by two replicas, ${atOnce} at once: ${runs} within ${seconds.toFixed(1)} s of the last minute, ${last.length} in its last millisecond. Each is stored, published once and has its mail. ${late.length} came too late: none was taken.`,
  );
  const overHttp = spread(first.map(({ milliseconds }) => milliseconds));
  log(
    `An answer over HTTP: ${overHttp}. The bare insert of the same nominations: ${spread(await bareInserts(stage, award))}.`,
  );
}

/** A clock that runs, and what it shows at least and at most: nobody knows to the millisecond when it was set. */
async function running(stage: NominationsStage, from: number) {
  const before = Date.now();
  await stage.setClock(new Date(from), { runs: true });
  const after = Date.now();
  return { earliest: () => from + Date.now() - after, latest: () => from + Date.now() - before };
}

/** The same documents into a collection of their own, as many at once. */
async function bareInserts(stage: NominationsStage, award: string): Promise<number[]> {
  const bare = stage.documents('bare-inserts');
  const nominations = await stage.nominationsOf(award);
  return many(nominations.length, async (at) => {
    const { id, state } = nominations[at]!;
    const start = performance.now();
    await bare.insertOne({ _id: id as never, state });
    return performance.now() - start;
  });
}

/** Published once, and with a mail that is waiting, on its way, or sent. */
async function eachIsTold(stage: NominationsStage, ids: readonly string[]): Promise<void> {
  await stage.everythingIsPublished('nominations');
  const events = (await stage.streams.events()).filter(({ type }) => type === 'nominations.nomination.submitted.v1');
  const published = [...new Set(events.map(({ id, subject }) => `${subject} ${id}`))].map((each) => each.split(' ')[0]);
  if (!isDeepStrictEqual(published.toSorted(), ids))
    throw counterexample('Not each is published once.', { published: published.length, of: ids.length });
  await eventually(async () => {
    const mails = await stage.documents('mails').countDocuments({ template: 'confirm-nomination' });
    if (mails !== ids.length) throw counterexample('Not all have their mail.', { mails, of: ids.length });
  });
}

/** Some at once, as many in all. */
async function many<Result>(count: number, work: (at: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) results.push(await work(next++));
  };
  await Promise.all(Array.from({ length: Math.min(count, atOnce) }, worker));
  return results;
}

function spread(milliseconds: readonly number[]): string {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}
