import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Controller } from '@nestjs/common';
import { eventOf, organisationAmended, organisationJoined } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { eventually, proxy, sampleOf } from '@kraftsamling/testing';
import { register } from 'prom-client';
import { v7 as uuid } from 'uuid';
import { ConsumerRegistry } from '../src/consume/consumer-registry.ts';
import { DeadLetters } from '../src/consume/dead-letters.ts';
import { EventHandler } from '../src/consume/event-handler.ts';
import { eventAge } from '../src/metrics.ts';
import { traceContext } from '../src/trace-context.ts';
import { World } from './world.ts';

type Joined = EventOf<typeof organisationJoined>;

let world: World;
beforeEach(async () => {
  world = await World.begin();
});
afterEach(() => world.end());

const publish = (subject: string, contract = organisationJoined, version = 1) =>
  world.streams.publish(contract, { subject, version, data: { ...organisationJoined.example, id: subject } });

/** What came to a handler, in the order in which it came. */
function recorder(fail: (event: Joined, call: number) => unknown = () => undefined) {
  const received: Joined[] = [];
  let calls = 0;
  return {
    received,
    calls: () => calls,
    subjects: () => received.map(({ subject }) => subject).sort(),
    take: async (event: Joined): Promise<void> => {
      calls++;
      await fail(event, calls);
      received.push(event);
    },
  };
}

describe('a handler', () => {
  it('handles each event of its contracts, typed, and no other', async () => {
    const { received, subjects, take } = recorder();
    @Controller()
    class WhenJoined {
      @EventHandler('when-joined', organisationJoined)
      handle(event: Joined): Promise<void> {
        return take(event);
      }
    }
    await world.process({ controllers: [WhenJoined] });
    await publish('a');
    await publish('b', organisationAmended);
    await publish('c');

    await eventually(() => expect(subjects()).toEqual(['a', 'c']));
    expect(received.map(({ data }) => data.id).sort()).toEqual(['a', 'c']);
  });

  it('begins at the first message on when its name is new, and goes on where it was when it is known', async () => {
    await publish('early');
    const { subjects, take } = recorder();
    const subscribe = {
      name: 'late',
      contracts: [organisationJoined],
      handle: ([event]: readonly Joined[]) => take(event!),
    };

    const first = await world.process();
    first.app.get(ConsumerRegistry).open(subscribe);
    await eventually(() => expect(subjects()).toEqual(['early']));
    await first.stop();

    await publish('later');
    const second = await world.process();
    second.app.get(ConsumerRegistry).open(subscribe);
    await eventually(() => expect(subjects()).toEqual(['early', 'later']));
  });

  it('works inside the trace of the event', async () => {
    let trace: string | undefined;
    const process = await world.process();
    process.app.get(ConsumerRegistry).open({
      name: 'tracing',
      contracts: [organisationJoined],
      handle: async () => {
        trace = traceContext.getStore()?.traceparent;
        return Promise.resolve();
      },
    });
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await traceContext.run({ traceparent }, async () => {
      const { founded } = await import('./world.ts');
      await process.clubs.create('traced', founded('Traced'));
    });
    await eventually(() => expect(trace).toBe(traceparent));
  });

  it('is shared by replicas: each event goes to one of them', async () => {
    const { subjects, take } = recorder();
    for (const process of [await world.process(), await world.process()])
      process.app
        .get(ConsumerRegistry)
        .open({ name: 'shared', contracts: [organisationJoined], handle: ([event]) => take(event!) });
    const names = Array.from({ length: 50 }, (_, n) => `thing-${String(n).padStart(2, '0')}`);
    await Promise.all(names.map((name) => publish(name)));
    await eventually(() => expect(subjects()).toEqual(names));
  });

  it('gets an event again after it has failed', async () => {
    const { subjects, take } = recorder((_, call) => {
      if (call <= 2) throw new Error('not yet');
    });
    const process = await world.process();
    process.app
      .get(ConsumerRegistry)
      .open({ name: 'failing', contracts: [organisationJoined], handle: ([event]) => take(event!) });
    await publish('stubborn');
    await eventually(() => expect(subjects()).toEqual(['stubborn']));
    expect(await process.app.get(DeadLetters).count()).toBe(0);
  });

  it('goes on when something breaks where an event is settled, and no process ends of it', async () => {
    const { subjects, take } = recorder();
    const process = await world.process();
    const observed = jest.spyOn(eventAge, 'observe').mockImplementationOnce(() => {
      throw new TypeError('Value is not a valid number: NaN');
    });
    process.app
      .get(ConsumerRegistry)
      .open({ name: 'unsettled', contracts: [organisationJoined], handle: ([event]) => take(event!) });
    await publish('strange');
    await eventually(() => expect(observed).toHaveBeenCalled());
    await publish('usual');
    await eventually(() => expect(subjects()).toEqual(['strange', 'usual']));
    observed.mockRestore();
  });

  it('finishes what is in flight before it stops, and gives back the rest', async () => {
    const held = Promise.withResolvers<undefined>();
    const { received, calls, take } = recorder(() => held.promise);
    const process = await world.process();
    const open = {
      name: 'slow',
      contracts: [organisationJoined],
      concurrency: 2,
      handle: ([event]: readonly Joined[]) => take(event!),
    };
    const consumer = process.app.get(ConsumerRegistry).open(open);
    await Promise.all(['1', '2', '3', '4', '5'].map((name) => publish(name)));
    await eventually(() => expect(calls()).toBe(2));
    expect(await consumer.pending()).toBe(5);

    const stopped = process.stop();
    held.resolve(undefined);
    await stopped;
    expect(received).toHaveLength(2);

    (await world.process()).app.get(ConsumerRegistry).open(open);
    await eventually(() => expect(new Set(received.map(({ subject }) => subject)).size).toBe(5));
    expect(received).toHaveLength(5);
  });

  it('goes on when NATS has been away, and when the stream was deleted and made anew', async () => {
    const nats = await proxy(world.isolation.env.NATS_URL);
    const { subjects, take } = recorder();
    const process = await world.process({ natsUrl: nats.url });
    const consumer = process.app
      .get(ConsumerRegistry)
      .open({ name: 'patient', contracts: [organisationJoined], handle: ([event]) => take(event!) });
    await publish('first');
    await eventually(() => expect(subjects()).toEqual(['first']));
    // Whose acknowledgement is lost comes again.
    await eventually(async () => expect(await consumer.pending()).toBe(0));

    nats.cut();
    await publish('second');
    nats.restore();
    // What was sent into the broken connection comes again when the server has waited for its acknowledgement: 20 s.
    await eventually(() => expect(subjects()).toEqual(['first', 'second']));

    await world.streams.delete();
    await world.streams.provision();
    await publish('third');
    await eventually(() => expect(subjects()).toEqual(['first', 'second', 'third']));
    await process.stop();
    await nats.close();
  });

  it('refuses to start when two handlers have one name', async () => {
    const process = await world.process();
    const subscription = { name: 'twin', contracts: [organisationJoined], handle: () => Promise.resolve() };
    process.app.get(ConsumerRegistry).open(subscription);
    expect(() => process.app.get(ConsumerRegistry).open(subscription)).toThrow('"twin"');
  });
});

