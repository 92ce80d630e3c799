import { Module } from '@nestjs/common';
import { Audit, Clock } from '@kraftsamling/service';
import { Activities } from './activity/activity.document.ts';
import { Campaigns } from './campaign/campaign.replica.ts';
import { WhenCampaignTold } from './campaign/when-campaign-told.handler.ts';
import { Organisations } from './organisation/organisation.replica.ts';
import { WhenOrganisationTold } from './organisation/when-organisation-told.handler.ts';

/** The table of contents: what it answers, what it hears, what it is made of. */
@Module({
  controllers: [WhenCampaignTold, WhenOrganisationTold],
  providers: [Activities, Campaigns, Organisations, Audit, Clock],
})
export class ActivitiesModule {}
