import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Injectable, Module } from '@nestjs/common';
import { campaignAnnounced, epochAt } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { eventually } from '@kraftsamling/testing';
import { library } from './library.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';

@Injectable()
class Mood {
  willing = false;
}

@Controller()
class WhenCampaignAnnounced {
  constructor(private readonly mood: Mood) {}

  @EventHandler('when-campaign-announced', campaignAnnounced)
  handle(_event: EventOf<typeof campaignAnnounced>): Promise<void> {
    return this.mood.willing ? Promise.resolve() : Promise.reject(new Error('not in the mood'));
  }
}

@Module({ controllers: [WhenCampaignAnnounced], providers: [Mood] })
class MoodyModule {}

let world: Running;
let token: string;
beforeAll(async () => {
  world = await running(import.meta.filename, {
    definition: { ...library, module: MoodyModule },
    env: { MAX_DELIVERIES: '1' },
  });
  token = await world.key.token('operator');
});
afterAll(async () => world[Symbol.asyncDispose]());

const { example } = campaignAnnounced;
const publish = () => world.streams.publish(campaignAnnounced, { subject: example.id, version: 1, data: example });

interface Letter {
  readonly id: number;
  readonly handler: string;
}

async function oneLetter(): Promise<Letter> {
  return eventually(async () => {
    const { body } = await world.call('GET', '/v1/dead-letters', { token });
    expect(body.items).toHaveLength(1);
    return body.items[0] as Letter;
  });
}

describe('dead letters', () => {
  it('are listed, handed to their handler again, and discarded', async () => {
    await publish();
    const letter = await oneLetter();
    expect(letter).toMatchObject({
      handler: 'when-campaign-announced',
      reason: expect.stringContaining('not in the mood'),
      deliveries: 1,
    });

    const again = await world.call('POST', `/v1/dead-letters/${letter.id}/requeue`, { token });
    expect(again.body).toMatchObject({
      status: 409,
      code: 'handler-failed',
      detail: expect.stringContaining('not in the mood'),
    });

    world.service.app.get(Mood).willing = true;
    expect((await world.call('POST', `/v1/dead-letters/${letter.id}/requeue`, { token })).status).toBe(204);
    expect((await world.call('GET', '/v1/dead-letters', { token })).body.items).toEqual([]);

    world.service.app.get(Mood).willing = false;
    await publish();
    const { id } = await oneLetter();
    expect((await world.call('DELETE', `/v1/dead-letters/${id}`, { token })).status).toBe(204);
    expect((await world.call('DELETE', `/v1/dead-letters/${id}`, { token })).body).toMatchObject({
      status: 404,
      code: 'not-found',
    });
  });

  it('are for operators only', async () => {
    const { body } = await world.call('GET', '/v1/dead-letters', { token: await world.key.token('secretariat') });
    expect(body).toMatchObject({ status: 403, code: 'not-allowed' });
  });

  it('are asked for by number', async () => {
    expect((await world.call('DELETE', '/v1/dead-letters/x', { token })).body.errors).toEqual([
      expect.objectContaining({ pointer: '/id', code: 'is-int' }),
    ]);
  });
});

describe('the quarantine', () => {
  it('keeps an event from every handler, until it is released', async () => {
    const eventId = crypto.randomUUID();
    const body = { eventId, reason: 'never published by its owner' };
    const added = await world.call('POST', '/v1/quarantined-events', { token, body });
    expect(added).toMatchObject({ status: 201, body: { eventId, reason: body.reason, by: expect.any(String) } });
    const again = await world.call('POST', '/v1/quarantined-events', { token, body });
    expect(again.body).toMatchObject({ status: 409, code: 'already-quarantined' });

    world.service.app.get(Mood).willing = false;
    await world.streams.publish(campaignAnnounced, { subject: example.id, version: 1, data: example, id: eventId });
    await publish();
    const { id } = await oneLetter();
    expect((await world.call('DELETE', `/v1/dead-letters/${id}`, { token })).status).toBe(204);

    expect((await world.call('DELETE', added.headers.get('location')!, { token })).status).toBe(204);
    expect((await world.call('DELETE', added.headers.get('location')!, { token })).status).toBe(404);
    await world.streams.publish(campaignAnnounced, { subject: example.id, version: 1, data: example, id: eventId });
    const handled = await oneLetter();
    expect((await world.call('DELETE', `/v1/dead-letters/${handled.id}`, { token })).status).toBe(204);
    expect((await world.call('GET', '/v1/quarantined-events', { token })).body.items).toMatchObject([
      { eventId, released: { by: expect.any(String) } },
    ]);
  });

  it('wants either an id or a place in the stream', async () => {
    for (const which of [{}, { eventId: crypto.randomUUID(), streamSequence: 1 }]) {
      const answer = await world.call('POST', '/v1/quarantined-events', { token, body: { ...which, reason: 'x' } });
      expect(answer.body).toMatchObject({ status: 422, code: 'one-of-two' });
    }
  });
});

describe('republications', () => {
  it('are started and followed', async () => {
    const started = await world.call('POST', '/v1/republications', { token });
    expect(started).toMatchObject({ status: 202, body: { republished: 0, aggregates: 0 } });

    const address = started.headers.get('location')!;
    await eventually(async () => expect((await world.call('GET', address, { token })).body.status).toBe('completed'));
    expect((await world.call('GET', '/v1/republications', { token })).body.items).toHaveLength(1);
  });

  it('may begin a new epoch, for a reason, which is on record with who has begun it', async () => {
    const nobody = await world.call('POST', '/v1/republications', { token, body: { newEpoch: {} } });
    expect(nobody).toMatchObject({ status: 422, body: { errors: [{ pointer: '/newEpoch/reason' }] } });

    const body = { newEpoch: { reason: 'Restored from a backup' } };
    const started = await eventually(async () => {
      const answer = await world.call('POST', '/v1/republications', { token, body });
      expect(answer.status).toBe(202);
      return answer;
    });
    const address = started.headers.get('location')!;
    await eventually(async () => expect((await world.call('GET', address, { token })).body.status).toBe('completed'));
    const { items } = (await world.call('GET', '/v1/republications', { token })).body;
    expect(items[0]).toMatchObject({ reason: 'Restored from a backup', by: expect.any(String) });
    expect(items[0].epoch).toBeGreaterThanOrEqual(epochAt(new Date()) - 1);
  });
});