describe('a handler of batches', () => {
  it('gets together what came together, at most as many as it wants', async () => {
    const sizes: number[] = [];
    for (let n = 0; n < 120; n++) await publish(`thing-${n}`);
    const process = await world.process();
    const consumer = process.app.get(ConsumerRegistry).open({
      name: 'batches',
      contracts: [organisationJoined],
      batchOf: 50,
      handle: (events) => Promise.resolve(void sizes.push(events.length)),
    });
    await eventually(async () => expect(await consumer.pending()).toBe(0));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(120);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
    expect(sizes.length).toBeLessThan(120);
  });

  it('loses only the bad event of a batch to the dead letters', async () => {
    const received = new Set<string>();
    for (const name of ['good-1', 'bad', 'good-2']) await publish(name);
    await world.streams.publishRaw(organisationJoined, 'not JSON');
    const process = await world.process({ maxDeliveries: 2 });
    process.app.get(ConsumerRegistry).open({
      name: 'strict',
      contracts: [organisationJoined],
      batchOf: 50,
      handle: (events) => {
        if (events.some(({ subject }) => subject === 'bad')) return Promise.reject(new Error('cannot take it'));
        for (const { subject } of events) received.add(subject);
        return Promise.resolve();
      },
    });
    const deadLetters = process.app.get(DeadLetters);
    await eventually(async () => expect(await deadLetters.count()).toBe(2));
    expect([...received].sort()).toEqual(['good-1', 'good-2']);
  });
});

