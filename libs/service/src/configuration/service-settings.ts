import { networks } from './networks.ts';
import { address, integer, list, oneOf, optional, SettingsFrom, text } from './setting.ts';

/** The settings of every service. README.md explains each variable. */
export class ServiceSettings extends SettingsFrom({
  port: integer('PORT', { to: 65_535, fallback: 3000 }),
  host: text('HOST', '0.0.0.0'),
  publicUrl: optional(address('PUBLIC_URL', ['http', 'https'])),
  trustedProxies: list('TRUSTED_PROXIES', []),

  mongodbUri: address('MONGODB_URI', ['mongodb', 'mongodb+srv']),
  mongodbDatabase: optional(text('MONGODB_DATABASE')),

  natsUrl: address('NATS_URL', ['nats', 'tls', 'ws', 'wss']),
  natsUser: optional(text('NATS_USER')),
  natsPassword: optional(text('NATS_PASSWORD')),
  eventsNamespace: optional(text('EVENTS_NAMESPACE')),
  maxDeliveries: integer('MAX_DELIVERIES', { from: 1, to: 1000, fallback: 10 }),

  jwksUrl: optional(address('JWKS_URL', ['http', 'https'])),
  jwksFile: optional(text('JWKS_FILE')),
  tokenIssuer: text('TOKEN_ISSUER'),
  tokenAudience: text('TOKEN_AUDIENCE', 'kraftsamling'),
  tokenMaxHours: integer('TOKEN_MAX_HOURS', { from: 1, to: 24 * 366, fallback: 24 }),

  bodyLimit: integer('BODY_LIMIT', { from: 1024, to: 64 * 1024 * 1024, fallback: 256 * 1024 }),
  anonymousReadsPerMinute: integer('ANONYMOUS_READS_PER_MINUTE', { fallback: 600 }),
  anonymousWritesPerMinute: integer('ANONYMOUS_WRITES_PER_MINUTE', { fallback: 60 }),
  rateLimits: oneOf('RATE_LIMITS', ['replica', 'shared'], 'replica'),
  metricsReaders: networks('METRICS_READERS', '127.0.0.0/8, ::1'),

  shutdownPauseSeconds: integer('SHUTDOWN_PAUSE_SECONDS', { to: 60, fallback: 5 }),

  logLevel: oneOf('LOG_LEVEL', ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'info'),
}) {
  static readonly check = ({ jwksUrl, jwksFile }: { jwksUrl?: string; jwksFile?: string }): readonly string[] =>
    (jwksUrl === undefined) === (jwksFile === undefined)
      ? ['JWKS_URL or JWKS_FILE must be set, and only one of them']
      : [];
}
