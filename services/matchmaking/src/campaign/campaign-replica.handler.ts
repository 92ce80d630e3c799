import { Controller } from '@nestjs/common';
import { campaignAmended, campaignAnnounced, campaignClosed } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Campaigns } from './campaign.replica.ts';

/** The campaigns are kept here, to open cases in them while registrations is away. */
@Controller()
export class CampaignReplicaHandler {
  constructor(private readonly campaigns: Campaigns) {}

  @EventHandler('campaigns', campaignAnnounced, campaignAmended, campaignClosed)
  async handle(event: EventOf<typeof campaignAnnounced>): Promise<void> {
    await this.campaigns.apply(event);
  }
}
