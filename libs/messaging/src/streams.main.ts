import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { namesOf } from './server/names.ts';
import { describe, provisionStreams, setAside } from './server/streams.ts';
import { ConfigurationError, readSettings } from './settings.ts';
import { StreamsSettings } from './streams.settings.ts';

/** The job that alone owns the streams: run before the services, and again whenever their configuration changes or a service is new. */
const settings = settingsOrEnd();

try {
  await setUp(settings);
} catch (error) {
  // What the server has said, as that it is out of space; where in our code it was said is of no use to anybody.
  process.stderr.write(`The streams cannot be set up. ${String(error)}\n`);
  process.exit(1);
}

async function setUp({ natsUrl, natsUser, natsPassword, ...settings }: StreamsSettings): Promise<void> {
  const nats = await connect({
    servers: natsUrl,
    name: 'streams',
    inboxPrefix: namesOf('streams').inboxPrefix,
    ...(natsUser === undefined ? {} : { user: natsUser }),
    ...(natsPassword === undefined ? {} : { pass: natsPassword }),
  });
  const manager = await jetstreamManager(nats, { checkAPI: false });
  if (await setAside(manager, 'DEAD-LETTERS'))
    process.stderr.write('The stream DEAD-LETTERS, which all services had together, is kept and takes no more.\n');
  const services = settings.services.split(',') as [string, ...string[]];
  const missing = await provisionStreams(manager, services, settings.eventsNamespace ?? '', {
    replicas: Number(settings.replicas),
    maxBytes: Number(settings.maxBytes),
  });
  for (const difference of missing)
    process.stderr.write(`This NATS server is older than 2.12 and does without: ${describe(difference)}\n`);
  process.stdout.write('The streams of events, of dead letters and of what has been done are as wanted.\n');
  await nats.drain();
}

function settingsOrEnd(): StreamsSettings {
  try {
    return readSettings(process.env, [StreamsSettings])[0] as StreamsSettings;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`The streams cannot be set up. ${error.message}\n`);
    process.exit(1);
  }
}
