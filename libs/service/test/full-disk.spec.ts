import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { campaignAnnounced } from '@kraftsamling/contracts';
import type { CampaignData, EventOf } from '@kraftsamling/contracts';
import { becomes, documentSchema, DocumentStore, EventHandler, Outbox } from '@kraftsamling/messaging';
import type { StoredDocument } from '@kraftsamling/messaging';
import { TestStreams } from '@kraftsamling/messaging/testing';
import { callerOf, eventually, sampleOf, smallDisk } from '@kraftsamling/testing';
import type { Call } from '@kraftsamling/testing';
import { ownServers } from '@kraftsamling/testing/servers';
import type { OwnServers } from '@kraftsamling/testing/servers';
import { Controller, Injectable, Module } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { testBed } from '../src/testing/index.ts';
import type { TestBed } from '../src/testing/index.ts';
import { library } from './library.ts';

@Injectable()
class Campaigns extends DocumentStore<CampaignData> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    const schema = documentSchema<CampaignData>({ name: Object });
    super(connection.model<StoredDocument<CampaignData>>('Campaign', schema, 'campaigns'), outbox, {
      publicState: (campaign) => campaign,
    });
  }
}

const handled = new Set<string>();

@Controller()
class WhenCampaignAnnounced {
  @EventHandler('refuse-some', campaignAnnounced)
  handle({ subject }: EventOf<typeof campaignAnnounced>): Promise<void> {
    if (subject.startsWith('refused')) return Promise.reject(new Error('not in the mood'));
    handled.add(subject);
    return Promise.resolve();
  }
}

@Module({ controllers: [WhenCampaignAnnounced], providers: [Campaigns] })
class CampaignsModule {}

const disk = await smallDisk(24);
if (!disk)
  process.stdout.write('Nothing can be mounted here (that takes Linux, and root): no disk of NATS is filled.\n');

(disk ? describe : describe.skip)('the disk of NATS', () => {
  let servers: OwnServers;
  let bed: TestBed;
  let streams: TestStreams;
  let call: Call;
  let campaigns: Campaigns;

  beforeAll(async () => {
    servers = await ownServers({ natsFolder: disk!.folder });
    const { natsUrl, mongodbUri } = servers;
    bed = await testBed({ ...library, module: CampaignsModule }, import.meta.filename, {
      NATS_URL: natsUrl,
      MONGODB_URI: mongodbUri,
      MAX_DELIVERIES: '1',
    });
    streams = await TestStreams.open(natsUrl, bed.isolation.namespace, library.name);
    const service = await bed.replica();
    call = callerOf(service.url);
    campaigns = service.app.get(Campaigns);
  });
  afterAll(async () => {
    await disk!.free();
    await bed[Symbol.asyncDispose]();
    await streams[Symbol.asyncDispose]();
    await servers[Symbol.asyncDispose]();
    await disk![Symbol.asyncDispose]();
  });

  const announce = (id: string) =>
    campaigns.create(id, becomes<CampaignData>({ ...campaignAnnounced.example, id }, campaignAnnounced));
  const restartNats = async () => {
    await servers.nats.kill();
    await servers.nats.start();
  };
  /** What the probe says of the streams. Not all is well, and requests go on. Without the seconds: whoever waits would see something move for ever. */
  const complaint = async () => {
    const { status, body } = await call('GET', '/health/ready');
    expect({ status, said: body.status as string }).toEqual({ status: 200, said: 'degraded' });
    const checks = body.checks as { name: string; detail?: string }[];
    return checks.find(({ name }) => name === 'streams')?.detail?.replace(/ for \d+ s\b/, ' for a while');
  };
  const refusing = async (cause: string, target = 'events') =>
    sampleOf((await call('GET', '/metrics')).body as string, 'jetstream_refusing_seconds', { target, cause });
  const expectEverythingFlows = async (...ids: string[]) => {
    await eventually(async () => {
      expect((await call('GET', '/health/ready')).body.status).toBe('ready');
      const metrics = (await call('GET', '/metrics')).body as string;
      expect(sampleOf(metrics, 'outbox_pending_documents', { collection: 'campaigns' })).toBe(0);
      expect(sampleOf(metrics, 'consumer_lag_events', { handler: 'refuse-some' })).toBe(0);
      expect(metrics.includes('jetstream_refusing_seconds{')).toBe(false);
      expect([...handled]).toEqual(expect.arrayContaining(ids));
    });
  };

  it('is full: commands go on, readiness says what is wrong; with room and a new start of NATS alone, all is handled', async () => {
    await announce('before');
    await expectEverythingFlows('before');

    await disk!.fill();
    // The last page that the server has begun has room for some.
    for (let n = 0; n < 20; n++) await announce(`during-${n}`);
    await eventually(async () => expect(await complaint()).toMatch(/^JetStream answers, but has acknowledged no events for a while: its disk is full, or was/)); // prettier-ignore
    await eventually(async () => expect(await refusing('silent')).toBeGreaterThan(0));

    // The server does not come back to it by itself.
    await disk!.free();
    await announce('after');
    await restartNats();
    await expectEverythingFlows('before', ...Array.from({ length: 20 }, (_, n) => `during-${n}`), 'after');
  });

  it('was full when NATS started: it says so itself, until it is started with room', async () => {
    await disk!.fill();
    await restartNats();
    await announce('again');
    await eventually(async () =>
      expect(await complaint()).toMatch(/^Out of space: JetStream has taken no events for a while/),
    );
    await eventually(async () => expect(await refusing('out-of-space')).toBeGreaterThan(0));

    await disk!.free();
    await restartNats();
    await expectEverythingFlows('again');
  });

  it('has no room for a dead letter: its event stays in the stream until there is', async () => {
    const { manager, names } = streams;
    const leaveNoRoom = () => manager.streams.update(names.deadLetterStream, { max_bytes: 1 });
    // Once the test, too, has noticed that there is another server.
    await eventually(leaveNoRoom);
    await announce('refused');
    await eventually(async () =>
      expect(await complaint()).toMatch(/^Out of space: JetStream has taken no dead-letters for a while/),
    );
    await eventually(async () => expect(await refusing('out-of-space', 'dead-letters')).toBeGreaterThan(0));

    await streams.provision();
    await eventually(async () =>
      expect(sampleOf((await call('GET', '/metrics')).body as string, 'dead_letters')).toBe(1),
    );
    await expectEverythingFlows();
  });
});
