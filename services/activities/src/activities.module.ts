import { Module } from '@nestjs/common';
import { Audit, Clock } from '@kraftsamling/service';
import { ActivitiesController } from './activity/activities.controller.ts';
import { ActivitiesService } from './activity/activities.service.ts';
import { Activities } from './activity/activity.store.ts';
import { AlternativesService } from './booking/alternatives.service.ts';
import { Bookings } from './booking/booking.store.ts';
import { BookingsController } from './booking/bookings.controller.ts';
import { BookingsService } from './booking/bookings.service.ts';
import { Calendars } from './booking/calendar.store.ts';
import { CalendarsController } from './booking/calendars.controller.ts';
import { CalendarsService } from './booking/calendars.service.ts';
import { HoldExpiry } from './booking/hold-expiry.service.ts';
import { WhenActivityCancelled } from './booking/when-activity-cancelled.handler.ts';
import { Campaigns } from './campaign/campaign.replica.ts';
import { CampaignReplicaHandler } from './campaign/campaign-replica.handler.ts';
import { ImportsController } from './import/imports.controller.ts';
import { ImportsService } from './import/imports.service.ts';
import { KnowledgeController } from './knowledge/knowledge.controller.ts';
import { Organisations } from './organisation/organisation.replica.ts';
import { OrganisationReplicaHandler } from './organisation/organisation-replica.handler.ts';
import { ProgrammeController } from './programme/programme.controller.ts';
import { ProgrammeRefresh } from './programme/programme-refresh.service.ts';
import { Programme } from './programme/programme.store.ts';
import { Resources } from './resource/resource.store.ts';
import { ResourcesController } from './resource/resources.controller.ts';
import { ResourcesService } from './resource/resources.service.ts';
import { Answers } from './survey/answer.store.ts';
import { Surveys } from './survey/survey.store.ts';
import { SurveyKeeper } from './survey/survey-keeper.service.ts';
import { SurveySenders } from './survey/survey-senders.service.ts';
import { SurveysController } from './survey/surveys.controller.ts';
import { SurveysService } from './survey/surveys.service.ts';

/** The table of contents: what it answers, what it subscribes to, what it is made of. */
@Module({
  controllers: [
    ActivitiesController,
    ImportsController,
    ResourcesController,
    CalendarsController,
    BookingsController,
    ProgrammeController,
    KnowledgeController,
    SurveysController,
    CampaignReplicaHandler,
    OrganisationReplicaHandler,
    WhenActivityCancelled,
  ],
  providers: [
    Activities,
    ActivitiesService,
    ImportsService,
    Resources,
    ResourcesService,
    Calendars,
    CalendarsService,
    Bookings,
    BookingsService,
    AlternativesService,
    HoldExpiry,
    Campaigns,
    Organisations,
    Programme,
    ProgrammeRefresh,
    Surveys,
    Answers,
    SurveySenders,
    SurveysService,
    SurveyKeeper,
    Audit,
    Clock,
  ],
})
export class ActivitiesModule {}
