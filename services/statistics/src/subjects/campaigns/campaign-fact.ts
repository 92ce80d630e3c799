import type { CampaignData } from '@kraftsamling/contracts';
import type { FactOf } from '../../counting/fact.ts';

export interface CampaignFact extends FactOf<'campaign'> {
  readonly campaign: CampaignDescription;
  readonly status: CampaignData['status'];
}

/** What a reader needs to know to understand the figures of a campaign. */
export type CampaignDescription = Pick<
  CampaignData,
  'id' | 'name' | 'kind' | 'organiser' | 'partOf' | 'days' | 'countingPeriod' | 'area' | 'goals' | 'status'
>;

export function campaignFact(id: string, version: number, data: CampaignData): CampaignFact {
  const { name, kind, organiser, partOf, days, countingPeriod, area, goals, status } = data;
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
      ...(area === undefined ? {} : { area }),
      goals,
      status,
    },
    status,
  };
}
