import type { Isolation, SigningKey } from '@kraftsamling/testing';

/** The settings every service has, for a test: a port that is free, no limits, no pause, no log unless LOG_LEVEL asks for it. */
export function testEnvironment(isolation: Isolation, key: SigningKey): NodeJS.ProcessEnv {
  return {
    ...isolation.env,
    ...key.env,
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    ANONYMOUS_READS_PER_MINUTE: '0',
    ANONYMOUS_WRITES_PER_MINUTE: '0',
    SHUTDOWN_PAUSE_SECONDS: '0',
  };
}
