import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { namesIn } from './server/names.ts';
import { describe, provisionStreams } from './server/streams.ts';

/** The job that owns the streams' configuration: run before the services, and again whenever it changes. */
const { NATS_URL, NATS_USER, NATS_PASSWORD, EVENTS_NAMESPACE, STREAM_REPLICAS, STREAM_MAX_BYTES } = process.env;

const nats = await connect({
  servers: NATS_URL ?? 'nats://127.0.0.1:4222',
  name: 'streams',
  ...(NATS_USER === undefined ? {} : { user: NATS_USER }),
  ...(NATS_PASSWORD === undefined ? {} : { pass: NATS_PASSWORD }),
});
const names = namesIn(EVENTS_NAMESPACE);
const missing = await provisionStreams(await jetstreamManager(nats), names, {
  replicas: Number(STREAM_REPLICAS ?? 1),
  maxBytes: Number(STREAM_MAX_BYTES ?? -1),
});
for (const difference of missing)
  process.stderr.write(`This NATS server is older than 2.12 and does without: ${describe(difference)}\n`);
process.stdout.write(`Streams ${names.eventStream} and ${names.deadLetterStream} are as wanted.\n`);
await nats.drain();
