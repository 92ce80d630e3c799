import { randomUUID } from 'node:crypto';
import { eventOf, registrationAmended, subjectOf } from '@kraftsamling/contracts';
import type { RegistrationData } from '@kraftsamling/contracts';
import { countyOf, municipalities } from '@kraftsamling/geography';
import { until } from '@kraftsamling/infrastructure/until';
import { TestStreams } from '@kraftsamling/messaging/testing';
import type { Platform } from '@kraftsamling/platform';
import { MongoClient } from 'mongodb';
import type { AnyBulkWriteOperation } from 'mongodb';

/** As many events as the projection takes at a time. */
const BATCH = 500;
/** Registrations are published as amended, which registrations itself does not subscribe to. */
const CAMPAIGN = 'bench-projecting';
const CATEGORIES = ['public-library', 'local-authority-venue', 'company', 'civil-society'];
const DAY = '2030-10-08';

/** Lets statistics take in so many new things that wait in the stream. Answers events a second, from the first batch to the last. */
export async function project(platform: Platform, from: number, count: number): Promise<number> {
  const { infrastructure } = platform;
  const statistics = platform.service('statistics');
  await using client = await MongoClient.connect(infrastructure.mongodbUri);
  const taken = async () =>
    (await client.db('statistics').collection<{ eventsTaken: number }>('generations').findOne({ status: 'live' }))
      ?.eventsTaken ?? 0;

  await statistics.stop();
  const before = await taken();
  await publish(infrastructure.natsUrl, from, count);

  await statistics.start();
  let now = before;
  const look = async () => (now = await taken());
  await until('the first batch is projected', async () => (await look()) > before);
  const [started, first] = [performance.now(), now];
  await until(`${count} events are projected`, async () => (await look()) >= before + count, () => Promise.resolve(now)); // prettier-ignore
  return (now - first) / ((performance.now() - started) / 1000);
}

async function publish(natsUrl: string, from: number, count: number): Promise<void> {
  const { jetStream, nats } = await TestStreams.open(natsUrl, '', 'registrations');
  const subject = subjectOf(registrationAmended, registration(0));
  for (let first = from; first < from + count; first += BATCH) {
    const events = Array.from({ length: BATCH }, (_, n) => JSON.stringify(amended(first + n)));
    const batch = await jetStream.startBatch(subject, events[0]);
    for (const event of events.slice(1, -1)) batch.add(subject, event);
    await batch.commit(subject, events.at(-1));
  }
  await nats.drain();
}

function amended(n: number) {
  const data = registration(n);
  return eventOf(registrationAmended, { id: randomUUID(), subject: data.id, version: 2, time: new Date(), data });
}

function registration(n: number): RegistrationData {
  const { code } = municipalities[n % municipalities.length] ?? { code: '0180' };
  return {
    ...registrationAmended.example,
    id: `bench-${n}`,
    campaignId: CAMPAIGN,
    organisationId: `bench-organisation-${n}`,
    municipality: code,
    county: countyOf(code).code,
    category: CATEGORIES[n % CATEGORIES.length] ?? '',
    days: [DAY],
    status: 'submitted',
    submittedAt: '2030-05-02T10:00:00Z',
  };
}

/** The ceiling: a bare transaction a batch that reads the facts, writes them, and increments the sums they belong to. */
export async function projectBare(mongodbUri: string, round: number, count: number): Promise<number> {
  await using client = await MongoClient.connect(mongodbUri);
  const database = client.db('bench-projecting');
  const generations = database.collection<{ _id: number; revision: number }>('generations');
  const facts = await database.createCollection<{ _id: string }>(`facts-${round}`);
  const sums = await database.createCollection<{ _id: string }>(`sums-${round}`);
  await facts.createIndex({ campaign: 1, _id: 1 }, {}, {});
  await generations.insertOne({ _id: round, revision: 0 });

  const started = performance.now();
  for (let first = 0; first < count; first += BATCH) {
    const things = Array.from({ length: BATCH }, (_, n) => fact(first + n));
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await generations.findOneAndUpdate({ _id: round }, { $inc: { revision: 1 } }, { session });
        await facts.find({ _id: { $in: things.map(({ _id }) => _id) } }, { session }).toArray();
        await facts.bulkWrite(
          things.map((document) => ({ insertOne: { document } })),
          { session, ordered: false },
        );
        await sums.bulkWrite(increments(things), { session, ordered: false });
      }),
    );
  }
  const perSecond = count / ((performance.now() - started) / 1000);
  await database.dropDatabase();
  return perSecond;
}

function fact(n: number) {
  const { id, campaignId: campaign, status, days, category, county, municipality } = registration(n);
  return { _id: `registration:${id}`, kind: 'registration', version: 2, campaign, status, days, category, county, municipality, steps: { submitted: '2030-05-02' } }; // prettier-ignore
}

function increments(things: readonly ReturnType<typeof fact>[]): AnyBulkWriteOperation<{ _id: string }>[] {
  const rows = new Map<string, number>();
  for (const { category, county, municipality } of things)
    for (const row of [
      'all',
      'campaign',
      'day',
      'series',
      `category/${category}`,
      `county/${county}`,
      `municipality/${municipality}`,
    ])
      rows.set(row, (rows.get(row) ?? 0) + 1);
  return [...rows].map(([row, by]) => ({
    updateOne: { filter: { _id: row }, update: { $inc: { 'sums.submitted': by } }, upsert: true },
  }));
}
