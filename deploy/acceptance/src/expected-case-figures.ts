import { count } from './expected-figures.ts';
import type { Figures, ListedOrganisation, Offer } from './expected-figures.ts';

/** A case as matchmaking lists it to those who look after it. */
export interface ListedCase {
  readonly id: string;
  readonly campaignId: string;
  readonly origin: 'registration' | 'coverage-gap' | 'survey' | 'secretariat' | 'self-organised';
  readonly ownerId?: string;
  readonly municipality: string;
  readonly county: string;
  readonly need: {
    readonly withinKm: number;
    readonly demands: readonly { readonly capability: string; readonly amount: number }[];
  };
  readonly status: CaseStatus;
  readonly proposals?: number;
  readonly cannotBeMet?: readonly string[];
  /** Of a case that is asked for by itself: what would help, the cheapest first, where nobody could be proposed. */
  readonly inventory?: { readonly changes?: readonly { readonly withinKm?: number }[] };
  readonly members: readonly string[];
  readonly openSeats: readonly number[];
  readonly invitations: readonly ListedInvitation[];
  readonly meeting?: { readonly answeredBy: readonly string[]; readonly chosen?: string };
  readonly activityId?: string;
  readonly followUp?: {
    readonly answers: readonly { readonly organisationId: string }[];
    readonly outcome?: string;
  };
  readonly closedFrom?: CaseStatus;
  readonly closureReason?: string;
  readonly identifiedAt: string;
  readonly inventoriedAt?: string;
  readonly contactingSince?: string;
  readonly matchedAt?: string;
  readonly collaborationBegunAt?: string;
  readonly followedUpAt?: string;
}

export type CaseStatus = 'identified' | 'inventoried' | 'contacting' | 'matched' | 'collaborating' | 'followed-up' | 'closed'; // prettier-ignore

export interface ListedInvitation {
  readonly id: string;
  readonly organisationId: string;
  readonly seat: number;
  readonly status: 'invited' | 'accepted' | 'declined' | 'expired' | 'superseded' | 'left';
  readonly invitedAt: string;
  readonly expiresAt: string;
}

/** The names of statistics for the steps of matchmaking, in their order, and when a case took each of them. */
const steps = [
  ['identified', 'identifiedAt'],
  ['inventoried', 'inventoriedAt'],
  ['contacting', 'contactingSince'],
  ['matched', 'matchedAt'],
  ['collaborating', 'collaborationBegunAt'],
  ['followedUp', 'followedUpAt'],
] as const;
const HOUR_MS = 3_600_000;

const nameOf = (status: CaseStatus) => (status === 'followed-up' ? 'followedUp' : status);

/** What the statistics must show of these cases, counted from the cases themselves, by the plainest way there is. */
export function expectedOfCases(cases: readonly ListedCase[]): Map<string, number> {
  const figures = new Map<string, number>();
  for (const kase of cases) {
    const { origin, county, municipality, status, followUp, closureReason, members, need } = kase;
    for (const figure of [
      'cases',
      `casesByOrigin.${origin}`,
      `casesByCounty.${county}`,
      `casesByMunicipality.${municipality}`,
    ])
      // prettier-ignore
      countCase(figures, figure, kase);
    for (const [step] of steps.slice(0, reachedBy(kase))) count(figures, `casesReached.${step}`);
    if (followUp?.outcome !== undefined) count(figures, `casesByOutcome.${followUp.outcome}.total`);
    if (closureReason !== undefined) count(figures, `casesByClosureReason.${closureReason}.total`);
    if (isMatch(kase)) count(figures, `coalitionSizes.${members.length}.total`);
    for (const { capability, amount } of need.demands) {
      count(figures, `capacityAskedFor.${capability}.asked`, amount);
      if (status !== 'closed' && status !== 'followed-up')
        count(figures, `capacityAskedFor.${capability}.open`, amount);
    }
  }
  countInvitations(figures, 'invitations', cases);
  for (const [county, those] of Map.groupBy(cases, ({ county }) => county))
    countInvitations(figures, `invitationsByCounty.${county}`, those);
  countTimes(figures, cases);
  return figures;
}

