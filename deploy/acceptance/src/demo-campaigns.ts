import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Patience } from '@kraftsamling/infrastructure/patience';
import { UnexpectedAnswer } from './api.ts';
import type { Api } from './api.ts';
import { arrangeAll, listActivities, listResources, notAsArranged } from './arranging.ts';
import type { Desks } from './arranging.ts';
import {
  campaignActivityKinds,
  emptyIn,
  expectedActivitiesOfCampaign,
  expectedActivitiesOfNetwork,
  networkActivityKinds,
} from './expected-activity-figures.ts';
import type { ListedActivity, ListedResource } from './expected-activity-figures.ts';
import {
  campaignCaseKinds,
  expectedCasesOfNetwork,
  expectedOfCases,
  networkCaseKinds,
} from './expected-case-figures.ts';
import type { ListedCase } from './expected-case-figures.ts';
import {
  campaignKinds,
  differences,
  expectedOfCampaign,
  expectedOfNetwork,
  networkKinds,
  shown,
} from './expected-figures.ts';
import type { Difference, Figures, ListedOrganisation, ListedRegistration } from './expected-figures.ts';
import { importAll, programmesOf, withProgrammes } from './importing.ts';
import { listCases, matchAll } from './matching.ts';
import type { Matched } from './matching.ts';
import { listRegistrations, notAsRegistered, registerAll } from './registering.ts';
import type { Latency } from './registering.ts';
import { sampleYear } from './sample-activities.ts';
import type { SampleActivity } from './sample-activities.ts';
import { sampleRegistrations } from './sample.ts';
import type { CampaignFile } from './sample.ts';
import { expectedOfSurveys, notAsAnswered, surveyAll } from './surveying.ts';
import type { Surveyed } from './surveying.ts';

export interface DemoCampaigns {
  /** A service by its name, as anybody meets it. */
  readonly apiOf: (service: string) => Api;
  /** Makes a token for a role. */
  readonly sign: (claims: Role) => Promise<string>;
  readonly log: (line: string) => void;
}

export interface Role {
  role: string;
  organisation?: string;
  municipality?: string;
  award?: string;
}

export interface CampaignResult {
  readonly id: string;
  readonly name: string;
  /** As statistics shows them. */
  readonly figures: Figures;
  readonly differences: readonly Difference[];
}

export interface Result {
  /** The campaign with the most activities. */
  readonly largest: string;
  /** Who takes part and what takes place, before anybody was matched for a municipality without an activity. */
  readonly arranged: Comparison;
  /** And with all cases. */
  readonly matched: Comparison;
  /** What was sent and answered with success, but is not there as it was sent. */
  readonly missing: readonly string[];
  readonly exact: boolean;
  /** What this run did; on a second run everything is there already. */
  readonly registering: Pace;
  readonly arranging: Pace;
  readonly matching: Matched;
  readonly surveyed: readonly Surveyed[];
  readonly latency: Latency | undefined;
}

/** What statistics shows, and where it is not what it should be. */
export interface Comparison {
  readonly campaigns: readonly CampaignResult[];
  readonly network: Figures;
  readonly networkDifferences: readonly Difference[];
}

export interface Pace {
  readonly commands: number;
  readonly perSecond: number;
}

/** So often may what was sent again be refused: a machine on which that goes on is not only busy. */
const MOST_RUNS = 10;

/**
 * Carries the sample's campaigns through the public API: who takes part, what they do and what came of it; then who works together, also
 * where nothing took place. After each it compares what statistics shows with what was sent.
 */
export async function runDemoCampaigns(demo: DemoCampaigns): Promise<Result> {
  for (let run = 1; ; run++) {
    try {
      return await runOnce(demo);
    } catch (error) {
      // It may have been done by the request before, whose answer was lost: then it is there, as after any interruption.
      if (!(error instanceof UnexpectedAnswer && error.again) || run === MOST_RUNS) throw error;
      demo.log(`${error.message.trim()} It was sent before, and may be done: the campaigns go on where they are.`);
    }
  }
}

