// Runs without the source condition, on the built libraries: as a service does.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken, MongooseModule } from '@nestjs/mongoose';
import { organisationJoined } from '@kraftsamling/contracts';
import { until } from '@kraftsamling/infrastructure/until';
import { NatsConnection, documentSchema, DocumentStore, MessagingModule, Outbox } from '@kraftsamling/messaging';
import type { StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';

/** One round of the relay's benchmark: `relay` empties outboxes that a crash left full, `raw` publishes as many of the same events. */
const { NATS_URL = '', NATS_USER = '', NATS_PASSWORD = '', MONGODB_URI = '', MODE, ROUND } = process.env;
const EVENTS = 5_000;
const IN_FLIGHT = 256;
const database = `bench-relay-${ROUND ?? ''}`;

const root = {
  ...MessagingModule.of({
    service: 'bench',
    natsUrl: NATS_URL,
    natsUser: NATS_USER,
    natsPassword: NATS_PASSWORD,
    namespace: 'bench',
    maxDeliveries: 3,
  }),
  imports: [MongooseModule.forRoot(MONGODB_URI, { dbName: database })],
};

const app = await NestFactory.createApplicationContext(root, { logger: ['error'], abortOnError: false });
const [nats, outbox] = [app.get(NatsConnection), app.get(Outbox)];
const { jetStream } = await nats.ready();

const connection = app.get<Connection>(getConnectionToken());
const model = connection.model<StoredDocument<object>>('Sample', documentSchema<object>({ name: String }), 'samples');

class Samples extends DocumentStore<object> {}

const subject = `bench.events.${organisationJoined.type}.network`;
const payloads = Array.from({ length: EVENTS }, (_, n) => ({
  id: `${MODE ?? ''}-${ROUND ?? ''}-${n}-${Date.now()}`,
  event: JSON.stringify({
    specversion: '1.0',
    id: String(n),
    type: organisationJoined.type,
    data: organisationJoined.example,
  }),
}));

const seconds = MODE === 'relay' ? await relay() : await raw();
await outbox.stop();
await connection.dropDatabase();
await nats.close();
await app.close();
process.stdout.write(JSON.stringify({ perSecond: EVENTS / seconds }));

async function relay(): Promise<number> {
  await model.init();
  const at = new Date(Date.now() - 60_000);
  const document = (n: number) => ({
    _id: `sample-${n}`,
    version: 1,
    createdAt: at,
    updatedAt: at,
    state: { name: 'x' },
  });
  for (let from = 0; from < EVENTS; from += 500)
    await model.collection.insertMany(
      payloads.slice(from, from + 500).map(({ id, event }, n) => ({
        ...document(from + n),
        outbox: [{ id, at, subject, event }],
      })) as never,
    );

  const waiting = () => model.collection.countDocuments({ 'outbox.at': { $exists: true } });
  new Samples(model, outbox, { publicState: () => undefined });
  // The next sweep may be a second off: the clock runs from the first batch that it has published.
  let left = EVENTS;
  const look = async () => (left = await waiting());
  await until('the first batch is published', async () => (await look()) < EVENTS);
  const [started, rest] = [performance.now(), left];
  await until('the outboxes are empty', async () => (await look()) === 0, () => Promise.resolve(left)); // prettier-ignore
  return ((performance.now() - started) / 1000) * (EVENTS / rest);
}

async function raw(): Promise<number> {
  const started = performance.now();
  const queue = payloads.values();
  const publisher = async () => {
    for (const { id, event } of queue) await jetStream.publish(subject, event, { msgID: id });
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, publisher));
  return (performance.now() - started) / 1000;
}
