import { contract } from '../contract.ts';
import { exampleCampaign, campaign } from './campaign.ts';

export const campaignClosed = contract({
  type: 'registrations.campaign.closed.v1',
  meaning: 'A campaign is over: nothing about it changes any more.',
  data: campaign,
  example: { ...exampleCampaign, status: 'closed', closedAt: '2024-12-20T11:00:00.000Z' },
  campaign: ({ id }) => id,
});
