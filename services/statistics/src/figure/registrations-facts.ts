import type { CampaignData, OrganisationData, RegistrationData } from '@kraftsamling/contracts';
import { stepsOf } from './thing.ts';
import type { OfAThing, Steps } from './thing.ts';

/** What is kept of the things that the registrations service owns. */
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

export type OrganisationStep = 'joined';
export type RegistrationStep = 'submitted' | 'contacted' | 'confirmed' | 'declined' | 'withdrawn' | 'kitIssued';

export function campaignFact(id: string, version: number, data: CampaignData): CampaignFact {
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

export function organisationFact(id: string, version: number, data: OrganisationData): OrganisationFact {
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

export function registrationFact(id: string, version: number, data: RegistrationData): RegistrationFact {
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
