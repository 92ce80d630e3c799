import { address, integer, matching, oneOf, optional, SettingsFrom, text } from '@kraftsamling/messaging/settings';
import type { Together } from '@kraftsamling/messaging/settings';
import { eventsNamespace, natsUrl } from '@kraftsamling/messaging/streams.settings';
import { networks, proxies } from './networks.ts';
import { jwksFile, mongodbUri } from './server-settings.ts';

/** The settings of every service. README.md explains each variable. */
export class ServiceSettings extends SettingsFrom({
  port: integer('PORT', { to: 65_535, fallback: 3000 }),
  host: matching('HOST', /^[\w.:-]{1,253}$/, 'must be an address of this machine, or its name', '0.0.0.0'),
  publicUrl: optional(address('PUBLIC_URL', ['http', 'https'])),
  trustedProxies: proxies('TRUSTED_PROXIES'),

  mongodbUri: mongodbUri('MONGODB_URI'),
  mongodbDatabase: optional(matching('MONGODB_DATABASE', /^[^/\\. "$*<>:|?]{1,63}$/, 'must be the name of a database')),

  natsUrl: natsUrl(),
  natsUser: optional(text('NATS_USER')),
  natsPassword: optional(text('NATS_PASSWORD')),
  eventsNamespace: optional(eventsNamespace),
  maxDeliveries: integer('MAX_DELIVERIES', { from: 1, to: 1000, fallback: 10 }),

  jwksUrl: optional(address('JWKS_URL', ['http', 'https'])),
  jwksFile: optional(jwksFile('JWKS_FILE')),
  tokenIssuer: matching('TOKEN_ISSUER', /^\S{1,500}$/, 'must be written without spaces'),
  tokenAudience: matching('TOKEN_AUDIENCE', /^\S{1,500}$/, 'must be written without spaces', 'kraftsamling'),
  tokenMaxHours: integer('TOKEN_MAX_HOURS', { from: 1, to: 24 * 366, fallback: 24 }),

  bodyLimit: integer('BODY_LIMIT', { from: 1024, to: 64 * 1024 * 1024, fallback: 256 * 1024 }),
  anonymousReadsPerMinute: integer('ANONYMOUS_READS_PER_MINUTE', { fallback: 600 }),
  anonymousWritesPerMinute: integer('ANONYMOUS_WRITES_PER_MINUTE', { fallback: 60 }),
  rateLimits: oneOf('RATE_LIMITS', ['replica', 'shared'], 'replica'),
  metricsReaders: networks('METRICS_READERS', '127.0.0.0/8, ::1'),

  shutdownPauseSeconds: integer('SHUTDOWN_PAUSE_SECONDS', { to: 60, fallback: 5 }),

  logLevel: oneOf('LOG_LEVEL', ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'info'),
}) {
  static readonly together: Together = {
    of: ['jwksUrl', 'jwksFile'],
    check: ({ jwksUrl, jwksFile }: { jwksUrl?: string; jwksFile?: string }) =>
      (jwksUrl === undefined) === (jwksFile === undefined)
        ? ['JWKS_URL or JWKS_FILE must be set, and only one of them']
        : [],
  };
}
