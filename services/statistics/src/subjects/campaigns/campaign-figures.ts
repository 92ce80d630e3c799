import type { Tables, Total } from '../../counting/row-tables.ts';

export interface CampaignCounts extends Total {
  readonly announced: number;
  readonly closed: number;
}

export interface CampaignFiguresOfTheNetwork {
  readonly campaigns: CampaignCounts;
}

export function campaignFiguresOfTheNetwork(table: Tables<'campaigns'>): CampaignFiguresOfTheNetwork {
  const { announced = 0, closed = 0 } = table('campaigns').get('') ?? {};
  return { campaigns: { total: announced + closed, announced, closed } };
}
