import {
  campaignAmended,
  campaignAnnounced,
  campaignClosed,
  kitIssued,
  organisationAmended,
  organisationJoined,
  registrationAmended,
  registrationConfirmed,
  registrationContacted,
  registrationDeclined,
  registrationSubmitted,
  registrationWithdrawn,
  versionOf,
} from '@kraftsamling/contracts';
import type { CampaignData, CloudEvent, OrganisationData, RegistrationData } from '@kraftsamling/contracts';
import { stockholmDay } from './stockholm-day.ts';

/**
 * What is kept of a thing: no more than the figures need. There is one fact for each thing, and the newest version wins,
 * so neither the order nor the number of times in which events arrive matters. Days of steps are calendar days in Sweden.
 */
export type Fact = CampaignFact | OrganisationFact | RegistrationFact;

interface OfAThing {
  /** `<kind>:<id of the thing>` */
  readonly _id: string;
  readonly version: number;
}

export interface CampaignFact extends OfAThing {
  readonly kind: 'campaign';
  readonly campaign: CampaignDescription;
  readonly status: CampaignData['status'];
}

/** What a reader needs to know to understand the figures of a campaign. */
export type CampaignDescription = Pick<
  CampaignData,
  'id' | 'name' | 'kind' | 'organiser' | 'partOf' | 'days' | 'countingPeriod' | 'goals' | 'status'
>;

export interface OrganisationFact extends OfAThing {
  readonly kind: 'organisation';
  readonly category: string;
  readonly sector: OrganisationData['sector'];
  readonly county: string;
  readonly municipality: string;
  readonly steps: Steps<OrganisationStep>;
}

export interface RegistrationFact extends OfAThing {
  readonly kind: 'registration';
  readonly campaign: string;
  readonly status: RegistrationData['status'];
  readonly days: readonly string[];
  readonly category: string;
  readonly county: string;
  readonly municipality: string;
  readonly steps: Steps<RegistrationStep>;
}

/** The day on which each step was taken. */
export type Steps<Step extends string> = Readonly<Partial<Record<Step, string>>>;

export type OrganisationStep = 'joined';
export type RegistrationStep = 'submitted' | 'contacted' | 'confirmed' | 'declined' | 'withdrawn' | 'kitIssued';

/** Everything that is counted. */
export const heard = [
  campaignAnnounced,
  campaignAmended,
  campaignClosed,
  organisationJoined,
  organisationAmended,
  registrationSubmitted,
  registrationAmended,
  registrationContacted,
  registrationConfirmed,
  registrationDeclined,
  registrationWithdrawn,
  kitIssued,
] as const;

const campaignTypes: readonly string[] = [campaignAnnounced, campaignAmended, campaignClosed].map(({ type }) => type);
const organisationTypes: readonly string[] = [organisationJoined, organisationAmended].map(({ type }) => type);

/** An event carries the whole public state of its thing, so the kind of thing is all that its type needs to tell. */
export function factOf(event: CloudEvent<unknown>): Fact {
  const { type, subject, data } = event;
  const version = versionOf(event);

  if (campaignTypes.includes(type)) return campaignFact(subject, version, data as CampaignData);
  if (organisationTypes.includes(type)) return organisationFact(subject, version, data as OrganisationData);
  return registrationFact(subject, version, data as RegistrationData);
}

function campaignFact(id: string, version: number, data: CampaignData): CampaignFact {
  const { name, kind, organiser, partOf, days, countingPeriod, goals, status } = data;
  return {
    _id: `campaign:${id}`,
    version,
    kind: 'campaign',
    campaign: {
      id,
      name,
      kind,
      organiser,
      ...(partOf === undefined ? {} : { partOf }),
      days,
      ...(countingPeriod === undefined ? {} : { countingPeriod }),
      goals,
      status,
    },
    status,
  };
}

function organisationFact(id: string, version: number, data: OrganisationData): OrganisationFact {
  const { category, sector, county, municipality, joinedAt } = data;
  return {
    _id: `organisation:${id}`,
    version,
    kind: 'organisation',
    category,
    sector,
    county,
    municipality,
    steps: stepsOf({ joined: joinedAt }),
  };
}

function registrationFact(id: string, version: number, data: RegistrationData): RegistrationFact {
  const { campaignId, status, days, category, county, municipality } = data;
  const { submittedAt, contactedAt, confirmedAt, declinedAt, withdrawnAt, kitIssuedAt } = data;
  return {
    _id: `registration:${id}`,
    version,
    kind: 'registration',
    campaign: campaignId,
    status,
    days: [...new Set(days)],
    category,
    county,
    municipality,
    steps: stepsOf({
      submitted: submittedAt,
      contacted: contactedAt,
      confirmed: confirmedAt,
      declined: declinedAt,
      withdrawn: withdrawnAt,
      kitIssued: kitIssuedAt,
    }),
  };
}

function stepsOf<Step extends string>(instants: Readonly<Record<Step, string | undefined>>): Steps<Step> {
  const steps: Partial<Record<Step, string>> = {};
  for (const step in instants) {
    const instant = instants[step];
    if (instant !== undefined) steps[step] = stockholmDay(instant);
  }
  return steps;
}
