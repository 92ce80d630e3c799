import { setTimeout as delay } from 'node:timers/promises';
import { Patience } from '@kraftsamling/infrastructure/patience';
import { build } from 'hdr-histogram-js';
import { eachOf, isRefusedAs, UnexpectedAnswer } from './api.ts';
import type { Api } from './api.ts';
import type { ListedRegistration, Steps } from './expected-figures.ts';
import { Progress } from './progress.ts';
import type { CampaignFile, SampleRegistration } from './sample.ts';

interface Registering {
  readonly registrations: Api;
  readonly secretariat: Api;
  readonly statistics: Api;
  readonly log: (line: string) => void;
}

export interface Registered {
  /** What this run did; on a second run everything is there already. */
  readonly commands: number;
  readonly perSecond: number;
  readonly latency: Latency | undefined;
}

/** From the answer to a command until statistics shows it, in milliseconds; undefined where this run confirmed nothing. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly measured: number;
}

const AT_ONCE = 32;
/** So many confirmations are kept for the end and made one by one, to measure how soon each is seen in the figures. */
const PROBES = 40;

/** Takes every registration of the sample as far as it comes. A run that was interrupted goes on where it was. */
export async function registerAll(
  files: readonly CampaignFile[],
  sample: readonly SampleRegistration[],
  { registrations, secretariat, statistics, log }: Registering,
): Promise<Registered> {
  const known = byKey(await listRegistrations(files, secretariat));
  const started = performance.now();
  const progress = new Progress('Registering', 'organisations', sample.length, log);
  const probes: string[] = [];
  let commands = 0;

  await eachOf(sample, AT_ONCE, async (registration) => {
    const { taken, confirmLater } = await carry(registration, known.get(keyOf(registration)), {
      registrations,
      secretariat,
      mayWait: () => probes.length < PROBES,
    });
    if (confirmLater !== undefined) probes.push(confirmLater);
    commands += taken;
    progress.step();
  });
  const perSecond = commands / ((performance.now() - started) / 1000);

  const latency = await measureLatency(probes, secretariat, statistics);
  return { commands: commands + probes.length, perSecond, latency };
}

const keyOf = ({ campaignId, organisation }: SampleRegistration) =>
  `${campaignId}|${organisation.municipality}|${organisation.name}`;

/** What is registered, to be found by what the sample knows of it. */
function byKey(listed: readonly ListedRegistration[]): Map<string, ListedRegistration> {
  return new Map(
    listed.map((each) => [`${each.campaignId}|${each.municipality}|${each.organisationName ?? ''}`, each]),
  );
}

export async function listRegistrations(
  files: readonly CampaignFile[],
  secretariat: Api,
): Promise<ListedRegistration[]> {
  const lists = await Promise.all(
    files.map(({ campaign }) => secretariat.all<ListedRegistration>(`/v1/registrations?campaign=${campaign.id}`)),
  );
  return lists.flat();
}

interface Desks {
  readonly registrations: Api;
  readonly secretariat: Api;
  readonly mayWait: () => boolean;
}

/** Takes one registration through every step to its end. */
async function carry(
  { campaignId, organisation, contact, days, fate }: SampleRegistration,
  before: ListedRegistration | undefined,
  { registrations, secretariat, mayWait }: Desks,
): Promise<{ taken: number; confirmLater?: string }> {
  if (before && (before.status === fate || before.status === 'declined' || before.status === 'withdrawn'))
    return { taken: 0 };

  let taken = 0;
  let { id, managementLink } = { id: before?.id ?? '', managementLink: '' };
  if (!before) {
    const { offers, needs } = organisation;
    ({ id, managementLink } = await registrations.post<{ id: string; managementLink: string }>('/v1/registrations', {
      campaignId,
      organisation,
      contact,
      days,
      offers,
      needs,
    }));
    taken++;
  }

  if (before === undefined || before.status === 'submitted') {
    await identify(id, secretariat);
    taken++;
  }

  const step = async (desk: Api, noun: string, body?: unknown) => {
    await desk.post(`/v1/registrations/${id}/${noun}`, body);
    taken++;
  };
  switch (fate) {
    case 'submitted':
      break;
    case 'contacted':
      await step(secretariat, 'contact');
      break;
    case 'confirmed':
      if (before?.status !== 'contacted') await step(secretariat, 'contact');
      if (mayWait()) return { taken, confirmLater: id };
      await step(secretariat, 'confirmation');
      break;
    case 'declined':
      await step(secretariat, 'rejection', { reason: 'outside-the-campaign' });
      break;
    case 'withdrawn': {
      const secret = new URL(managementLink || 'http://lost.invalid/').hash.slice(1);
      await step(secret === '' ? secretariat : registrations.as(secret), 'withdrawal', { reason: 'no-staff' });
      break;
    }
  }
  return { taken };
}

