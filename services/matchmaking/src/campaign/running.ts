import type { CampaignData } from '@kraftsamling/contracts';
import { Refusal } from '@kraftsamling/messaging/decision';

/** @throws Refusal where the campaign is not known, or over. */
export function refuseUnlessRunning(id: string, campaign: CampaignData | undefined): CampaignData {
  if (!campaign) throw new Refusal('unknown-campaign', `There is no campaign ${id}.`, 'not-found');
  if (campaign.status === 'closed') throw new Refusal('campaign-closed', 'The campaign is over.');
  return campaign;
}
