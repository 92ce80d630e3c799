import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { organisationJoined } from '@kraftsamling/contracts';
import { eventually, sampleOf } from '@kraftsamling/testing';
import { register } from 'prom-client';
import { ConsumerRegistry } from '../src/consume/consumer-registry.ts';
import { founded, World } from './world.ts';
import type { Process } from './world.ts';

let world: World;
const complaints: object[] = [];
beforeEach(async () => {
  complaints.length = 0;
  jest
    .spyOn(Logger.prototype, 'error')
    .mockImplementation((message: unknown) => void complaints.push(message as object));
  world = await World.begin();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await world.end();
});

/** A user who may do nothing that this process wants: it is somebody else's. */
const natsUser = 'test-activities';

const denied = async (operation: string) =>
  sampleOf(await register.metrics(), 'nats_permission_violations_total', { operation });
const waiting = ({ clubs }: Process) => clubs.documents.countDocuments({ 'outbox.at': { $exists: true } });

describe('a NATS user that lacks a right', () => {
  it.each([1, 20])('loses no event: %i wait in their documents, and are published when somebody may', async (count) => {
    const before = await denied('publish');
    const process = await world.process({ natsUser });
    for (let n = 0; n < count; n++) await process.clubs.create(`club-${n}`, founded(`Club ${n}`));

    const { eventRoot } = world.streams.names;
    await eventually(async () => expect(await denied('publish')).toBeGreaterThan(before));
    expect(complaints).toContainEqual({
      message: 'The NATS user of this service lacks a right',
      operation: 'publish',
      subject: `${eventRoot}.${organisationJoined.type}.network`,
    });
    expect(await waiting(process)).toBe(count);
    expect(await world.streams.events()).toEqual([]);
    await process.stop();

    const allowed = await world.process();
    await eventually(async () => expect(await waiting(allowed)).toBe(0));
    expect(await world.streams.events()).toHaveLength(count);
  });

  it('is heard where it cannot be answered, or opens a durable consumer of somebody else', async () => {
    const before = await denied('subscription');
    const process = await world.process({ natsUser });
    process.app.get(ConsumerRegistry).open({ name: 'mail-kit', contracts: [organisationJoined], handle: () => Promise.resolve() }); // prettier-ignore

    await eventually(async () => expect(await denied('subscription')).toBeGreaterThan(before));
    await eventually(() =>
      expect(complaints).toContainEqual(
        expect.objectContaining({ subject: expect.stringMatching(/^_INBOX\.registrations\./) }),
      ),
    );
    await eventually(() =>
      expect(complaints).toContainEqual(
        expect.objectContaining({ subject: expect.stringContaining('.registrations-mail-kit') }),
      ),
    );
  });
});
