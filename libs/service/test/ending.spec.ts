import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Injectable, Module, Post } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { campaignAnnounced } from '@kraftsamling/contracts';
import type { DataOf } from '@kraftsamling/contracts';
import { becomes, documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { StoredDocument } from '@kraftsamling/messaging';
import { eventually } from '@kraftsamling/testing';
import type { Connection } from 'mongoose';
import { Allow } from '../src/index.ts';
import { library } from './library.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';

type Campaign = DataOf<typeof campaignAnnounced>;

@Injectable()
class Campaigns extends DocumentStore<Campaign> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    const model = connection.model<StoredDocument<Campaign>>('Campaign', documentSchema<Campaign>({}), 'campaigns');
    super(model, outbox, { publicState: (campaign) => campaign });
  }
}

@Controller('v1/campaigns')
class CampaignsController {
  constructor(private readonly campaigns: Campaigns) {}

  @Post()
  @Allow('anyone')
  async announce(): Promise<{ id: string }> {
    const id = crypto.randomUUID();
    await this.campaigns.create(id, becomes({ ...campaignAnnounced.example, id }, campaignAnnounced));
    return { id };
  }
}

@Module({ controllers: [CampaignsController], providers: [Campaigns] })
class CampaignsModule {}

let world: Running;
beforeAll(async () => {
  const definition = { ...library, module: CampaignsModule };
  world = await running(import.meta.filename, { definition });
});
afterAll(async () => world[Symbol.asyncDispose]());

describe('a service that is stopped under load', () => {
  it('has published everything it has acknowledged, each in the trace of the request it came from', async () => {
    const acknowledged = new Map<string, string>();
    let stopped = false;
    const asking = Array.from({ length: 8 }, async () => {
      while (!stopped) {
        const { status, headers, body } = await world.call('POST', '/v1/campaigns');
        if (status === 201) acknowledged.set(body.id as string, headers.get('traceparent')!);
        if (acknowledged.size === 50) void world.service.stop().finally(() => (stopped = true));
      }
    });
    // What comes after the end finds nobody.
    await Promise.allSettled(asking);
    await world.service.stop();

    expect(acknowledged.size).toBeGreaterThanOrEqual(50);
    const published = new Map((await world.streams.events()).map((event) => [event.subject, event]));
    for (const [id, traceparent] of acknowledged) {
      expect(published.get(id)).toMatchObject({ type: campaignAnnounced.type, traceparent });
    }
  });
});

describe('a service that is stopped while connections are opened', () => {
  it('answers what comes over the last of them, after it has stopped listening', async () => {
    const definition = { ...library, module: CampaignsModule };
    await using another = await running(import.meta.filename, { definition, env: { SHUTDOWN_PAUSE_SECONDS: '5' } });
    const server = another.service.app.getHttpServer();
    const port = Number(new URL(another.service.url).port);
    const stopping = another.service.stop();

    const opened: Socket[] = [];
    const closed: Promise<unknown>[] = [];
    for (;;) {
      const taken = once(server, 'connection');
      const socket = connect(port, 'localhost').on('error', () => undefined);
      const ended = new Promise((resolve) => socket.once('close', resolve));
      const isTaken = await Promise.race([taken.then(() => true), ended.then(() => false)]);
      if (!isTaken) break;
      opened.push(socket);
      closed.push(ended);
      await delay(10);
    }
    // Nothing has come over the first for as long as the pause.
    await closed[0];
    const last = opened.at(-1) as Socket;
    last.write('GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n');
    const answer = await text(last);
    expect(answer).toContain('HTTP/1.1 200 OK');
    expect(answer.toLowerCase()).toContain('connection: close');

    await stopping;
  });
});

describe('a service that is stopped while a browser keeps a connection ready', () => {
  it('does not wait for what may never come over it', async () => {
    const another = await running(import.meta.filename, { definition: { ...library, module: CampaignsModule } });
    const ready = connect(Number(new URL(another.service.url).port));
    await once(ready, 'connect');
    // A second client's answer says that the server has taken the first one's connection.
    await another.call('GET', '/health/live');

    const ended = once(ready, 'close');
    const stopping = another.service.stop();
    // Node itself closes a connection over which nothing has come after a minute; a busy machine stops the service in far less.
    await eventually(() => Promise.all([stopping, ended]), { within: 55_000 });
    await another[Symbol.asyncDispose]();
  });
});
