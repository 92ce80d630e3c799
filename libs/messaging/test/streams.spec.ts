import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isolation, sourceProcess } from '@kraftsamling/testing';
import { differencesBetween, provisionStreams, setAside, wantedStreams } from '../src/server/streams.ts';
import { TestStreams } from '../src/testing.ts';

const own = isolation(import.meta.url);
let streams: TestStreams;
beforeAll(async () => {
  streams = await TestStreams.open(own.env.NATS_URL, own.namespace, 'registrations', 'statistics');
});
afterAll(() => streams[Symbol.asyncDispose]());

const services = ['registrations', 'statistics'] as const;
const limits = { replicas: 1, maxBytes: -1 };

describe('provisioning streams', () => {
  it('changes nothing the second time', async () => {
    const before = await streams.manager.streams.info(streams.names.eventStream);
    expect(await provisionStreams(streams.manager, services, own.namespace, limits)).toEqual([]);
    expect((await streams.manager.streams.info(streams.names.eventStream)).config).toEqual(before.config);
  });

  it('mends a setting that somebody has changed, and keeps what is in the stream', async () => {
    await streams.jetStream.publish(`${streams.names.eventRoot}.something`, '{}');
    await streams.manager.streams.update(streams.names.eventStream, { max_bytes: 1_000_000 });
    await provisionStreams(streams.manager, services, own.namespace, limits);
    const { config, state } = await streams.manager.streams.info(streams.names.eventStream);
    expect(config.max_bytes).toBe(-1);
    expect(state.messages).toBe(1);
  });

  it('lets nobody take out what has happened, and each service take out its own dead letters one by one', async () => {
    const { manager, names, jetStream } = streams;
    const { seq } = await jetStream.publish(`${names.eventRoot}.something`, '{}');
    await expect(manager.streams.deleteMessage(names.eventStream, seq)).rejects.toThrow('not permitted');
    await expect(manager.streams.purge(names.eventStream)).rejects.toThrow('not permitted');

    const letter = await jetStream.publish(`${names.deadLetterRoot}.handler`, '{}');
    expect(letter.stream).toBe(`${own.namespace}-DEAD-LETTERS-registrations`);
    await expect(manager.streams.purge(names.deadLetterStream)).rejects.toThrow('not permitted');
    await manager.streams.deleteMessage(names.deadLetterStream, letter.seq);
  });

  it('sets a stream of an earlier version aside, once, with what is in it', async () => {
    const { manager, jetStream } = streams;
    const [name, subject] = [`${own.namespace}-OLD`, `${own.namespace}.old.it`];
    await manager.streams.add({ name, subjects: [subject] });
    await jetStream.publish(subject, '{}');
    expect([await setAside(manager, name), await setAside(manager, name)]).toEqual([true, false]);
    await manager.streams.add({ name: `${name}-NEXT`, subjects: [subject] });
    expect((await manager.streams.info(name)).state.messages).toBe(1);
    for (const each of [name, `${name}-NEXT`]) await manager.streams.delete(each);
  });

  it('sees what a server did not take', () => {
    const [events] = wantedStreams(services, own.namespace, limits);
    const { allow_atomic: _, ...asAnOldServerKeepsIt } = events!;
    expect(differencesBetween(events!, asAnOldServerKeepsIt as never)).toEqual([
      { stream: streams.names.eventStream, setting: 'allow_atomic', wanted: true, found: undefined },
    ]);
  });

  it('fails loudly where a server cannot do what is needed', async () => {
    const three = { replicas: 3, maxBytes: -1 };
    await expect(provisionStreams(streams.manager, services, own.namespace, three)).rejects.toThrow();
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
      SERVICES: 'hush hush',
    });
    const [said, [code]] = await Promise.all([text(job.stderr), once(job, 'exit')]);
    expect(code).toBe(1);
    for (const variable of ['NATS_URL', 'EVENTS_NAMESPACE', 'STREAM_REPLICAS', 'STREAM_MAX_BYTES', 'SERVICES'])
      expect(said).toContain(`  - ${variable} must be `);
    expect(said).toContain('  - NATS_PASSWORD cannot be read from the file of NATS_PASSWORD_FILE (ENOENT)');
    expect(said).not.toMatch(/hush/);
    expect(said).not.toMatch(/\bat .*\.ts/);
  });

  it('ends with what the server has said where that cannot make the streams so', async () => {
    const job = sourceProcess(main, {
      NATS_URL: own.env.NATS_URL,
      NATS_USER: 'tests',
      NATS_PASSWORD: 'tests',
      EVENTS_NAMESPACE: own.namespace,
      SERVICES: services.join(),
      STREAM_REPLICAS: '3',
    });
    const [said, [code]] = await Promise.all([text(job.stderr), once(job, 'exit')]);
    expect(code).toBe(1);
    expect(said).toMatch(/^The streams cannot be set up\. JetStreamApiError: .*\n$/);
  });

  it('takes any of its variables from a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'streams-'));
    await writeFile(join(folder, 'nats-url'), `${own.env.NATS_URL}\n`);
    const job = sourceProcess(main, {
      NATS_URL_FILE: join(folder, 'nats-url'),
      NATS_USER: 'tests',
      NATS_PASSWORD: 'tests',
      EVENTS_NAMESPACE: own.namespace,
      SERVICES: services.join(),
    });
    const [said, [code]] = await Promise.all([text(job.stdout), once(job, 'exit')]);
    expect({ said, code }).toMatchObject({ said: expect.stringContaining('are as wanted'), code: 0 });
    await rm(folder, { recursive: true });
  });
});
