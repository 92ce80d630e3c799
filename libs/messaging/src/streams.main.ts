import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { namesOf } from './server/names.ts';
import { describe, provisionStreams, setAside } from './server/streams.ts';

/** The job that alone owns the streams: run before the services, and again whenever their configuration changes or a service is new. */
const { NATS_URL, NATS_USER, NATS_PASSWORD, EVENTS_NAMESPACE, STREAM_REPLICAS, STREAM_MAX_BYTES } = process.env;
const [first, ...others] = (process.env['SERVICES'] ?? '').split(/[\s,]+/).filter((name) => name !== '');
if (first === undefined) throw new Error('SERVICES must name the services, such as: registrations,statistics');

const nats = await connect({
  servers: NATS_URL ?? 'nats://127.0.0.1:4222',
  name: 'streams',
  inboxPrefix: namesOf('streams').inboxPrefix,
  ...(NATS_USER === undefined ? {} : { user: NATS_USER }),
  ...(NATS_PASSWORD === undefined ? {} : { pass: NATS_PASSWORD }),
});
const manager = await jetstreamManager(nats, { checkAPI: false });
if (await setAside(manager, 'DEAD-LETTERS'))
  process.stderr.write('The stream DEAD-LETTERS, which all services had together, is kept and takes no more.\n');
const missing = await provisionStreams(manager, [first, ...others], EVENTS_NAMESPACE ?? '', {
  replicas: Number(STREAM_REPLICAS ?? 1),
  maxBytes: Number(STREAM_MAX_BYTES ?? -1),
});
for (const difference of missing)
  process.stderr.write(`This NATS server is older than 2.12 and does without: ${describe(difference)}\n`);
process.stdout.write('The stream of events and the dead letters of each service are as wanted.\n');
await nats.drain();
