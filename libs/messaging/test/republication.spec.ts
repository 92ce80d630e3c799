import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { Outbox } from '../src/relay/outbox.ts';
import { Republisher } from '../src/relay/republisher.ts';
import { becomes } from '../src/store/decision.ts';
import { founded, grown, World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await World.begin();
});
afterEach(() => world.end());

describe('a republication', () => {
  it('publishes everything again after all streams were lost: the same aggregates at the same versions', async () => {
    const process = await world.process();
    await Promise.all(Array.from({ length: 700 }, (_, n) => process.clubs.create(`club-${n}`, founded(`Club ${n}`))));
    await process.clubs.update('club-7', grown);
    await process.clubs.create('silent', becomes({ name: 'A draft', amount: 1, secret: '' }));
    await eventually(async () => expect(await world.streams.events()).toHaveLength(701));

    await world.streams.delete();
    await world.streams.provision();
    const republisher = process.app.get(Republisher);
    const { id, aggregates } = await republisher.start();
    expect(aggregates).toBe(700);
    await eventually(async () =>
      expect(await republisher.get(id)).toMatchObject({ status: 'completed', republished: 700 }),
    );

    const events = await eventually(async () => {
      const found = await world.streams.events();
      expect(found).toHaveLength(700);
      return found;
    });
    expect(events.find(({ subject }) => subject === 'club-7')).toMatchObject({
      type: 'registrations.organisation.amended.v1',
      sequence: '0000000002',
    });
    expect(new Set(events.map(({ subject }) => subject)).size).toBe(700);
  });

  it('begins once, however many ask for the first one at the same moment', async () => {
    const { app } = await world.process();
    const republisher = app.get(Republisher);
    const held = Promise.withResolvers<[]>();
    jest.spyOn(app.get(Outbox), 'backlog').mockReturnValue(held.promise);

    const all = await Promise.allSettled(Array.from({ length: 30 }, () => republisher.start()));
    const refused = all.filter((each) => each.status === 'rejected');
    expect(refused).toHaveLength(29);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'republication-running' });
    held.resolve([]);
  });

  it('runs once at a time', async () => {
    const { app } = await world.process();
    const republisher = app.get(Republisher);
    // Whichever begins is held before its first page: with nothing to publish it could have ended before the other one begins.
    const held = Promise.withResolvers<[]>();
    jest.spyOn(app.get(Outbox), 'backlog').mockReturnValue(held.promise);

    const [one, other] = await Promise.allSettled([republisher.start(), republisher.start()]);
    expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
    held.resolve([]);
  });

  it('says that a republication is unknown', async () => {
    const republisher = (await world.process()).app.get(Republisher);
    await expect(republisher.get('none')).rejects.toMatchObject({ code: 'not-found' });
  });
});
