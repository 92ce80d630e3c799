import type { Isolation, SigningKey } from '@kraftsamling/testing';

/** The settings every service has, for a test: a port that is free, no limits, no pause, no log unless LOG_LEVEL asks for it. */
export function testEnvironment(service: string, isolation: Isolation, key: SigningKey): NodeJS.ProcessEnv {
  return {
    ...isolation.env,
    // Its rights are those that the service has in production, so that one that is missing fails a test.
    NATS_USER: `test-${service}`,
    NATS_PASSWORD: 'tests',
    ...key.env,
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    ANONYMOUS_READS_PER_MINUTE: '0',
    ANONYMOUS_WRITES_PER_MINUTE: '0',
    SHUTDOWN_PAUSE_SECONDS: '0',
  };
}
