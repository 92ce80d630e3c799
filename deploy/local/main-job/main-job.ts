import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'hdr-histogram-js';
import { eachOf, UnexpectedAnswer } from './api.ts';
import type { Api } from './api.ts';
import {
  campaignKinds,
  differences,
  expectedOfCampaign,
  expectedOfNetwork,
  networkKinds,
  shown,
} from './expected-figures.ts';
import type { Difference, ListedOrganisation, ListedRegistration, Steps } from './expected-figures.ts';
import { sampleRegistrations } from './sample.ts';
import type { CampaignFile, SampleRegistration } from './sample.ts';

export interface MainJob {
  readonly registrations: Api;
  /** The same service, as the secretariat. */
  readonly secretariat: Api;
  readonly statistics: Api;
  readonly say: (line: string) => void;
}

export interface CampaignResult {
  readonly id: string;
  readonly name: string;
  readonly steps: Steps;
  readonly municipalities: number;
  readonly differences: readonly Difference[];
}

export interface Result {
  readonly campaigns: readonly CampaignResult[];
  readonly organisations: number;
  readonly networkDifferences: readonly Difference[];
  /** What was sent and answered with success, but is not there as it was sent. */
  readonly missing: readonly string[];
  readonly exact: boolean;
  /** What this run did; on a second run everything is there already. */
  readonly commands: number;
  readonly commandsPerSecond: number;
  /** From the answer to a command until statistics shows it, in milliseconds; undefined where this run confirmed nothing. */
  readonly latency: { readonly p50: number; readonly p99: number; readonly measured: number } | undefined;
}

const AT_ONCE = 32;
/** So many confirmations are kept for the end and made one by one, to measure how soon each is seen in the figures. */
const PROBES = 40;
const FIGURES_WITHIN_MS = 60_000;

/** Carries the sample's campaigns and organisations through the public API, and compares what statistics shows with what was sent. */
export async function runMainJob({ registrations, secretariat, statistics, say }: MainJob): Promise<Result> {
  const files = await campaignFiles();
  await announceAll(files, secretariat, say);

  const sample = sampleRegistrations(files);
  // A run that was interrupted goes on where it was.
  const known = byKey(await listAll(files, secretariat));
  const started = performance.now();
  const progress = new Progress('Registering', sample.length, say);
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
  const commandsPerSecond = commands / ((performance.now() - started) / 1000);

  const latency = await measureLatency(probes, secretariat, statistics);
  return {
    ...(await compare(files, sample, { secretariat, statistics, say })),
    commands: commands + probes.length,
    commandsPerSecond,
    latency,
  };
}

async function campaignFiles(): Promise<CampaignFile[]> {
  const folder = join(import.meta.dirname, 'campaigns');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as CampaignFile),
  );
  // A campaign is announced after the one it is part of.
  return files.sort((a, b) => Number(a.campaign.partOf !== undefined) - Number(b.campaign.partOf !== undefined));
}

async function announceAll(
  files: readonly CampaignFile[],
  secretariat: Api,
  say: (line: string) => void,
): Promise<void> {
  for (const { campaign } of files) {
    try {
      await secretariat.post('/v1/campaigns', campaign);
      say(`Campaign ${campaign.id} is drafted`);
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer && error.status === 409)) throw error;
    }
    await secretariat.post(`/v1/campaigns/${campaign.id}/announcement`);
  }
}

const keyOf = ({ campaignId, organisation }: SampleRegistration) =>
  `${campaignId}|${organisation.municipality}|${organisation.name}`;

/** What is registered, to be found by what the sample knows of it. */
function byKey(listed: readonly ListedRegistration[]): Map<string, ListedRegistration> {
  return new Map(
    listed.map((each) => [`${each.campaignId}|${each.municipality}|${each.organisationName ?? ''}`, each]),
  );
}

