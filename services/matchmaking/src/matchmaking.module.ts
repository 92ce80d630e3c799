import { Module } from '@nestjs/common';
import { Audit, Clock } from '@kraftsamling/service';
import { Activities } from './activity/activity.replica.ts';
import { ActivityReplicaHandler } from './activity/activity-replica.handler.ts';
import { Campaigns } from './campaign/campaign.replica.ts';
import { CampaignReplicaHandler } from './campaign/campaign-replica.handler.ts';
import { CaseDeadlines } from './case/case-deadlines.service.ts';
import { Cases } from './case/case.store.ts';
import { CaseView } from './case/case-view.service.ts';
import { CasesController } from './case/cases.controller.ts';
import { CasesService } from './case/cases.service.ts';
import { CoverageController } from './coverage/coverage.controller.ts';
import { CoveragePlanner } from './coverage/coverage-planner.service.ts';
import { CoveragePlans } from './coverage/coverage-plans.store.ts';
import { CoverageKeeper } from './coverage/coverage-keeper.service.ts';
import { CoverageService } from './coverage/coverage.service.ts';
import { GapPolicies } from './coverage/gap-policy.store.ts';
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

/** The table of contents: what it answers, what it subscribes to, what it is made of. */
@Module({
  controllers: [
    CasesController,
    SearchesController,
    CoverageController,
    CampaignReplicaHandler,
    OrganisationReplicaHandler,
    RegistrationReplicaHandler,
    ActivityReplicaHandler,
  ],
  providers: [
    Cases,
    CasesService,
    CaseView,
    CaseDeadlines,
    Matcher,
    Searches,
    Searcher,
    StagePolicies,
    CoverageService,
    CoverageKeeper,
    CoveragePlans,
    CoveragePlanner,
    GapPolicies,
    RegistrationCases,
    Registrations,
    Organisations,
    Campaigns,
    Activities,
    Audit,
    Clock,
  ],
})
export class MatchmakingModule {}
