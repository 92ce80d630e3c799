import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { epochOf, firstVersionOf, organisationAmended, organisationJoined, versionOf } from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import { Outbox } from '../src/relay/outbox.ts';
import { Republisher } from '../src/relay/republisher.ts';
import { becomes } from '../src/store/decision.ts';
import type { PublishedEvent } from '../src/testing.ts';
import { founded, grown, World } from './world.ts';
import type { Club } from './world.ts';

/** The newest event of each aggregate but the republication. */
function newestOf(events: readonly PublishedEvent[]): ReadonlyMap<string, PublishedEvent> {
  const about = events.filter(({ type }) => !type.includes('.republication.'));
  return new Map(about.toSorted((a, b) => versionOf(a) - versionOf(b)).map((event) => [event.subject, event]));
}

/** Only what time it is. */
const doNotFake = ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask', 'performance', 'hrtime'] as const; // prettier-ignore

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
      expect(found).toHaveLength(701);
      return found;
    });
    expect(events.at(-1)).toMatchObject({
      type: 'registrations.republication.completed.v1',
      subject: id,
      data: { epoch: 0, aggregates: expect.arrayContaining([{ aggregate: 'organisation', count: 700 }]) },
    });
    expect(events.find(({ subject }) => subject === 'club-7')).toMatchObject({
      type: 'registrations.organisation.amended.v1',
      sequence: '0000000002',
    });
    expect(new Set(events.map(({ subject }) => subject)).size).toBe(701);
  });

  it('gives each event of one change a version of its own, so that who takes only what is newer takes them all', async () => {
    const process = await world.process();
    const both = (club: Club) => becomes(club, organisationJoined, organisationAmended);
    const created = await process.clubs.create('club', both({ name: 'Club', amount: 1, secret: '' }));
    const changed = await process.clubs.update('club', both);
    expect([created.version, changed.version]).toEqual([2, 4]);

    const versions = async () =>
      (await world.streams.events())
        .filter(({ subject }) => subject === 'club')
        .map((event) => [event.type.split('.')[2], versionOf(event)]);
    const second = [['joined', 3], ['amended', 4]]; // prettier-ignore
    await eventually(async () => expect(await versions()).toHaveLength(4));
    expect(await versions()).toEqual([['joined', 1], ['amended', 2], ...second]);

    await process.app.get(Republisher).start();
    await eventually(async () => expect(await versions()).toHaveLength(6));
    expect((await versions()).slice(4)).toEqual(second);
  });

  it('raises everything above what was ever said in a new epoch, drafts and what others make meanwhile too', async () => {
    const [one, other] = [await world.process(), await world.process()];
    await Promise.all(Array.from({ length: 20 }, (_, n) => one.clubs.create(`club-${n}`, founded(`Club ${n}`))));
    await one.clubs.create('draft', becomes({ name: 'A draft', amount: 1, secret: '' }));

    const { id, epoch } = await one.app.get(Republisher).start({ reason: 'a forged event', by: 'somebody' });
    const made = await other.clubs.create('belated', founded('Does not know of the epoch yet'));
    await other.clubs.update('club-3', grown);

    await eventually(async () => {
      expect((await one.app.get(Republisher).get(id)).status).toBe('completed');
      const documents = await one.clubs.documents.find({}, { projection: { version: 1 } }).toArray();
      expect(documents).toHaveLength(22);
      for (const { version } of documents) expect(epochOf(version)).toBe(epoch);
      const newest = newestOf(await world.streams.events());
      expect(newest.size).toBe(21);
      for (const event of newest.values()) expect(epochOf(versionOf(event))).toBe(epoch);
    });
    expect(made.version).toBeGreaterThan(0);
    expect(await one.app.get(Republisher).list()).toEqual([
      expect.objectContaining({ epoch, reason: 'a forged event', by: 'somebody' }),
    ]);

    // By its own watch.
    await eventually(async () => expect(await other.app.get(Outbox).firstVersion()).toBe(firstVersionOf(epoch)));
    const later = await other.clubs.create('later', founded('Knows of it'));
    expect(later.version).toBe(firstVersionOf(epoch) + 1);
    expect((await other.clubs.update('draft', grown)).version).toBe(firstVersionOf(epoch) + 2);
  });

  it('brings into the epoch what a process made that had been killed before it knew of it', async () => {
    const one = await world.process();
    const { epoch } = await one.app.get(Republisher).start({ reason: 'a restore', by: 'somebody' });
    await one.stop();
    await one.clubs.model.db.close();
    const other = await world.process();
    await other.clubs.documents.insertOne({
      ...{ _id: 'belated', version: 1, createdAt: new Date(), updatedAt: new Date() },
      ...{ state: { name: 'Belated', amount: 1, secret: '' }, lastEvents: [organisationJoined.type], outbox: [] },
    });
    await other.stop();

    const again = await world.process();
    await eventually(async () => expect(epochOf((await again.clubs.require('belated')).version)).toBe(epoch));
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

  it('is left to whoever runs it by a replica whose clock is ahead, and to the next one when nobody has got on with it', async () => {
    const [runs, ahead] = [await world.process(), await world.process()];
    const held = Promise.withResolvers<[]>();
    jest.spyOn(runs.app.get(Outbox), 'backlog').mockReturnValue(held.promise);
    const { id } = await runs.app.get(Republisher).start();

    jest.useFakeTimers({ now: Date.now() + 600_000, doNotFake: [...doNotFake] });
    const elsewhere = ahead.app.get(Republisher);
    await expect(elsewhere.start()).rejects.toMatchObject({ code: 'republication-running' });
    expect(await elsewhere.get(id)).toMatchObject({ status: 'running' });
    jest.useRealTimers();

    const republications = runs.clubs.model.db.collection<{ _id: string }>('republications');
    await republications.updateOne({ _id: id }, { $set: { updatedAt: new Date(Date.now() - 31_000) } });
    expect(await elsewhere.get(id)).toMatchObject({ status: 'interrupted' });
    await elsewhere.start();
    held.resolve([]);
  });

  it('says that a republication is unknown', async () => {
    const republisher = (await world.process()).app.get(Republisher);
    await expect(republisher.get('none')).rejects.toMatchObject({ code: 'not-found' });
  });
});
