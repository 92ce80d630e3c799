import { address, matching, oneOf, optional, SettingsFrom, text } from './settings.ts';

/** A token of NATS' subjects, and part of the names of streams. */
export const eventsNamespace = matching('EVENTS_NAMESPACE', /^[\w-]{1,100}$/, 'must be letters, digits, _ and -');

export const natsUrl = (fallback?: string) => address('NATS_URL', ['nats', 'tls', 'ws', 'wss'], fallback);

/** The settings of the job that owns the streams. */
export class StreamsSettings extends SettingsFrom({
  natsUrl: natsUrl('nats://127.0.0.1:4222'),
  natsUser: optional(text('NATS_USER')),
  natsPassword: optional(text('NATS_PASSWORD')),
  eventsNamespace: optional(eventsNamespace),
  /** Each has its dead letters. */
  services: matching('SERVICES', /^[a-z-]+(,[a-z-]+)*$/, 'must be the names of the services, with commas between them'),
  replicas: oneOf('STREAM_REPLICAS', ['1', '3', '5'], '1'),
  /** -1 is no limit but the server's. */
  maxBytes: matching('STREAM_MAX_BYTES', /^(-1|[1-9]\d{0,14})$/, 'must be a number of bytes, or -1 for no limit', '-1'),
}) {}
