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
  oneOf,
  optional,
  readSettings,
  SettingsFrom,
  text,
} from './setting.ts';

class MailSettings extends SettingsFrom({
  server: address('SMTP_URL', ['smtp', 'smtps']),
  from: text('MAIL_FROM', 'kansli@example.org'),
  retries: integer('MAIL_RETRIES', { from: 1, to: 10, fallback: 3 }),
  language: oneOf('MAIL_LANGUAGE', ['sv', 'en'], 'sv'),
  copies: list('MAIL_COPIES', []),
  secret: optional(text('MAIL_SECRET')),
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
  JWKS_FILE: '/keys',
  SMTP_URL: 'smtp://x',
};

describe('settings', () => {
  it('come from the environment, with what stands in for what is left out', () => {
    const settings = read({ SMTP_URL: 'smtp://mail:25', MAIL_COPIES: 'a@b.se, c@d.se', MAIL_RETRIES: '' });
    expect(settings).toBeInstanceOf(MailSettings);
    expect(Object.fromEntries(Object.entries(settings))).toEqual({
      server: 'smtp://mail:25',
      from: 'kansli@example.org',
      retries: 3,
      language: 'sv',
      copies: ['a@b.se', 'c@d.se'],
      secret: undefined,
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
      'MAIL_RETRIES must be a whole number from 1 to 10, but is "0"',
      'MAIL_LANGUAGE must be one of sv, en, but is "no"',
      'PORT must be a whole number from 0 to 65535, but is "70000"',
      'NATS_URL must be set',
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
    ['of keys left out', { JWKS_FILE: '' }, 'JWKS_URL or JWKS_FILE must be set, and only one of them'],
    ['of keys given twice', { JWKS_URL: 'http://keys' }, 'JWKS_URL or JWKS_FILE must be set, and only one of them'],
  ])('are refused when %s', (_what, env, error) => {
    expect(errorsOf({ ...service, ...env })).toEqual([error]);
  });
});
