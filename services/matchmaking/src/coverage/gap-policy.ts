import { isDeepStrictEqual } from 'node:util';
import type { CampaignData } from '@kraftsamling/contracts';
import type { Decision } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { needErrors } from '../case/need.ts';
import type { Need } from '../case/need.ts';

/** What a campaign looks for in a municipality where nothing happens. Once its gaps have been opened, they are opened by themselves. */
export interface GapPolicy {
  readonly need: Need;
  readonly opened: boolean;
}

/** The least that an activity in an empty municipality needs. */
export function usualPolicy(withinKm: number): GapPolicy {
  const demands = (['venue', 'coaches', 'outreach'] as const).map((capability) => ({ capability, amount: 1 }));
  return { need: { demands, withinKm, days: [], targetGroups: [], themes: [], languages: [] }, opened: false };
}

export function amendPolicy(policy: GapPolicy, need: Need, today: string): Decision<GapPolicy> {
  refuseAny(needErrors(need, today));
  return isDeepStrictEqual(policy.need, need) ? nothingHappens : becomes({ ...policy, need });
}

export function openGaps(policy: GapPolicy): Decision<GapPolicy> {
  return policy.opened ? nothingHappens : becomes({ ...policy, opened: true });
}

/** @throws Refusal where the campaign is not known, or over. */
export function refuseUnlessRunning(id: string, campaign: CampaignData | undefined): CampaignData {
  if (!campaign) throw new Refusal('unknown-campaign', `There is no campaign ${id}.`, 'not-found');
  if (campaign.status === 'closed') throw new Refusal('campaign-closed', 'The campaign is over.');
  return campaign;
}
