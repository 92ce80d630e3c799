import type { Measures } from '../../counting/row.ts';
import { countyName, municipalityName, stepsByDay, tableOf, total } from '../../counting/row-tables.ts';
import type { Named, Table, Tables, Total } from '../../counting/row-tables.ts';
import type { caseDefinitions } from './case-definitions.ts';
import { caseSteps } from './case-fact.ts';
import type { CaseStep } from './case-fact.ts';
import { stepTime } from './step-time.ts';
import type { StepTime } from './step-time.ts';

export type CaseFigure = keyof typeof caseDefinitions;

/** How many cases stand at each step. Open are those that have not come to an end; matches those that have ever been matched. */
export interface CaseCounts extends Total {
  readonly open: number;
  readonly identified: number;
  readonly inventoried: number;
  readonly contacting: number;
  readonly matched: number;
  readonly collaborating: number;
  readonly followedUp: number;
  readonly closed: number;
  readonly matches: number;
}

/** How many have come so far, or further: a later step never has more than an earlier one. */
export type CasesReached = Readonly<Record<CaseStep, number>>;

export interface InvitationCounts extends Total {
  readonly invited: number;
  readonly accepted: number;
  readonly declined: number;
  readonly expired: number;
  readonly superseded: number;
  readonly left: number;
  /** Those for a seat that somebody else had been asked for. */
  readonly replacements: number;
  /** Of those that were answered or expired; left out while there are none. */
  readonly acceptanceRate?: number;
}

/** How much of a capability all needs together ask for, and those of open cases. */
export interface CapacityAskedFor {
  readonly asked: number;
  readonly open: number;
}

/** What is shown of the cases of a campaign, and of those of the network. */
export interface CaseFigures {
  readonly cases: CaseCounts;
  readonly casesByOrigin: Table<CaseCounts>;
  readonly casesByCounty: Table<Named<CaseCounts>>;
  readonly casesByMunicipality: Table<Named<CaseCounts>>;
  readonly casesReached: CasesReached;
  readonly casesByOutcome: Table<Total>;
  readonly casesByClosureReason: Table<Total>;
  /** By the step that it took so long to reach. */
  readonly timeBetweenSteps: Table<StepTime>;
  readonly coalitionSizes: Table<Total>;
  readonly invitations: InvitationCounts;
  readonly invitationsByCounty: Table<Named<InvitationCounts>>;
  readonly capacityAskedFor: Table<CapacityAskedFor>;
}

export interface CaseFiguresOfTheNetwork extends CaseFigures {
  readonly casesByCampaign: Table<CaseCounts>;
}

export interface CaseFiguresOfAPart {
  readonly cases: CaseCounts;
}

export interface CaseSeries {
  readonly cases: Table<Readonly<Record<CaseStep | 'closed', number>>>;
}

export function caseFigures(table: Tables<CaseFigure>): CaseFigures {
  return {
    cases: caseCounts(table('cases').get('')),
    casesByOrigin: tableOf(table('casesByOrigin'), caseCounts),
    casesByCounty: tableOf(table('casesByCounty'), caseCounts, countyName),
    casesByMunicipality: tableOf(table('casesByMunicipality'), caseCounts, municipalityName),
    casesReached: casesReached(table('casesReached').get('')),
    casesByOutcome: tableOf(table('casesByOutcome'), total),
    casesByClosureReason: tableOf(table('casesByClosureReason'), total),
    timeBetweenSteps: tableOf(table('timeBetweenSteps'), stepTime),
    coalitionSizes: tableOf(table('coalitionSizes'), total),
    invitations: invitationCounts(table('invitations').get('')),
    invitationsByCounty: tableOf(table('invitationsByCounty'), invitationCounts, countyName),
    capacityAskedFor: tableOf(table('capacityAskedFor'), ({ asked = 0, open = 0 }) => ({ asked, open })),
  };
}

export function caseFiguresOfTheNetwork(table: Tables<CaseFigure>): CaseFiguresOfTheNetwork {
  return { ...caseFigures(table), casesByCampaign: tableOf(table('casesByCampaign'), caseCounts) };
}

export function caseFiguresOfAPart(measures: Measures | undefined): CaseFiguresOfAPart {
  return { cases: caseCounts(measures) };
}

export function caseSeries(table: Tables<CaseFigure>): CaseSeries {
  return { cases: stepsByDay(table('caseSeries'), [...caseSteps, 'closed']) };
}

function caseCounts(measures: Measures = {}): CaseCounts {
  const { identified = 0, inventoried = 0, contacting = 0, matched = 0, collaborating = 0 } = measures;
  const { followedUp = 0, closed = 0, matches = 0 } = measures;
  const open = identified + inventoried + contacting + matched + collaborating;
  const total = open + followedUp + closed;
  return { total, open, identified, inventoried, contacting, matched, collaborating, followedUp, closed, matches };
}

function casesReached(measures: Measures = {}): CasesReached {
  const { identified = 0, inventoried = 0, contacting = 0, matched = 0, collaborating = 0, followedUp = 0 } = measures;
  return { identified, inventoried, contacting, matched, collaborating, followedUp };
}

function invitationCounts(measures: Measures = {}): InvitationCounts {
  const { invited = 0, accepted = 0, declined = 0, expired = 0, superseded = 0, left = 0, replacements = 0 } = measures;
  // Who left again had accepted.
  const wanted = accepted + left;
  const settled = wanted + declined + expired;
  return {
    total: settled + invited + superseded,
    invited,
    accepted,
    declined,
    expired,
    superseded,
    left,
    replacements,
    ...(settled === 0 ? {} : { acceptanceRate: wanted / settled }),
  };
}
