import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Patience } from '@kraftsamling/infrastructure/patience';
import type { Api } from './api.ts';
import { listActivities } from './arranging.ts';
import { detoursTo } from './award-detours.ts';
import { awardPlan } from './award-plan.ts';
import { playAwardYear } from './award-year.ts';
import type { AwardSeen, PlayingAwards } from './award-year.ts';
import type { DemoCampaigns } from './demo-campaigns.ts';
import { awardKinds, expectedOfAward } from './expected-award-figures.ts';
import type { ListedArticle, ListedAward, ListedCandidacy, ListedNomination } from './expected-award-figures.ts';
import { differences, shown } from './expected-figures.ts';
import type { Difference, ListedOrganisation } from './expected-figures.ts';
import { listCases } from './matching.ts';
import { DETOURS_TO, SEATS } from './sample-award.ts';
import type { Round } from './sample-award.ts';
import { verifyByBoth } from './verifying.ts';
import type { Verified } from './verifying.ts';

export interface DemoAward extends DemoCampaigns {
  readonly sign: PlayingAwards['sign'];
  readonly mails: PlayingAwards['mails'];
  /** Where the record is put, to be looked at. */
  readonly folder: string;
}

export interface AwardResult {
  readonly award: AwardSeen;
  readonly listed: ListedAward;
  readonly conflicts: Conflicts;
  readonly standings: Readonly<Record<Round, RoundStanding>>;
  readonly recordFile: string;
  readonly verified: readonly Verified[];
  /** Where statistics does not show what there is. */
  readonly differences: readonly Difference[];
  /** What this run did: nothing where the year was played before. */
  readonly commands: number;
  readonly exact: boolean;
}

export interface Conflicts {
  readonly undecided: readonly unknown[];
  readonly blocked: readonly unknown[];
  readonly cleared: readonly unknown[];
}

/** What the scores of a round say, as the secretariat reads it. */
export interface RoundStanding {
  readonly rule: { readonly name: string; readonly version: number };
  readonly tieRules: readonly string[];
  readonly ranking: readonly { readonly entry: string; readonly rank: number | null; readonly score: number | null }[];
  readonly outcome: { readonly tied: readonly string[]; readonly seatsLeft: number };
  readonly certificate: {
    readonly smallestChange: SmallestChange | null;
    readonly absences: { readonly size: number; readonly sets: readonly { readonly jurors: readonly string[] }[] };
  };
}

export type SmallestChange =
  | { readonly moreThan: number }
  | {
      readonly points: number;
      readonly changes: readonly { readonly entry: string; readonly from: number; readonly to: number }[];
      readonly inside: readonly string[];
      readonly tied: readonly string[];
    };

/** Plays the award of 2021 from its first entry to its winner, and compares what everybody sees of it with what was done. */
export async function runDemoAward({ apiOf, sign, mails, folder, log }: DemoAward): Promise<AwardResult> {
  const token = await sign({ role: 'secretariat' });
  const deskAt = (service: string) => apiOf(service).as(token);
  const nominations = deskAt('nominations');
  const detours = detoursTo(
    DETOURS_TO,
    await deskAt('registrations').all<ListedOrganisation>('/v1/organisations'),
    await listCases(deskAt('matchmaking')),
    await listActivities(deskAt('activities')),
  );

  const plan = await awardPlan('digitaliseringskommun-2021');
  const { award, commands } = await playAwardYear(plan, { nominations: apiOf('nominations'), sign, mails, detours, log }); // prettier-ignore
  const recordFile = await saved(award.id, folder, apiOf('nominations'));
  const verified = await verifyByBoth(recordFile);
  const listed = await listAward(award.id, nominations);
  const different = await compareAward(award, listed, apiOf('statistics'), log);
  return {
    award,
    listed,
    conflicts: await nominations.get<Conflicts>(`/v1/awards/${award.id}/conflicts`),
    standings: await standingsOf(award.id, nominations),
    recordFile,
    verified,
    differences: different,
    commands,
    exact: different.length === 0 && isWhole(verified),
  };
}

/** Both say so, in the same words; the one in Python where there is Python. */
function isWhole(verified: readonly Verified[]): boolean {
  const ran = verified.filter(({ isWhole }) => isWhole !== undefined);
  return ran.length > 0 && ran.every(({ isWhole, said }) => isWhole && said === ran[0]?.said);
}

async function saved(id: string, folder: string, api: Api): Promise<string> {
  const file = join(folder, `${id}.jsonl`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, await api.text(`/v1/awards/${id}/record`));
  return file;
}

async function listAward(id: string, secretariat: Api): Promise<ListedAward> {
  const list = <Item>(what: string) => secretariat.all<Item>(`/v1/${what}?award=${id}`);
  return {
    nominations: await list<ListedNomination>('nominations'),
    candidacies: await list<ListedCandidacy>('candidacies'),
    articles: await list<ListedArticle>('articles'),
  };
}

async function standingsOf(id: string, secretariat: Api): Promise<AwardResult['standings']> {
  const standing = (round: Round) =>
    secretariat.get<RoundStanding>(`/v1/awards/${id}/rounds/${round}/standing?seats=${SEATS[round]}`);
  return {
    'long-list': await standing('long-list'),
    'short-list': await standing('short-list'),
    winner: await standing('winner'),
  };
}

/** Waits until statistics shows what there is, figure by figure, or says where it does not. */
async function compareAward(
  award: AwardSeen,
  listed: ListedAward,
  statistics: Api,
  log: (line: string) => void,
): Promise<Difference[]> {
  const patience = new Patience();
  const expected = new Map([...expectedOfAward(listed, award), ['winner', Number(award.winner?.municipalities[0])]]);
  for (;;) {
    const { figures } = await statistics.get<{ figures: ShownFigures }>(`/v1/awards/${award.id}/figures`);
    const { winner, ...others } = figures;
    const found = new Map([...shown(others), ['winner', Number(winner?.municipalities[0]?.municipality)] as const]);
    const different = differences(expected, found, [...awardKinds, 'winner']).filter(({ figure }) => !/Listed\.candidacies/.test(figure)); // prettier-ignore
    if (different.length === 0 || patience.isExhausted(JSON.stringify(different))) return different;
    log('Waiting until the figures show the whole award ...');
    await delay(500);
  }
}

interface ShownFigures extends Record<string, unknown> {
  readonly winner?: { readonly municipalities: readonly { readonly municipality: string }[] };
}
