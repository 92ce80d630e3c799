import { Module } from '@nestjs/common';
import { Audit, Clock } from '@kraftsamling/service';
import { ActivitiesController } from './activity/activities.controller.ts';
import { ActivitiesService } from './activity/activities.service.ts';
import { Activities } from './activity/activity.document.ts';
import { Campaigns } from './campaign/campaign.replica.ts';
import { WhenCampaignTold } from './campaign/when-campaign-told.handler.ts';
import { Organisations } from './organisation/organisation.replica.ts';
import { WhenOrganisationTold } from './organisation/when-organisation-told.handler.ts';
import { Answers } from './survey/answer.document.ts';
import { SenderLimit } from './survey/sender-limit.ts';
import { Surveys } from './survey/survey.document.ts';
import { SurveyKeeper } from './survey/survey-keeper.service.ts';
import { SurveysController } from './survey/surveys.controller.ts';
import { SurveysService } from './survey/surveys.service.ts';

/** The table of contents: what it answers, what it hears, what it is made of. */
@Module({
  controllers: [ActivitiesController, SurveysController, WhenCampaignTold, WhenOrganisationTold],
  providers: [
    Activities,
    ActivitiesService,
    Campaigns,
    Organisations,
    Surveys,
    Answers,
    SenderLimit,
    SurveysService,
    SurveyKeeper,
    Audit,
    Clock,
  ],
})
export class ActivitiesModule {}
