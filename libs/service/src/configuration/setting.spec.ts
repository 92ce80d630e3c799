import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ServiceSettings } from './service-settings.ts';
import {
  address,
  ConfigurationError,
  integer,
  list,
  matching,
  oneOf,
  optional,
  readSettings,
  secret,
  SettingsFrom,
  text,
} from '@kraftsamling/messaging/settings';

class MailSettings extends SettingsFrom({
  server: address('SMTP_URL', ['smtp', 'smtps']),
  retries: integer('MAIL_RETRIES', { from: 1, to: 10, fallback: 3 }),
  language: oneOf('MAIL_LANGUAGE', ['sv', 'en'], 'sv'),
  copies: list('MAIL_COPIES', []),
  secret: optional(text('MAIL_SECRET')),
  key: optional(secret('LINK_KEY')),
  sender: optional(matching('MAIL_FROM', /@/, 'must be a mail address')),
}) {}

function read(env: NodeJS.ProcessEnv): MailSettings {
  return readSettings(env, [MailSettings])[0] as MailSettings;
}

function errorsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readSettings(env, [MailSettings, ServiceSettings]);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.errors;
    throw error;
  }
  return [];
}

function fileWith(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'setting-')), 'secret');
  writeFileSync(path, content);
  return path;
}

const service = {
  MONGODB_URI: 'mongodb://x',
  NATS_URL: 'nats://x',
  TOKEN_ISSUER: 'i',
  JWKS_FILE: fileWith(JSON.stringify({ keys: [{ kty: 'oct', k: 'AA' }] })),
  SMTP_URL: 'smtp://x',
};

describe('settings', () => {
  it('come from the environment, with what stands in for what is left out', () => {
    const settings = read({ SMTP_URL: 'smtp://mail:25', MAIL_COPIES: 'a@b.se, c@d.se', MAIL_RETRIES: '' });
    expect(settings).toBeInstanceOf(MailSettings);
    expect(Object.fromEntries(Object.entries(settings))).toEqual({
      server: 'smtp://mail:25',
      retries: 3,
      language: 'sv',
      copies: ['a@b.se', 'c@d.se'],
      secret: undefined,
      key: undefined,
      sender: undefined,
    });
  });

  it('come from files where the variable says so', () => {
    expect(read({ SMTP_URL: 'smtp://x', MAIL_SECRET_FILE: fileWith('hemligt\n') }).secret).toBe('hemligt');
  });

  it('are refused all at once, each by its variable', () => {
    expect(
      errorsOf({
        ...service,
        SMTP_URL: 'http://x',
        MAIL_RETRIES: '0',
        MAIL_LANGUAGE: 'no',
        PORT: '70000',
        NATS_URL: '',
      }),
    ).toEqual([
      'SMTP_URL must be an address that begins with smtp:// or smtps://',
      'MAIL_RETRIES must be a whole number from 1 to 10',
      'MAIL_LANGUAGE must be one of sv, en',
      'PORT must be a whole number from 0 to 65535',
      'NATS_URL must be set',
    ]);
  });

  it.each([
    ['MONGODB_URI', 'mongodb://'],
    ['MONGODB_URI', 'mongodb://user:hush@one:port/'],
    ['MONGODB_URI', 'mongodb://user:hush@one/?hush=1'],
    ['MONGODB_URI', 'mongodb://us:er:hu/sh@one/'],
    ['MONGODB_DATABASE', 'hu/sh'],
    ['NATS_URL', 'nats://'],
    ['NATS_URL', 'nats://hush@:port'],
    ['EVENTS_NAMESPACE', 'hush.hush'],
    ['PUBLIC_URL', 'https://hu sh'],
    ['TRUSTED_PROXIES', '10.0.0.0/8, hush'],
    ['METRICS_READERS', 'hush'],
    ['BODY_LIMIT', 'hush'],
    ['LOG_LEVEL', 'hush'],
    ['HOST', 'http://hush'],
    ['TOKEN_ISSUER', 'hu sh'],
    ['TOKEN_AUDIENCE', 'hu sh'],
    ['SMTP_URL', 'smtp://'],
    ['LINK_KEY', 'hush'],
    ['MAIL_FROM', 'hush'],
  ])('are refused for their form, without their values: %s=%s', (variable, value) => {
    const errors = errorsOf({ ...service, [variable]: value });
    expect(errors).toEqual([expect.stringMatching(`^${variable} must be `)]);
    expect(errors.join()).not.toMatch(/hu.?sh/);
    expect(errorsOf({ ...service, [variable]: '', [`${variable}_FILE`]: fileWith(value) })).toEqual(errors);
  });

  it('may trust proxies by address, network and name, and a MongoDB of several servers', () => {
    const TRUSTED_PROXIES = 'loopback, uniquelocal, 10.0.0.0/8,2001:db8::/32, 192.0.2.1';
    const MONGODB_URI = 'mongodb://user:p%40ss@one:27017,two:27018/x?replicaSet=rs0&authSource=admin';
    expect(errorsOf({ ...service, TRUSTED_PROXIES, MONGODB_URI })).toEqual([]);
  });

  it('that are wrong together are told beside those that are wrong alone', () => {
    expect(errorsOf({ ...service, PORT: 'x', JWKS_FILE: '' })).toEqual([
      'PORT must be a whole number from 0 to 65535',
      'JWKS_URL or JWKS_FILE must be set, and only one of them',
    ]);
  });

  it.each([
    [
      'given twice',
      { MAIL_SECRET: 'a', MAIL_SECRET_FILE: '/b' },
      'MAIL_SECRET is set twice: by itself and by MAIL_SECRET_FILE',
    ],
    [
      'in a file that is not there',
      { MAIL_SECRET_FILE: '/none' },
      'MAIL_SECRET cannot be read from the file of MAIL_SECRET_FILE (ENOENT)',
    ],
    ['of keys in no file', { JWKS_FILE: '/none' }, 'JWKS_FILE must be the path of a file that can be read (ENOENT)'],
    ...['{', '{}', '{"keys":[]}', '{"keys":[1]}'].map((text): [string, NodeJS.ProcessEnv, string] => [
      `of keys broken: ${text}`,
      { JWKS_FILE: fileWith(text) },
      'JWKS_FILE must be the path of a file with a JSON Web Key Set that has a key in it',
    ]),
    ['of keys left out', { JWKS_FILE: '' }, 'JWKS_URL or JWKS_FILE must be set, and only one of them'],
    ['of keys given twice', { JWKS_URL: 'http://keys' }, 'JWKS_URL or JWKS_FILE must be set, and only one of them'],
  ])('are refused when %s', (_what, env, error) => {
    expect(errorsOf({ ...service, ...env })).toEqual([error]);
  });
});
