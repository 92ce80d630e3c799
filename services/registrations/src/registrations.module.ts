import { Module } from '@nestjs/common';
import { Audit, Clock } from '@kraftsamling/service';
import { Campaigns } from './campaign/campaign.store.ts';
import { CampaignsController } from './campaign/campaigns.controller.ts';
import { CampaignsService } from './campaign/campaigns.service.ts';
import { Cases } from './case/case.replica.ts';
import { IdentificationPageController } from './identification-page/identification-page.controller.ts';
import { ImportsController } from './import/imports.controller.ts';
import { ImportsService } from './import/imports.service.ts';
import { LinkRequestPageController } from './link-request/link-request-page.controller.ts';
import { LinkRequests } from './link-request/link-requests.store.ts';
import { RequestedLinks } from './link-request/requested-links.service.ts';
import { Addresses } from './mail/addresses.store.ts';
import { CaseLinks } from './mail/case-links.service.ts';
import { ClaimAsker } from './mail/claim-asker.service.ts';
import { InvitationLinks } from './mail/invitation-links.service.ts';
import { MailComposer } from './mail/mail-composer.service.ts';
import { Mails } from './mail/mail.store.ts';
import { MailSender } from './mail/mail-sender.service.ts';
import { MailsController } from './mail/mails.controller.ts';
import { WhenCaseChanged } from './mail/when-case-changed.handler.ts';
import { WhenKitIssued } from './mail/when-kit-issued.handler.ts';
import { WhenRegistrationContacted } from './mail/when-registration-contacted.handler.ts';
import { WhenRegistrationSubmitted } from './mail/when-registration-submitted.handler.ts';
import { Organisations } from './organisation/organisation.store.ts';
import { OrganisationsController } from './organisation/organisations.controller.ts';
import { OrganisationsService } from './organisation/organisations.service.ts';
import { DescribeOrganisation } from './organisation/when-registration-submitted.handler.ts';
import { ManagePageController } from './registration/manage-page.controller.ts';
import { Registrations } from './registration/registration.store.ts';
import { RegistrationsController } from './registration/registrations.controller.ts';
import { ContactRetention } from './retention/contact-retention.service.ts';
import { PersonalDataController } from './retention/personal-data.controller.ts';
import { PersonalDataService } from './retention/personal-data.service.ts';
import { RegistrationsService } from './registration/registrations.service.ts';

/** The table of contents: what it answers, what it subscribes to, what it is made of. */
@Module({
  controllers: [
    CampaignsController,
    OrganisationsController,
    RegistrationsController,
    LinkRequestPageController,
    ManagePageController,
    IdentificationPageController,
    PersonalDataController,
    ImportsController,
    MailsController,
    DescribeOrganisation,
    WhenRegistrationSubmitted,
    WhenRegistrationContacted,
    WhenKitIssued,
    WhenCaseChanged,
  ],
  providers: [
    Campaigns,
    CampaignsService,
    Organisations,
    OrganisationsService,
    Registrations,
    RegistrationsService,
    PersonalDataService,
    ContactRetention,
    ImportsService,
    Cases,
    InvitationLinks,
    Addresses,
    MailComposer,
    Mails,
    MailSender,
    ClaimAsker,
    CaseLinks,
    LinkRequests,
    RequestedLinks,
    Audit,
    Clock,
  ],
})
export class RegistrationsModule {}