interface Resembling {
  readonly resembling?: readonly { readonly organisationId: string; readonly standing: string }[];
}

/** Whoever registers without an account is described anew for each campaign: which organisation it is, the secretariat says. */
async function identify(id: string, secretariat: Api): Promise<void> {
  const path = `/v1/registrations/${id}`;
  const { resembling = [] } = await secretariat.get<Resembling>(path);
  const known = resembling.find(({ standing }) => standing === 'established');
  try {
    await secretariat.post(`${path}/identification`, known ? { organisationId: known.organisationId } : {});
  } catch (error) {
    // It has become known by another registration at this moment.
    if (!isRefusedAs(error, 'organisation-known')) throw error;
    await identify(id, secretariat);
  }
}

/** Confirms one by one, and looks each time until the figures show it. */
async function measureLatency(ids: readonly string[], secretariat: Api, statistics: Api): Promise<Latency | undefined> {
  if (ids.length === 0) return undefined;
  const histogram = build({ lowestDiscernibleValue: 1, highestTrackableValue: 600_000_000 });
  for (const id of ids) {
    const { campaignId } = await secretariat.get<ListedRegistration>(`/v1/registrations/${id}`);
    const confirmed = () => confirmedIn(campaignId, statistics);
    const before = await settledValue(confirmed);
    await secretariat.post(`/v1/registrations/${id}/confirmation`);
    const answered = performance.now();
    const patience = new Patience();
    while ((await confirmed()) === before) {
      if (patience.isExhausted(before))
        throw new Error(`The figures of ${campaignId} never showed that ${id} was confirmed.`);
      await delay(1);
    }
    histogram.recordValue(Math.max(1, Math.round((performance.now() - answered) * 1000)));
  }
  return {
    p50: histogram.getValueAtPercentile(50) / 1000,
    p99: histogram.getValueAtPercentile(99) / 1000,
    measured: ids.length,
  };
}

async function confirmedIn(campaignId: string, statistics: Api): Promise<number> {
  try {
    const { figures } = await statistics.get<{ figures: { registrations: Steps } }>(`/v1/figures/${campaignId}`);
    return figures.registrations.confirmed;
  } catch (error) {
    if (error instanceof UnexpectedAnswer && error.status === 404) return 0;
    throw error;
  }
}

/** A number that has stayed the same for a while: events of earlier commands are through. */
async function settledValue(read: () => Promise<number>): Promise<number> {
  for (let last = await read(), same = 0; ;) {
    await delay(25);
    const next = await read();
    same = next === last ? same + 1 : 0;
    last = next;
    if (same >= 4) return last;
  }
}

/** Each registration of the sample must be recorded as it was sent, and have come as far as it was taken. */
export function notAsRegistered(
  sample: readonly SampleRegistration[],
  listed: readonly ListedRegistration[],
): string[] {
  const found = byKey(listed);
  return sample.flatMap((sent) => {
    const record = found.get(keyOf(sent));
    if (!record) return [`${keyOf(sent)} is not there`];
    const same =
      record.status === sent.fate &&
      record.category === sent.organisation.category &&
      record.days.join() === sent.days.join();
    return same
      ? []
      : [
          `${keyOf(sent)} is ${record.status} for ${record.days.join()} instead of ${sent.fate} for ${sent.days.join()}`,
        ];
  });
}