export function expectedCasesOfNetwork(
  cases: readonly ListedCase[],
  organisations: readonly ListedOrganisation[],
): Figures {
  const figures = expectedOfCases(cases);
  for (const kase of cases) countCase(figures, `casesByCampaign.${kase.campaignId}`, kase);
  for (const { offers } of organisations.filter(({ consentsToMatching }) => consentsToMatching))
    for (const [capability, some] of Map.groupBy(offers, (offer) => offer.capability))
      count(figures, `capacityOffered.${capability}.total`, mostOnOneDay(some));
  return figures;
}

export const campaignCaseKinds = ['cases', 'casesByOrigin', 'casesByCounty', 'casesByMunicipality', 'casesReached', 'casesByOutcome', 'casesByClosureReason', 'timeBetweenSteps', 'coalitionSizes', 'invitations', 'invitationsByCounty', 'capacityAskedFor']; // prettier-ignore
export const networkCaseKinds = [...campaignCaseKinds, 'casesByCampaign', 'capacityOffered'];

function countCase(figures: Map<string, number>, figure: string, kase: ListedCase): void {
  const isOpen = kase.status !== 'closed' && kase.status !== 'followed-up';
  for (const measure of [
    'total',
    nameOf(kase.status),
    ...(isOpen ? ['open'] : []),
    ...(isMatch(kase) ? ['matches'] : []),
  ])
    // prettier-ignore
    count(figures, `${figure}.${measure}`);
}

/** How many of the six steps. */
function reachedBy({ status, closedFrom }: ListedCase): number {
  const furthest = nameOf(status === 'closed' ? (closedFrom ?? 'identified') : status);
  return steps.findIndex(([step]) => step === furthest) + 1;
}

function isMatch(kase: ListedCase): boolean {
  return reachedBy(kase) >= 4;
}

/** Those that were really sent: organisations that found each other were asked by nobody. */
function countInvitations(figures: Map<string, number>, figure: string, cases: readonly ListedCase[]): void {
  let [wanted, settled] = [0, 0];
  for (const { invitations } of cases)
    for (const [at, { seat, status, invitedAt, expiresAt }] of invitations.entries()) {
      if (invitedAt === expiresAt) continue;
      count(figures, `${figure}.total`);
      count(figures, `${figure}.${status}`);
      if (invitations.slice(0, at).some((earlier) => earlier.seat === seat)) count(figures, `${figure}.replacements`);
      if (status === 'accepted' || status === 'left') wanted++;
      if (status !== 'invited' && status !== 'superseded') settled++;
    }
  if (settled > 0) figures.set(`${figure}.acceptanceRate`, wanted / settled);
}

function countTimes(figures: Map<string, number>, cases: readonly ListedCase[]): void {
  for (const [at, [step, instant]] of steps.entries()) {
    const before = steps[at - 1]?.[1];
    if (before === undefined) continue;
    const hours = cases
      .flatMap((kase) => {
        const [from, to] = [kase[before], kase[instant]];
        return from === undefined || to === undefined ? [] : [(Date.parse(to) - Date.parse(from)) / HOUR_MS];
      })
      .map((took) => Math.max(0, Math.floor(took)))
      .sort((a, b) => a - b);
    if (hours.length === 0) continue;
    figures.set(`timeBetweenSteps.${step}.total`, hours.length);
    figures.set(`timeBetweenSteps.${step}.medianHours`, hours[Math.ceil(hours.length * 0.5) - 1] ?? 0);
    figures.set(`timeBetweenSteps.${step}.ninetiethHours`, hours[Math.ceil((hours.length * 9) / 10) - 1] ?? 0);
  }
}

function mostOnOneDay(offers: readonly Offer[]): number {
  const onDay = (day: string | undefined) =>
    offers
      .filter(({ days = [] }) => days.length === 0 || (day !== undefined && days.includes(day)))
      .reduce((sum, { amount }) => sum + amount, 0);
  return Math.max(...[undefined, ...offers.flatMap(({ days = [] }) => days)].map(onDay));
}
