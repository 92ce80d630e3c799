import { afterEach, describe, expect, it } from '@jest/globals';
import { infrastructure } from './infrastructure.ts';
import { startServers, stopServers } from './servers.ts';

describe('infrastructure', () => {
  const { NATS_URL, MONGODB_URI } = process.env;

  afterEach(() => {
    Object.assign(process.env, { NATS_URL, MONGODB_URI });
  });

  it('is what the environment names', () => {
    Object.assign(process.env, { NATS_URL: 'nats://n:1', MONGODB_URI: 'mongodb://m:2' });
    expect(infrastructure()).toEqual({ natsUrl: 'nats://n:1', mongodbUri: 'mongodb://m:2' });
  });

  it.each(['NATS_URL', 'MONGODB_URI'])('says what to do when %s is missing', (missing) => {
    process.env[missing] = '';
    expect(() => infrastructure()).toThrow('set NATS_URL and MONGODB_URI');
  });

  it('starts nothing and stops nothing where the environment names both', async () => {
    await startServers();
    await stopServers();
    expect(infrastructure()).toEqual({ natsUrl: NATS_URL, mongodbUri: MONGODB_URI });
  });
});
