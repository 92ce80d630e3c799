import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { campaignAnnounced } from '@kraftsamling/contracts';
import type { CampaignData, EventOf } from '@kraftsamling/contracts';
import { becomes, documentSchema, DocumentStore, EventHandler, Outbox } from '@kraftsamling/messaging';
import type { StoredDocument } from '@kraftsamling/messaging';
import { TestStreams } from '@kraftsamling/messaging/testing';
import { callerOf, eventually, sampleOf } from '@kraftsamling/testing';
import type { Answer, Call } from '@kraftsamling/testing';
import { ownServers } from '@kraftsamling/testing/servers';
import type { OwnServers } from '@kraftsamling/testing/servers';
import { Controller, Injectable, Module } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { testBed } from '../src/testing/index.ts';
import type { TestBed } from '../src/testing/index.ts';
import { library } from './library.ts';

/** What probes and scrapes are promised, whatever NATS or the database do. */
const PROMISED_MS = 500;

@Injectable()
class Campaigns extends DocumentStore<CampaignData> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    const schema = documentSchema<CampaignData>({ name: Object });
    super(connection.model<StoredDocument<CampaignData>>('Campaign', schema, 'campaigns'), outbox, {
      publicState: (campaign) => campaign,
    });
  }
}

@Controller()
class WhenCampaignAnnounced {
  @EventHandler('refuse-campaigns', campaignAnnounced)
  handle(_event: EventOf<typeof campaignAnnounced>): Promise<void> {
    return Promise.reject(new Error('not in the mood'));
  }
}

@Module({ controllers: [WhenCampaignAnnounced], providers: [Campaigns] })
class CampaignsModule {}

let servers: OwnServers;
let bed: TestBed;
let streams: TestStreams;
let call: Call;
let campaigns: Campaigns;
let operator: string;

beforeAll(async () => {
  servers = await ownServers();
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
  operator = await bed.key.token('operator');
});
afterAll(async () => {
  await servers.nats.thaw();
  await servers.mongodb.thaw();
  await bed[Symbol.asyncDispose]();
  await streams[Symbol.asyncDispose]();
  await servers[Symbol.asyncDispose]();
});

const announce = (id: string) => {
  const { example } = campaignAnnounced;
  return campaigns.create(id, becomes<CampaignData>({ ...example, id }, campaignAnnounced));
};

/** Asks both for as long as it takes until `enough`, and holds them to their promise. */
async function askBoth(whatIsFrozen: string, enough: (ready: Answer, metrics: string) => void): Promise<void> {
  const took: number[] = [];
  const ask = async (path: string) => {
    const began = performance.now();
    const answer = await call('GET', path);
    took.push(performance.now() - began);
    return answer;
  };

  await eventually(async () => {
    const [ready, metrics] = [await ask('/health/ready'), (await ask('/metrics')).body as string];
    enough(ready, metrics);
  });

  const sorted = took.toSorted((one, other) => one - other).map(Math.round);
  const median = sorted[Math.floor(sorted.length / 2)]!;
  process.stdout.write(
    `${whatIsFrozen}: ${sorted.length} probes and scrapes, median ${median} ms, longest ${sorted.at(-1)} ms\n`,
  );
  expect(median).toBeLessThan(PROMISED_MS);
  expect(sorted[0]).toBeLessThan(PROMISED_MS);
}

const outboxAge = (metrics: string) => sampleOf(metrics, 'outbox_oldest_age_seconds', { collection: 'campaigns' });
const pending = (metrics: string) => sampleOf(metrics, 'outbox_pending_documents', { collection: 'campaigns' });
const lastObserved = (metrics: string, what: string) => sampleOf(metrics, 'observed_age_seconds', { what });
const statusOf = ({ body }: Answer, name: string) =>
  (body.checks as { name: string; status: string }[]).find((check) => check.name === name)?.status;

