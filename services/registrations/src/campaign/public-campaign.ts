import type { CampaignData } from '@kraftsamling/contracts';
import type { Campaign } from './campaign.ts';

/** A campaign as it is shown; once announced, also as it is published. */
export type PublicCampaign = Omit<CampaignData, 'status' | 'announcedAt'> &
  Partial<Pick<CampaignData, 'announcedAt'>> & { status: Campaign['status'] };

export function publicCampaign(campaign: Campaign, id: string): PublicCampaign {
  const { name, kind, organiser, partOf, countingPeriod, area, registrationWindow, rules } = campaign;
  return {
    id,
    name,
    kind,
    organiser,
    ...(partOf !== undefined && { partOf }),
    days: [...campaign.days],
    ...(countingPeriod && { countingPeriod }),
    ...(area && {
      area: { counties: [...(area.counties ?? [])], municipalities: [...(area.municipalities ?? [])] },
    }),
    registrationWindow: {
      opens: registrationWindow.opens.toISOString(),
      closes: registrationWindow.closes.toISOString(),
    },
    goals: [...campaign.goals],
    themes: [...campaign.themes],
    targetGroups: [...campaign.targetGroups],
    partnerCategories: [...campaign.partnerCategories],
    rules,
    kit: [...campaign.kit],
    status: campaign.status,
    ...(campaign.status !== 'draft' && { announcedAt: campaign.announcedAt.toISOString() }),
    ...(campaign.status === 'closed' && { closedAt: campaign.closedAt.toISOString() }),
  };
}