async function runOnce({ apiOf, sign, log }: DemoCampaigns): Promise<Result> {
  const [registrations, activities, statistics] = [apiOf('registrations'), apiOf('activities'), apiOf('statistics')];
  const files = await campaignFiles();
  const ofSecretariat = await sign({ role: 'secretariat' });
  const secretariat = registrations.as(ofSecretariat);
  await announceAll(files, secretariat, log);

  const sample = sampleRegistrations(files);
  const { latency, ...registering } = await registerAll(files, sample, { registrations, secretariat, statistics, log });

  const programmes = await programmesOf(files);
  const year = withProgrammes(sampleYear(files, sample), programmes);
  const organisations = await secretariat.all<ListedOrganisation>('/v1/organisations');
  const desks = desksOf(activities, activities.as(ofSecretariat), sign);
  await importAll(programmes, desks, log);
  const arranging = await arrangeAll(year, { desks, organisations, log });
  const surveyed = await surveyAll(files, activities, desks);

  const record = {
    registrations: await listRegistrations(files, secretariat),
    organisations,
    activities: await listActivities(desks.secretariat),
    resources: await listResources(desks.secretariat),
    surveyed,
  };
  const bookings = expectedBookings(year.activities);
  const arranged = await compare(files, bookings, () => Promise.resolve(record), statistics, log);

  const matchmaking = desksOf(apiOf('matchmaking'), apiOf('matchmaking').as(ofSecretariat), sign);
  const matching = await matchAll({ ...record, files, matchmaking, activities: desks, log });
  const withCases = async () => ({
    ...record,
    activities: await listActivities(desks.secretariat),
    cases: await listCases(matchmaking.secretariat),
  });
  const matched = await compare(files, bookings, withCases, statistics, log);

  const missing = [
    ...notAsRegistered(sample, record.registrations),
    ...notAsArranged(year.activities, record.activities),
    ...notAsAnswered(files, surveyed),
    ...matching.missing,
  ];
  return {
    largest: largestOf(arranged.campaigns),
    arranged,
    matched,
    missing,
    exact: missing.length === 0 && isExact(arranged) && isExact(matched),
    registering,
    arranging,
    matching,
    surveyed,
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
  log: (line: string) => void,
): Promise<void> {
  for (const { campaign } of files) {
    try {
      await secretariat.post('/v1/campaigns', campaign);
      log(`Campaign ${campaign.id} is drafted`);
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer && error.status === 409)) throw error;
      await amend(campaign, secretariat);
    }
    await secretariat.post(`/v1/campaigns/${campaign.id}/announcement`);
  }
}

/** What an earlier run announced may have been another version of the file; the same one changes nothing. */
async function amend({ id, ...plan }: CampaignFile['campaign'], secretariat: Api): Promise<void> {
  const { headers } = await secretariat.send('GET', `/v1/campaigns/${id}`);
  await secretariat.put(`/v1/campaigns/${id}`, headers.get('etag') ?? '', plan);
}

function desksOf(service: Api, secretariat: Api, sign: DemoCampaigns['sign']): Desks {
  const known = new Map<string, Promise<Api>>();
  const desk = (key: string, claims: Role) => {
    const found = known.get(key) ?? sign(claims).then((token) => service.as(token));
    known.set(key, found);
    return found;
  };
  return {
    secretariat,
    organisation: (organisation) => desk(organisation, { role: 'organisation', organisation }),
    municipality: (municipality) => desk(municipality, { role: 'municipality', municipality }),
  };
}

/** What the services have recorded, which is what statistics must show. */
interface Recorded {
  readonly registrations: readonly ListedRegistration[];
  readonly organisations: readonly ListedOrganisation[];
  readonly activities: readonly ListedActivity[];
  readonly resources: readonly ListedResource[];
  readonly surveyed: readonly Surveyed[];
  /** Left out while they are still on their way: then they are not compared. */
  readonly cases?: readonly ListedCase[];
}

