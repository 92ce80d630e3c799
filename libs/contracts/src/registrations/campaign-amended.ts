import { contract } from '../contract.ts';
import { exampleCampaign, campaign } from './campaign.ts';

export const campaignAmended = contract({
  type: 'registrations.campaign.amended.v1',
  meaning: 'An announced campaign has been changed.',
  data: campaign,
  example: { ...exampleCampaign, goals: [...exampleCampaign.goals, { measure: 'organisations', target: 400 }] },
  campaign: ({ id }) => id,
});
