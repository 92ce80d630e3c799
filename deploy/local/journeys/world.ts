import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portFor } from '../infrastructure/port.ts';
import { Api } from '../main-job/api.ts';
import { startPlatform } from '../platform/platform.ts';
import type { Platform } from '../platform/platform.ts';
import { signToken } from '../signing-key.ts';

/** The whole platform, with servers of its own that a test may kill. */
export interface World extends AsyncDisposable {
  readonly platform: Platform;
  readonly registrations: Api;
  readonly secretariat: Api;
  /** The activities service, as the secretariat. */
  readonly activities: Api;
  readonly statistics: Api;
  readonly statisticsOperator: Api;
  readonly registrationsOperator: Api;
}

export async function world(settings: Readonly<Record<string, string>> = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-journey-'));
  const ports = {
    registrations: await portFor(undefined, ''),
    activities: await portFor(undefined, ''),
    statistics: await portFor(undefined, ''),
    mailbox: await portFor(undefined, ''),
  };
  const platform = await startPlatform({
    folder,
    durable: false,
    ports,
    ownServers: true,
    settings,
    say: () => undefined,
  });
  const { registrations, activities, statistics } = platform.services;
  const secretariat = await signToken({ role: 'secretariat' });
  const operator = await signToken({ role: 'operator' });
  return {
    platform,
    registrations: new Api(registrations.url),
    secretariat: new Api(registrations.url, secretariat),
    activities: new Api(activities.url, secretariat),
    registrationsOperator: new Api(registrations.url, operator),
    statistics: new Api(statistics.url),
    statisticsOperator: new Api(statistics.url, operator),
    [Symbol.asyncDispose]: async () => {
      await platform.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const toCome = '2030-10-08';

/** A campaign of one day that takes registrations now, of public libraries only. */
export async function openCampaign(secretariat: Api, id: string, day = toCome): Promise<void> {
  await secretariat.post('/v1/campaigns', {
    id,
    name: { sv: id, en: id },
    kind: 'week',
    organiser: 'Kansliet',
    days: [day],
    countingPeriod: { from: day, to: day },
    registrationWindow: { opens: '2020-01-01T00:00:00Z', closes: '2099-01-01T00:00:00Z' },
    goals: [],
    themes: [],
    targetGroups: [],
    partnerCategories: ['public-library'],
    rules: { freeOfCharge: true, noSales: true, openToAll: true },
    kit: [],
  });
  await secretariat.post(`/v1/campaigns/${id}/announcement`);
}

export function registrationFor(
  campaignId: string,
  name: string,
  municipality: string,
  { category = 'public-library', day = toCome } = {},
) {
  return {
    campaignId,
    organisation: { name, category, sector: 'public', municipality },
    contact: { name: 'Eva Exempel', email: 'eva@bibliotek.example', language: 'sv' },
    days: [day],
  };
}
