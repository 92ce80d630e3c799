import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, proxy } from '@kraftsamling/testing';
import { Outbox } from '../src/relay/outbox.ts';
import { founded, grown, World } from './world.ts';
import type { Process } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await World.begin();
});
afterEach(() => world.end());

const everythingIsOut = (process: Process, events: number) =>
  eventually(async () => {
    expect(await process.clubs.documents.countDocuments({ 'outbox.at': { $exists: true } })).toBe(0);
    const published = await world.streams.events();
    expect(new Set(published.map(({ id }) => id)).size).toBe(events);
    // The server knows an id it has seen: published again, it is stored once.
    expect(published).toHaveLength(events);
  });

const create = (process: Process, count: number, prefix = 'club') =>
  Promise.all(
    Array.from({ length: count }, (_, n) => process.clubs.create(`${prefix}-${n}`, founded(`${prefix} ${n}`))),
  );

describe('the relay', () => {
  it('publishes right after the write and takes the events out of their documents', async () => {
    const process = await world.process();
    await create(process, 300);
    await everythingIsOut(process, 300);
  });

  it('takes commands while NATS is away, and publishes everything when it is back', async () => {
    await using nats = Object.assign(await proxy(world.isolation.env.NATS_URL), {
      [Symbol.asyncDispose]: () => nats.close(),
    });
    const process = await world.process({ natsUrl: nats.url });
    await create(process, 5, 'before');
    nats.cut();
    await create(process, 200, 'during');
    expect(await process.clubs.documents.countDocuments({ 'outbox.at': { $exists: true } })).toBeGreaterThanOrEqual(
      200,
    );
    nats.restore();
    await everythingIsOut(process, 205);
    await process.stop();
  });

  it('starts while NATS is away', async () => {
    const nats = await proxy(world.isolation.env.NATS_URL);
    nats.cut();
    const process = await world.process({ natsUrl: nats.url });
    await create(process, 3);
    nats.restore();
    await everythingIsOut(process, 3);
    await process.stop();
    await nats.close();
  });

  it('publishes what a process left behind that died after the write', async () => {
    const nats = await proxy(world.isolation.env.NATS_URL);
    nats.cut();
    const dying = await world.process({ natsUrl: nats.url });
    await create(dying, 20);
    await dying.stop();
    await nats.close();

    await everythingIsOut(await world.process(), 20);
  });

  it('publishes again, without effect, what a process left behind that died before the removal', async () => {
    const nats = await proxy(world.isolation.env.NATS_URL);
    nats.cut();
    const dying = await world.process({ natsUrl: nats.url });
    await create(dying, 20);
    const left = await dying.clubs.documents.find({ 'outbox.at': { $exists: true } }).toArray();
    await dying.stop();
    await nats.close();
    for (const { id, subject, event } of left.flatMap(({ outbox }) => outbox))
      await world.streams.jetStream.publish(subject, event, { msgID: id });

    await everythingIsOut(await world.process(), 20);
  });

  it('brings out what was left behind while fresh events keep coming', async () => {
    const nats = await proxy(world.isolation.env.NATS_URL);
    nats.cut();
    const dying = await world.process({ natsUrl: nats.url });
    await create(dying, 1_200, 'old');
    await dying.stop();
    await nats.close();

    const process = await world.process();
    let going = true;
    let fresh = 0;
    const load = Promise.all(
      Array.from({ length: 8 }, async () => {
        while (going) await process.clubs.create(`fresh-${fresh}`, founded(`fresh ${fresh++}`));
      }),
    );
    const old = { _id: /^old-/, 'outbox.at': { $exists: true } };
    await eventually(async () => expect(await process.clubs.documents.countDocuments(old as object)).toBe(0));
    going = false;
    await load;
    await everythingIsOut(process, 1_200 + fresh);
  });

  it('keeps every event while the stream is full, and delivers when there is room', async () => {
    const process = await world.process();
    const { manager, names } = world.streams;
    await manager.streams.update(names.eventStream, { max_msgs: 10 });
    await create(process, 60);
    await eventually(async () => expect((await manager.streams.info(names.eventStream)).state.messages).toBe(10));
    expect(await process.clubs.documents.countDocuments({ 'outbox.at': { $exists: true } })).toBeGreaterThanOrEqual(40);
    expect((await process.clubs.update('club-0', grown)).version).toBe(2);

    await manager.streams.update(names.eventStream, { max_msgs: -1 });
    await everythingIsOut(process, 61);
  });

  it('waits while the stream is missing, and publishes when it has been made', async () => {
    await world.streams.delete();
    const process = await world.process();
    await create(process, 12);
    await world.streams.provision();
    await everythingIsOut(process, 12);
  });

  it('lets two processes empty the same outboxes without storing an event twice', async () => {
    const [one, other] = [await world.process(), await world.process()];
    await Promise.all([create(one, 150, 'one'), create(other, 150, 'other')]);
    await everythingIsOut(one, 300);
  });

  it('publishes what is in flight before it stops', async () => {
    const process = await world.process();
    await create(process, 100);
    await process.stop();
    expect(await world.streams.events()).toHaveLength(100);
  });

  it('says how many documents wait and since when', async () => {
    const nats = await proxy(world.isolation.env.NATS_URL);
    nats.cut();
    const process = await world.process({ natsUrl: nats.url });
    await create(process, 4);
    const backlog = await process.app.get(Outbox).backlog();
    const waiting = backlog.find(({ collection }) => collection === 'clubs');
    expect(waiting?.documents).toBe(4);
    expect(waiting?.oldest?.getTime()).toBeLessThanOrEqual(Date.now());
    await process.stop();
    await nats.close();
  });
});
