import { contract } from '../contract.ts';
import { exampleCampaign, campaign } from './campaign.ts';

export const campaignAnnounced = contract({
  type: 'registrations.campaign.announced.v1',
  meaning: 'A campaign has been announced: organisations may register in its registration window.',
  data: campaign,
  example: exampleCampaign,
  campaign: ({ id }) => id,
});