describe('dead letters', () => {
  const breaking = async (take: (event: Joined) => Promise<void>, maxDeliveries = 2) => {
    const process = await world.process({ maxDeliveries });
    process.app
      .get(ConsumerRegistry)
      .open({ name: 'breaking', contracts: [organisationJoined], handle: ([event]) => take(event!) });
    return process.app.get(DeadLetters);
  };

  it('hold what broke its contract at once, with reason, subject and payload', async () => {
    const deadLetters = await breaking(() => Promise.resolve());
    await world.streams.publishRaw(organisationJoined, '{"specversion":"1.0"}');
    const [letter] = await eventually(async () => {
      const letters = await deadLetters.list();
      expect(letters).toHaveLength(1);
      return letters;
    });
    expect(letter).toMatchObject({ handler: 'breaking', deliveries: 1, payload: '{"specversion":"1.0"}' });
    expect(letter?.subject).toContain('registrations.organisation.joined.v1');
    expect(letter?.reason).toContain('BrokenContract');
  });

  it('hold what came on another subject than its own, and what two parts of it say of itself', async () => {
    const { calls, take } = recorder();
    const deadLetters = await breaking(take);
    const data = { ...organisationJoined.example, id: 'a' };
    const event = eventOf(organisationJoined, { id: uuid(), subject: 'a', version: 1, time: new Date(), data });
    const { names, jetStream } = world.streams;
    await jetStream.publish(`${names.eventRoot}.${organisationJoined.type}.elsewhere`, JSON.stringify(event));
    await world.streams.publishRaw(organisationJoined, JSON.stringify({ ...event, source: '/statistics' }));
    await world.streams.publishRaw(organisationJoined, JSON.stringify({ ...event, time: '2016-12-31T23:59:60Z' }));
    const letters = await eventually(async () => {
      const listed = await deadLetters.list();
      expect(listed).toHaveLength(3);
      return listed;
    });
    expect(letters.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('where it does not belong'),
        expect.stringContaining('/source must be /registrations'),
        expect.stringContaining('/time cannot be read'),
      ]),
    );
    expect(calls()).toBe(0);
  });

  it('hold what always fails, after the last delivery', async () => {
    const deadLetters = await breaking(() => Promise.reject(new Error('never')));
    await publish('hopeless');
    await eventually(async () =>
      expect(await deadLetters.list()).toMatchObject([{ deliveries: 2, reason: 'Error: never' }]),
    );
  });

  it('go back to their handler, and away once it has taken them', async () => {
    let mended = false;
    const { subjects, take } = recorder(() => {
      if (!mended) throw new Error('broken');
    });
    const deadLetters = await breaking(take, 1);
    await publish('patient');
    const [letter] = await eventually(async () => {
      const letters = await deadLetters.list();
      expect(letters).toHaveLength(1);
      return letters;
    });

    await expect(deadLetters.requeue(letter!.id)).rejects.toThrow('broken');
    expect(await deadLetters.count()).toBe(1);

    mended = true;
    await deadLetters.requeue(letter!.id);
    expect(subjects()).toEqual(['patient']);
    expect(await deadLetters.count()).toBe(0);
  });

  it('point at an event that is as large as the server takes, give it back to its handler, and are counted', async () => {
    const { names, nats, jetStream, manager } = world.streams;
    let mended = false;
    const { received, take } = recorder(() => {
      if (!mended) throw new Error('broken');
    });
    const deadLetters = await breaking(take, 1);
    const largest = nats.info!.max_payload;
    const data = { ...organisationJoined.example, id: 'large' };
    const event = {
      ...eventOf(organisationJoined, { id: uuid(), subject: 'large', version: 1, time: new Date(), data }),
    };
    const filled = (text: string) => JSON.stringify({ ...event, unheardOf: text });
    const body = filled('x'.repeat(largest - Buffer.byteLength(filled(''))));
    expect(Buffer.byteLength(body)).toBe(largest);
    const { seq } = await jetStream.publish(`${names.eventRoot}.${organisationJoined.type}.network`, body);
    const [letter] = await eventually(async () => {
      const letters = await deadLetters.list();
      expect(letters).toHaveLength(1);
      return letters;
    });

    expect(letter).toMatchObject({ handler: 'breaking', reason: 'Error: broken', payload: body });
    const stored = await manager.streams.getMessage(names.deadLetterStream, { seq: letter!.id });
    expect(stored?.data).toHaveLength(0);
    expect(stored?.header.get('Dead-Letter-Original')).toMatch(new RegExp(`^${seq} `));
    await eventually(async () =>
      expect(sampleOf(await register.metrics(), 'dead_letters_by_reference_total', { handler: 'breaking' })).toBe(1),
    );

    mended = true;
    await deadLetters.requeue(letter!.id);
    expect(received.map(({ subject }) => subject)).toEqual(['large']);
    expect(await deadLetters.count()).toBe(0);
  });

  it('say when the event that they point at is gone, also when another has its place in a new stream', async () => {
    const { names, nats, jetStream } = world.streams;
    const deadLetters = await breaking(() => Promise.resolve(), 1);
    const subject = `${names.eventRoot}.${organisationJoined.type}.network`;
    await jetStream.publish(subject, 'x'.repeat(nats.info!.max_payload));
    await eventually(async () => expect(await deadLetters.count()).toBe(1));

    await world.streams.manager.streams.delete(names.eventStream);
    expect(await deadLetters.list()).toMatchObject([{ payload: '' }]);
    await world.streams.provision();
    await publish('another');
    const [gone] = await deadLetters.list();
    expect(gone).toMatchObject({ payload: '' });
    await expect(deadLetters.requeue(gone!.id)).rejects.toMatchObject({ code: 'event-gone' });
    await deadLetters.discard(gone!.id);
    expect(await deadLetters.count()).toBe(0);
  });

  it('are discarded one by one, listed page by page, and unknown ones are refused', async () => {
    const deadLetters = await breaking(() => Promise.reject(new Error('never')), 1);
    for (const name of ['a', 'b', 'c']) await publish(name);
    await eventually(async () => expect(await deadLetters.count()).toBe(3));

    const [first] = await deadLetters.list({ limit: 1 });
    expect(await deadLetters.list({ from: first!.id + 1, limit: 5 })).toHaveLength(2);
    await deadLetters.discard(first!.id);
    expect(await deadLetters.count()).toBe(2);
    await expect(deadLetters.discard(first!.id)).rejects.toMatchObject({ code: 'not-found' });
  });
});