async function listAll(files: readonly CampaignFile[], secretariat: Api): Promise<ListedRegistration[]> {
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

/** Confirms one by one, and looks each time until the figures show it. */
async function measureLatency(ids: readonly string[], secretariat: Api, statistics: Api): Promise<Result['latency']> {
  if (ids.length === 0) return undefined;
  const histogram = build({ lowestDiscernibleValue: 1, highestTrackableValue: 600_000_000 });
  for (const id of ids) {
    const { campaignId } = await secretariat.get<ListedRegistration>(`/v1/registrations/${id}`);
    const confirmed = () => confirmedIn(campaignId, statistics);
    const before = await settledValue(confirmed);
    await secretariat.post(`/v1/registrations/${id}/confirmation`);
    const answered = performance.now();
    while ((await confirmed()) === before && performance.now() - answered < FIGURES_WITHIN_MS) await delay(1);
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

/** Waits until statistics shows what registrations has, figure by figure, or says where it does not. */
async function compare(
  files: readonly CampaignFile[],
  sample: readonly SampleRegistration[],
  { secretariat, statistics, say }: Pick<MainJob, 'secretariat' | 'statistics' | 'say'>,
): Promise<Omit<Result, 'commands' | 'commandsPerSecond' | 'latency'>> {
  const listed = await listAll(files, secretariat);
  const organisations = await secretariat.all<ListedOrganisation>('/v1/organisations');
  const missing = notAsSent(sample, listed);

  const deadline = performance.now() + FIGURES_WITHIN_MS;
  for (;;) {
    const campaigns = await Promise.all(files.map((file) => compareCampaign(file, listed, statistics)));
    const { figures } = await statistics.get<{ figures: Record<string, unknown> }>('/v1/figures');
    const networkDifferences = differences(expectedOfNetwork(organisations), shown(figures), networkKinds);

    const exact = networkDifferences.length === 0 && campaigns.every(({ differences }) => differences.length === 0);
    if (exact || performance.now() > deadline)
      return {
        campaigns,
        organisations: organisations.length,
        networkDifferences,
        missing,
        exact: exact && missing.length === 0,
      };
    say('Waiting until the figures show everything ...');
    await delay(500);
  }
}

async function compareCampaign(
  { campaign }: CampaignFile,
  listed: readonly ListedRegistration[],
  statistics: Api,
): Promise<CampaignResult> {
  const expected = expectedOfCampaign(listed.filter(({ campaignId }) => campaignId === campaign.id));
  const answer = await statistics
    .get<{ campaign: { name?: { sv: string } }; figures: Record<string, unknown> & { registrations: Steps } }>(
      `/v1/figures/${campaign.id}`,
    )
    .catch((error: unknown) => {
      if (error instanceof UnexpectedAnswer && error.status === 404) return undefined;
      throw error;
    });
  const found = shown(answer?.figures ?? {});
  return {
    id: campaign.id,
    name: answer?.campaign.name?.sv ?? campaign.id,
    steps: answer?.figures.registrations ?? { total: 0, live: 0, submitted: 0, contacted: 0, confirmed: 0, declined: 0, withdrawn: 0 }, // prettier-ignore
    municipalities: found.get('municipalitiesTakingPart.total') ?? 0,
    differences: differences(expected, found, campaignKinds),
  };
}

/** Each registration of the sample must be recorded as it was sent, and have come as far as it was taken. */
function notAsSent(sample: readonly SampleRegistration[], listed: readonly ListedRegistration[]): string[] {
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

/** A line a second or so: how many are done, and how fast. */
class Progress {
  readonly #what: string;
  readonly #total: number;
  readonly #say: (line: string) => void;
  readonly #started = performance.now();
  #told = this.#started;
  #done = 0;

  constructor(what: string, total: number, say: (line: string) => void) {
    this.#what = what;
    this.#total = total;
    this.#say = say;
  }

  step(): void {
    this.#done++;
    const now = performance.now();
    if (now - this.#told < 1_500 && this.#done < this.#total) return;
    this.#told = now;
    const perSecond = this.#done / ((now - this.#started) / 1000);
    this.#say(`${this.#what} ... ${this.#done} of ${this.#total} organisations (${perSecond.toFixed(0)}/s)`);
  }
}
