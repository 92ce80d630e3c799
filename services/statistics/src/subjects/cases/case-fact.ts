import type { Capability, CaseData, InvitationData } from '@kraftsamling/contracts';
import { stepsOf } from '../../counting/fact.ts';
import type { FactOf, Steps } from '../../counting/fact.ts';

/** The six steps of matchmaking, in their order. */
export const caseSteps = ['identified', 'inventoried', 'contacting', 'matched', 'collaborating', 'followedUp'] as const;

export type CaseStep = (typeof caseSteps)[number];

export interface CaseFact extends FactOf<'case'> {
  readonly campaign: string;
  readonly status: CaseStep | 'closed';
  readonly origin: CaseData['origin'];
  readonly county: string;
  readonly municipality: string;
  /** Every step up to the one it stands at, or stood at when it was closed. */
  readonly reached: readonly CaseStep[];
  readonly steps: Steps<CaseStep | 'closed'>;
  /** The whole hours that a step took from the one before it, where both have been taken. */
  readonly hours: Readonly<Partial<Record<CaseStep, number>>>;
  readonly outcome?: Outcome;
  readonly closureReason?: string;
  /** How many belong to it, whose need it is included, once it has been matched. */
  readonly coalition?: number;
  readonly invitations: Readonly<Partial<Record<InvitationMeasure, number>>>;
  readonly asked: Amounts;
}

export type Outcome = NonNullable<NonNullable<CaseData['followUp']>['outcome']>;
export type InvitationMeasure = InvitationData['status'] | 'total' | 'replacements';
export type Amounts = Readonly<Partial<Record<Capability['capability'], number>>>;

const HOUR_MS = 3_600_000;

/** As the owner writes them. */
const stepByStatus: ReadonlyMap<string, CaseStep> = new Map([
  ...caseSteps.map((step) => [step, step] as const),
  ['followed-up', 'followedUp'],
]);

export function caseFact(id: string, version: number, data: CaseData): CaseFact {
  const { campaignId, status, origin, county, municipality, followUp, closedFrom, closureReason, members } = data;
  const furthest = stepByStatus.get(status === 'closed' ? (closedFrom ?? '') : status) ?? 'identified';
  const reached = caseSteps.slice(0, caseSteps.indexOf(furthest) + 1);
  const instants = instantsOf(data);
  return {
    _id: `case:${id}`,
    version,
    kind: 'case',
    campaign: campaignId,
    status: status === 'closed' ? 'closed' : furthest,
    origin,
    county,
    municipality,
    reached,
    steps: stepsOf({ ...instants, closed: data.closedAt }),
    hours: hoursBetween(instants),
    ...(followUp?.outcome === undefined ? {} : { outcome: followUp.outcome }),
    ...(status === 'closed' && closureReason !== undefined ? { closureReason } : {}),
    ...(reached.includes('matched') ? { coalition: members.length } : {}),
    invitations: invitationsOf(data),
    asked: Object.fromEntries(data.need.demands.map(({ capability, amount }) => [capability, amount])),
  };
}

type Instants = Readonly<Record<CaseStep, string | undefined>>;

function instantsOf(data: CaseData): Instants {
  return {
    identified: data.identifiedAt,
    inventoried: data.inventoriedAt,
    contacting: data.contactingSince,
    matched: data.matchedAt,
    collaborating: data.collaborationBegunAt,
    followedUp: data.followedUpAt,
  };
}

/** Clocks differ: what seems to have taken less than no time took none. */
function hoursBetween(instants: Instants): CaseFact['hours'] {
  const hours: Partial<Record<CaseStep, number>> = {};
  let before: string | undefined;
  for (const step of caseSteps) {
    const instant = instants[step];
    if (before !== undefined && instant !== undefined)
      hours[step] = Math.max(0, Math.floor((Date.parse(instant) - Date.parse(before)) / HOUR_MS));
    before = instant;
  }
  return hours;
}

/** Organisations that found each other have asked nobody: the invitations that are recorded of them were never open. */
function invitationsOf({ invitations }: CaseData): CaseFact['invitations'] {
  const counts: Partial<Record<InvitationMeasure, number>> = {};
  const count = (measure: InvitationMeasure) => (counts[measure] = (counts[measure] ?? 0) + 1);
  const seats = new Set<number>();

  for (const { seat, status, invitedAt, expiresAt } of invitations) {
    const replaces = seats.has(seat);
    seats.add(seat);
    if (invitedAt === expiresAt) continue;

    count('total');
    count(status);
    if (replaces) count('replacements');
  }
  return counts;
}
