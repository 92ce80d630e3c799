import type { RegistrationData } from '@kraftsamling/contracts';
import { distinct, stepsOf } from '../../counting/fact.ts';
import type { FactOf, Steps } from '../../counting/fact.ts';

export interface RegistrationFact extends FactOf<'registration'> {
  readonly campaign: string;
  readonly status: RegistrationData['status'];
  readonly days: readonly string[];
  readonly category: string;
  readonly county: string;
  readonly municipality: string;
  readonly steps: Steps<RegistrationStep>;
}

export type RegistrationStep = 'submitted' | 'contacted' | 'confirmed' | 'declined' | 'withdrawn' | 'kitIssued';

export function registrationFact(id: string, version: number, data: RegistrationData): RegistrationFact {
  const { campaignId, status, days, category, county, municipality } = data;
  const { submittedAt, contactedAt, confirmedAt, declinedAt, withdrawnAt, kitIssuedAt } = data;
  return {
    _id: `registration:${id}`,
    version,
    kind: 'registration',
    campaign: campaignId,
    status,
    days: distinct(days),
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
