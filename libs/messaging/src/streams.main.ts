import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { namesIn } from './server/names.ts';
import { describe, provisionStreams } from './server/streams.ts';
import { ConfigurationError, readSettings } from './settings.ts';
import { StreamsSettings } from './streams.settings.ts';

/** The job that owns the streams' configuration: run before the services, and again whenever it changes. */
const settings = settingsOrEnd();

const nats = await connect({
  servers: settings.natsUrl,
  name: 'streams',
  ...(settings.natsUser === undefined ? {} : { user: settings.natsUser }),
  ...(settings.natsPassword === undefined ? {} : { pass: settings.natsPassword }),
});
const names = namesIn(settings.eventsNamespace);
const missing = await provisionStreams(await jetstreamManager(nats), names, {
  replicas: Number(settings.replicas),
  maxBytes: Number(settings.maxBytes),
});
for (const difference of missing)
  process.stderr.write(`This NATS server is older than 2.12 and does without: ${describe(difference)}\n`);
process.stdout.write(`Streams ${names.eventStream} and ${names.deadLetterStream} are as wanted.\n`);
await nats.drain();

function settingsOrEnd(): StreamsSettings {
  try {
    return readSettings(process.env, [StreamsSettings])[0] as StreamsSettings;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`The streams cannot be set up. ${error.message}\n`);
    process.exit(1);
  }
}
