import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isolation } from '@kraftsamling/testing';
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
