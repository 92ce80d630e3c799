import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isolation, sourceProcess } from '@kraftsamling/testing';
import { differencesBetween, provisionStreams, wantedStreams } from '../src/server/streams.ts';
import { TestStreams } from '../src/testing.ts';

const own = isolation(import.meta.url);
let streams: TestStreams;
beforeAll(async () => {
  streams = await TestStreams.open(own.env.NATS_URL, own.namespace);
});
afterAll(() => streams[Symbol.asyncDispose]());

const limits = { replicas: 1, maxBytes: -1 };

describe('provisioning streams', () => {
  it('changes nothing the second time', async () => {
    const before = await streams.manager.streams.info(streams.names.eventStream);
    expect(await provisionStreams(streams.manager, streams.names, limits)).toEqual([]);
    expect((await streams.manager.streams.info(streams.names.eventStream)).config).toEqual(before.config);
  });

  it('mends a setting that somebody has changed, and keeps what is in the stream', async () => {
    await streams.jetStream.publish(`${streams.names.eventRoot}.something`, '{}');
    await streams.manager.streams.update(streams.names.eventStream, { max_bytes: 1_000_000 });
    await provisionStreams(streams.manager, streams.names, limits);
    const { config, state } = await streams.manager.streams.info(streams.names.eventStream);
    expect(config.max_bytes).toBe(-1);
    expect(state.messages).toBe(1);
  });

  it('sees what a server did not take', () => {
    const [events] = wantedStreams(streams.names, limits);
    const { allow_atomic: _, ...asAnOldServerKeepsIt } = events!;
    expect(differencesBetween(events!, asAnOldServerKeepsIt as never)).toEqual([
      { stream: streams.names.eventStream, setting: 'allow_atomic', wanted: true, found: undefined },
    ]);
  });

  it('fails loudly where a server cannot do what is needed', async () => {
    await expect(provisionStreams(streams.manager, streams.names, { replicas: 3, maxBytes: -1 })).rejects.toThrow();
  });
});

describe('the job that provisions them', () => {
  const main = join(import.meta.dirname, '../src/streams.main.ts');

  it('says everything that is wrong with its environment in one message, without the values', async () => {
    const job = sourceProcess(main, {
      NATS_URL: 'hush',
      EVENTS_NAMESPACE: 'hush.hush',
      STREAM_REPLICAS: '2',
      STREAM_MAX_BYTES: 'hush',
      NATS_PASSWORD_FILE: '/hush',
    });
    const [said, [code]] = await Promise.all([text(job.stderr), once(job, 'exit')]);
    expect(code).toBe(1);
    for (const variable of ['NATS_URL', 'EVENTS_NAMESPACE', 'STREAM_REPLICAS', 'STREAM_MAX_BYTES'])
      expect(said).toContain(`  - ${variable} must be `);
    expect(said).toContain('  - NATS_PASSWORD cannot be read from the file of NATS_PASSWORD_FILE (ENOENT)');
    expect(said).not.toMatch(/hush/);
    expect(said).not.toMatch(/\bat .*\.ts/);
  });

  it('takes any of its variables from a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'streams-'));
    await writeFile(join(folder, 'nats-url'), `${own.env.NATS_URL}\n`);
    const job = sourceProcess(main, {
      NATS_URL_FILE: join(folder, 'nats-url'),
      EVENTS_NAMESPACE: own.namespace,
    });
    const [said, [code]] = await Promise.all([text(job.stdout), once(job, 'exit')]);
    expect({ said, code }).toMatchObject({ said: expect.stringContaining('are as wanted'), code: 0 });
    await rm(folder, { recursive: true });
  });
});
