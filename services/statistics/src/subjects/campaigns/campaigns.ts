import { campaignEvents } from '@kraftsamling/contracts';
import type { CampaignData } from '@kraftsamling/contracts';
import { NETWORK, rowId } from '../../counting/row.ts';
import { factsOf, statusIs } from '../../counting/selection.ts';
import type { Subject } from '../subject.ts';
import { campaignDefinitions } from './campaign-definitions.ts';
import { campaignFact } from './campaign-fact.ts';
import type { CampaignFact } from './campaign-fact.ts';
import { campaignFiguresOfTheNetwork } from './campaign-figures.ts';

/** The campaigns themselves. What belongs to a campaign is of the other subjects. */
export const campaigns = {
  kind: 'campaign',
  subscribesTo: campaignEvents,
  factOf: campaignFact,

  contribute: ({ status }, add) => add(rowId(NETWORK, 'campaigns', ''), status, 1),

  definitions: campaignDefinitions,
  select: ({ step }) => ({ ...factsOf('campaign'), ...statusIs(step) }),

  networkFigures: campaignFiguresOfTheNetwork,

  /** A campaign is described with its parts, the network with all campaigns. */
  factsShown: (campaign) =>
    campaign === undefined ? {} : { $or: [{ 'campaign.id': campaign }, { 'campaign.partOf': campaign }] },
  shownIn: ({ campaign: { id, partOf } }) => (partOf === undefined ? [id] : [id, partOf]),
} as const satisfies Subject<CampaignFact, keyof typeof campaignDefinitions, CampaignData>;