/** Waits until statistics shows what the services have, figure by figure, or says where it does not. */
async function compare(
  files: readonly CampaignFile[],
  bookings: Figures,
  record: () => Promise<Recorded>,
  statistics: Api,
  log: (line: string) => void,
): Promise<Comparison> {
  const patience = new Patience();
  for (;;) {
    const recorded = await record();
    const campaigns = await Promise.all(files.map((file) => compareCampaign(file, recorded, statistics)));
    const network = shown((await statistics.get<{ figures: Record<string, unknown> }>('/v1/figures')).figures);
    const expected = new Map([...expectedInNetwork(recorded), ...bookings]);
    const kinds = [...networkKinds, ...networkActivityKinds, ...(recorded.cases ? networkCaseKinds : [])];
    const comparison = { campaigns, network, networkDifferences: differences(expected, network, kinds) };

    const different = JSON.stringify([comparison.networkDifferences, campaigns.map((each) => each.differences)]);
    if (isExact(comparison) || patience.isExhausted(different)) return comparison;
    log('Waiting until the figures show everything ...');
    await delay(500);
  }
}

function isExact({ campaigns, networkDifferences }: Comparison): boolean {
  return networkDifferences.length === 0 && campaigns.every(({ differences }) => differences.length === 0);
}

function expectedInNetwork({ organisations, activities, resources, surveyed, cases = [] }: Recorded): Figures {
  return new Map([
    ...expectedOfNetwork(organisations),
    ...expectedActivitiesOfNetwork(activities, resources),
    ...expectedOfSurveys(surveyed),
    ...expectedCasesOfNetwork(cases, organisations),
  ]);
}

async function compareCampaign(
  { campaign }: CampaignFile,
  { registrations, activities, surveyed, cases }: Recorded,
  statistics: Api,
): Promise<CampaignResult> {
  const registered = expectedOfCampaign(
    registrations.filter(({ campaignId }) => campaignId === campaign.id),
    campaign.area,
  );
  const takingPart = registered.get('organisationsTakingPart.total') ?? 0;
  const expected = new Map([
    ...registered,
    ...expectedActivitiesOfCampaign(campaign, activities, takingPart),
    ...expectedOfSurveys(surveyed.filter(({ campaignId }) => campaignId === campaign.id)),
    ...expectedOfCases(cases?.filter(({ campaignId }) => campaignId === campaign.id) ?? []),
  ]);

  const answer = await statistics
    .get<{ campaign: { name?: { sv: string } }; figures: Record<string, unknown> }>(`/v1/figures/${campaign.id}`)
    .catch((error: unknown) => {
      if (error instanceof UnexpectedAnswer && error.status === 404) return undefined;
      throw error;
    });
  const figures = new Map([...shown(answer?.figures ?? {}), ...emptyIn(answer?.figures ?? {})]);
  return {
    id: campaign.id,
    name: answer?.campaign.name?.sv ?? campaign.id,
    figures,
    differences: differences(expected, figures, [
      ...campaignKinds,
      ...campaignActivityKinds,
      ...(cases ? campaignCaseKinds : []),
    ]),
  };
}

function largestOf(campaigns: readonly CampaignResult[]): string {
  const activitiesIn = ({ figures }: CampaignResult) => figures.get('activities.total') ?? 0;
  return campaigns.toSorted((a, b) => activitiesIn(b) - activitiesIn(a))[0]?.id ?? '';
}

/** What is booked stays booked, except for what was cancelled. */
function expectedBookings(activities: readonly SampleActivity[]): Figures {
  const booked = activities.filter(({ books }) => books !== undefined);
  const released = booked.filter(({ fate }) => fate === 'cancelled').length;
  const confirmed = booked.length - released;
  return new Map([
    ['bookings.confirmed', confirmed],
    ['bookings.live', confirmed],
    ['bookings.released', released],
  ]);
}
