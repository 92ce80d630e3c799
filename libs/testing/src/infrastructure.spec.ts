import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { infrastructure } from './infrastructure.ts';
import { startServers, stopServers } from './servers.ts';

describe('infrastructure', () => {
  const variables = ['NATS_URL', 'MONGODB_URI'];
  const before = variables.map((variable) => [variable, process.env[variable]] as const);

  beforeEach(() => {
    Object.assign(process.env, { NATS_URL: 'nats://n:1', MONGODB_URI: 'mongodb://m:2' });
  });
  afterEach(() => {
    for (const [variable, value] of before)
      if (value === undefined) Reflect.deleteProperty(process.env, variable);
      else process.env[variable] = value;
  });

  it('is what the environment names', () => {
    expect(infrastructure()).toEqual({ natsUrl: 'nats://n:1', mongodbUri: 'mongodb://m:2' });
  });

  it.each(variables)('says what to do when %s is missing', (missing) => {
    process.env[missing] = '';
    expect(() => infrastructure()).toThrow('set NATS_URL and MONGODB_URI');
  });

  it('starts nothing and stops nothing where the environment names both', async () => {
    await startServers();
    await stopServers();
    expect(infrastructure()).toEqual({ natsUrl: 'nats://n:1', mongodbUri: 'mongodb://m:2' });
  });

  it('runs what it started until the last of those who asked for it has done', async () => {
    for (const variable of variables) Reflect.deleteProperty(process.env, variable);
    await Promise.all([startServers(), startServers()]);
    const { mongodbUri } = infrastructure();

    await stopServers();
    const client = await MongoClient.connect(mongodbUri);
    await client.db('admin').command({ ping: 1 });
    await client.close();

    await stopServers();
    expect(infrastructure).toThrow('set NATS_URL and MONGODB_URI');
  });
});
