import { Module } from '@nestjs/common';
import { Audit, Clock } from '@kraftsamling/service';
import { ActivityReplicaHandler } from './activity/activity-replica.handler.ts';
import { Activities } from './activity/activity.replica.ts';
import { Articles } from './article/article.store.ts';
import { ArticlesController } from './article/articles.controller.ts';
import { ArticlesService } from './article/articles.service.ts';
import { Announcer } from './award/announcer.service.ts';
import { Awards } from './award/award.store.ts';
import { AwardsController } from './award/awards.controller.ts';
import { AwardsService } from './award/awards.service.ts';
import { CandidaciesController } from './candidacy/candidacies.controller.ts';
import { CandidaciesService } from './candidacy/candidacies.service.ts';
import { CandidacyGate } from './candidacy/candidacy-gate.service.ts';
import { Candidacies } from './candidacy/candidacy.store.ts';
import { CoalitionReplicaHandler } from './coalition/coalition-replica.handler.ts';
import { Coalitions } from './coalition/coalition.replica.ts';
import { ConflictsController } from './conflict/conflicts.controller.ts';
import { Conflicts } from './conflict/conflicts.service.ts';
import { Screener } from './conflict/screener.service.ts';
import { SettledConflicts } from './conflict/settled-conflict.store.ts';
import { TieRetention } from './conflict/tie-retention.service.ts';
import { Ties } from './conflict/ties.service.ts';
import { AwardPageController } from './award-page/award-page.controller.ts';
import { CandidacyPageController } from './candidacy-page/candidacy-page.controller.ts';
import { DeskPagesController } from './desk-page/desk-pages.controller.ts';
import { Deliberations } from './jury/deliberation.store.ts';
import { DeliberationsController } from './jury/deliberations.controller.ts';
import { DeliberationsService } from './jury/deliberations.service.ts';
import { Jurors } from './jury/juror.store.ts';
import { JuryController } from './jury/jury.controller.ts';
import { JuryService } from './jury/jury.service.ts';
import { ScoreCards } from './jury/score-card.store.ts';
import { WithdrawnScores } from './jury/withdrawn-scores.service.ts';
import { MailComposer } from './mail/mail-composer.service.ts';
import { MailSender } from './mail/mail-sender.service.ts';
import { Mails } from './mail/mail.store.ts';
import { MailsController } from './mail/mails.controller.ts';
import { WhenNominationSubmitted } from './mail/when-nomination-submitted.handler.ts';
import { MunicipalitiesController } from './municipality/municipalities.controller.ts';
import { MunicipalitiesService } from './municipality/municipalities.service.ts';
import { MunicipalityAddresses } from './municipality/municipality-address.store.ts';
import { MunicipalityInformer } from './municipality/municipality-informer.service.ts';
import { KeptController } from './nomination/kept.controller.ts';
import { NominationGatherer } from './nomination/nomination-gatherer.service.ts';
import { Nominations } from './nomination/nomination.store.ts';
import { ConfirmationPageController } from './nomination-page/confirmation-page.controller.ts';
import { NominationFormController } from './nomination-page/nomination-form.controller.ts';
import { NominationsController } from './nomination/nominations.controller.ts';
import { NominationsService } from './nomination/nominations.service.ts';
import { NominatorRetention } from './nomination/nominator-retention.service.ts';
import { OrganisationReplicaHandler } from './organisation/organisation-replica.handler.ts';
import { OrganisationsController } from './organisation/organisations.controller.ts';
import { Organisations } from './organisation/organisation.replica.ts';
import { Records } from './record/records.store.ts';

/** The table of contents: what it answers, what it subscribes to, what it is made of. */
@Module({
  controllers: [
    AwardsController,
    NominationsController,
    KeptController,
    NominationFormController,
    ConfirmationPageController,
    MunicipalitiesController,
    CandidaciesController,
    JuryController,
    DeliberationsController,
    ArticlesController,
    MailsController,
    WhenNominationSubmitted,
    ConflictsController,
    OrganisationsController,
    DeskPagesController,
    AwardPageController,
    CandidacyPageController,
    OrganisationReplicaHandler,
    CoalitionReplicaHandler,
    ActivityReplicaHandler,
  ],
  providers: [
    Awards,
    AwardsService,
    Announcer,
    Nominations,
    NominationsService,
    NominationGatherer,
    NominatorRetention,
    MunicipalityAddresses,
    MunicipalitiesService,
    MunicipalityInformer,
    Candidacies,
    CandidaciesService,
    CandidacyGate,
    Conflicts,
    SettledConflicts,
    Screener,
    Ties,
    TieRetention,
    Organisations,
    Coalitions,
    Activities,
    Deliberations,
    DeliberationsService,
    Jurors,
    JuryService,
    ScoreCards,
    WithdrawnScores,
    Articles,
    ArticlesService,
    Records,
    Mails,
    MailComposer,
    MailSender,
    Audit,
    Clock,
  ],
})
export class NominationsModule {}