describe('probes and scrapes', () => {
  it('are answered in time while NATS is frozen, with what was last known and how old it is', async () => {
    await announce('first');
    await eventually(async () => {
      const metrics = (await call('GET', '/metrics')).body as string;
      expect(sampleOf(metrics, 'dead_letters')).toBe(1);
      expect(pending(metrics)).toBe(0);
      for (const what of ['outbox', 'consumers', 'dead-letters'])
        expect(metrics).toContain(`observed_age_seconds{what="${what}"} `);
      // Not the number: it is another one each time, and what moves is waited for.
      expect(lastObserved(metrics, 'dead-letters') < 1).toBe(true);
    });

    await servers.nats.freeze();
    await announce('second');
    const ages: number[] = [];
    await askBoth('NATS is frozen', (ready, metrics) => {
      expect(ready.status).toBe(200);
      // What is known of NATS stays, and says that it is old.
      expect(sampleOf(metrics, 'dead_letters')).toBe(1);
      expect(metrics).toContain('consumer_lag_events{handler="refuse-campaigns"} ');
      // What waits is seen at once, and grows older.
      expect(pending(metrics)).toBe(1);
      ages.push(outboxAge(metrics));

      expect(lastObserved(metrics, 'dead-letters')).toBeGreaterThan(6);
      expect(lastObserved(metrics, 'consumers')).toBeGreaterThan(6);
      expect(statusOf(ready, 'nats')).toBe('down');
      expect(ages.at(-1)! - ages[0]!).toBeGreaterThan(3);
    });
    expect(ages).toEqual(ages.toSorted((one, other) => one - other));

    await servers.nats.thaw();
    await eventually(async () => {
      expect((await call('GET', '/health/ready')).body.status).toBe('ready');
      const metrics = (await call('GET', '/metrics')).body as string;
      expect(sampleOf(metrics, 'dead_letters')).toBe(2);
      expect(pending(metrics)).toBe(0);
      expect(outboxAge(metrics)).toBe(0);
    });
  });

  it('are answered in time while the database is frozen too, and what waits goes on growing older', async () => {
    await servers.nats.freeze();
    await announce('third');
    await eventually(async () => expect(pending((await call('GET', '/metrics')).body as string)).toBe(1));

    await servers.mongodb.freeze();
    const ages: number[] = [];
    await askBoth('Both are frozen', (ready, metrics) => {
      expect(pending(metrics)).toBe(1);
      ages.push(outboxAge(metrics));
      expect(lastObserved(metrics, 'outbox')).toBeGreaterThan(6);
      expect(ready.status).toBe(503);
      expect(statusOf(ready, 'database')).toBe('down');
      expect(ages.at(-1)! - ages[0]!).toBeGreaterThan(3);
    });
    expect(ages).toEqual(ages.toSorted((one, other) => one - other));

    await servers.mongodb.thaw();
    await servers.nats.thaw();
    await eventually(async () => {
      expect((await call('GET', '/health/ready')).body.status).toBe('ready');
      expect(pending((await call('GET', '/metrics')).body as string)).toBe(0);
    });
  });
});

describe('dead letters', () => {
  it('are unavailable while NATS is frozen, and there again after it', async () => {
    const [letter] = (await call('GET', '/v1/dead-letters', { token: operator })).body.items as { id: number }[];
    await servers.nats.freeze();

    const refusal = { status: 503, code: 'nats-unavailable' };
    const paths = ['/v1/dead-letters', `/v1/dead-letters/${letter!.id}/requeue`, `/v1/dead-letters/${letter!.id}`];
    const answers = await Promise.all(
      ['GET', 'POST', 'DELETE'].map((method, which) => call(method, paths[which]!, { token: operator })),
    );
    expect(answers.map(({ body }) => body as unknown)).toEqual(paths.map(() => expect.objectContaining(refusal)));

    await servers.nats.thaw();
    await eventually(async () =>
      expect((await call('GET', '/v1/dead-letters', { token: operator })).body.items).toContainEqual(
        expect.objectContaining({ id: letter!.id }),
      ),
    );
  });
});
