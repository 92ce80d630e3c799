import { Module } from '@nestjs/common';
import { Audit, Clock } from '@kraftsamling/service';
import { Activities } from './activity/activity.replica.ts';
import { ActivityReplicaHandler } from './activity/activity-replica.handler.ts';
import { Campaigns } from './campaign/campaign.replica.ts';
import { CampaignReplicaHandler } from './campaign/campaign-replica.handler.ts';
import { CaseDeadlines } from './case/case-deadlines.service.ts';
import { Cases } from './case/case.store.ts';
import { CaseRetention } from './case/case-retention.service.ts';
import { CaseView } from './case/case-view.service.ts';
import { CasesController } from './case/cases.controller.ts';
import { CasesService } from './case/cases.service.ts';
import { CoverageController } from './coverage/coverage.controller.ts';
import { CoveragePlanner } from './coverage/coverage-planner.service.ts';
import { CoveragePlans } from './coverage/coverage-plans.store.ts';
import { CoverageKeeper } from './coverage/coverage-keeper.service.ts';
import { CoverageService } from './coverage/coverage.service.ts';
import { GapPolicies } from './coverage/gap-policy.store.ts';
import { InvitationLinks } from './invitation-page/invitation-links.service.ts';
import { InvitationPageController } from './invitation-page/invitation-page.controller.ts';
import { Organisations } from './organisation/organisation.replica.ts';
import { OrganisationReplicaHandler } from './organisation/organisation-replica.handler.ts';
import { RegistrationCases } from './registration/registration-cases.service.ts';
import { Registrations } from './registration/registration.replica.ts';
import { RegistrationReplicaHandler } from './registration/registration-replica.handler.ts';
import { Matcher } from './search/matcher.service.ts';
import { Searcher } from './search/searcher.service.ts';
import { SearchesController } from './search/searches.controller.ts';
import { Searches } from './search/searches.service.ts';
import { StagePolicies } from './search/stage-policy.store.ts';
import { WorkListController } from './work-list/work-list.controller.ts';
import { WorkListPageController } from './work-list/work-list-page.controller.ts';
import { WorkListService } from './work-list/work-list.service.ts';
import { SurveyCases } from './survey/survey-cases.service.ts';
import { SurveyKeeper } from './survey/survey-keeper.service.ts';
import { SurveyPolicies } from './survey/survey-policy.store.ts';
import { SurveyPolicyController } from './survey/survey-policy.controller.ts';
import { SurveyReplicaHandler } from './survey/survey-replica.handler.ts';
import { Surveys } from './survey/survey.replica.ts';

/** The table of contents: what it answers, what it subscribes to, what it is made of. */
@Module({
  controllers: [
    CasesController,
    SearchesController,
    CoverageController,
    WorkListController,
    WorkListPageController,
    SurveyPolicyController,
    InvitationPageController,
    CampaignReplicaHandler,
    OrganisationReplicaHandler,
    RegistrationReplicaHandler,
    ActivityReplicaHandler,
    SurveyReplicaHandler,
  ],
  providers: [
    Cases,
    CasesService,
    CaseView,
    CaseDeadlines,
    CaseRetention,
    Matcher,
    Searches,
    Searcher,
    StagePolicies,
    CoverageService,
    CoverageKeeper,
    CoveragePlans,
    CoveragePlanner,
    GapPolicies,
    WorkListService,
    InvitationLinks,
    SurveyCases,
    SurveyKeeper,
    SurveyPolicies,
    RegistrationCases,
    Registrations,
    Organisations,
    Campaigns,
    Activities,
    Surveys,
    Audit,
    Clock,
  ],
})
export class MatchmakingModule {}
