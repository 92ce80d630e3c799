import type { Type } from '@nestjs/common';
import { IntersectionType } from '@nestjs/swagger';
import {
  ActivityCountsView,
  ActivityFiguresOfACampaignView,
  ActivityFiguresOfAPartView,
  ActivityFiguresOfTheNetworkView,
  ActivitySeriesView,
  ActivityStepsView,
  CoverageOfACountyView,
  PeopleView,
} from './activities/activities.dto.ts';
import {
  ArticleCountsView,
  ArticleFiguresOfAnAwardView,
  ArticleFiguresOfTheNetworkView,
  ArticleSeriesView,
  ArticleStepsView,
} from './articles/articles.dto.ts';
import { AnnouncedFiguresView, AwardFiguresOfTheNetworkView } from './awards/awards.dto.ts';
import { BookingFiguresOfTheNetworkView } from './bookings/bookings.dto.ts';
import { CampaignFiguresOfTheNetworkView } from './campaigns/campaigns.dto.ts';
import {
  CandidacyCountsView,
  CandidacyFiguresOfAnAwardView,
  CandidacyFiguresOfTheNetworkView,
  CandidacySeriesView,
  CandidacyStepsView,
} from './candidacies/candidacies.dto.ts';
import {
  CapacityAskedForView,
  CaseCountsView,
  CaseFiguresOfAPartView,
  CaseFiguresOfTheNetworkView,
  CaseFiguresView,
  CaseSeriesView,
  CaseStepsView,
  InvitationCountsView,
  StepTimeView,
} from './cases/cases.dto.ts';
import {
  NominationCountsView,
  NominationFiguresOfAnAwardView,
  NominationFiguresOfTheNetworkView,
  NominationSeriesView,
  NominationStepsView,
} from './nominations/nominations.dto.ts';
import {
  OrganisationFiguresOfTheNetworkView,
  OrganisationSeriesView,
  OrganisationStepsView,
} from './organisations/organisations.dto.ts';
import {
  RegistrationCountsView,
  RegistrationFiguresOfACampaignView,
  RegistrationFiguresOfAPartView,
  RegistrationFiguresOfTheNetworkView,
  RegistrationSeriesView,
  RegistrationStepsView,
} from './registrations/registrations.dto.ts';
import { ResourceCountsView, ResourceFiguresOfTheNetworkView } from './resources/resources.dto.ts';
import { TotalView } from './rows.dto.ts';
import {
  SurveyFiguresOfACampaignView,
  SurveyFiguresOfTheNetworkView,
  SurveyResultsView,
} from './surveys/surveys.dto.ts';

/** What HTTP shows of the subjects together. A subject that is left out here does not compile where these are used. */
export class SubjectsOfACampaignView extends IntersectionType(
  RegistrationFiguresOfACampaignView,
  ActivityFiguresOfACampaignView,
  CaseFiguresView,
  SurveyFiguresOfACampaignView,
) {}

export class SubjectsOfTheNetworkView extends IntersectionType(
  CampaignFiguresOfTheNetworkView,
  OrganisationFiguresOfTheNetworkView,
  RegistrationFiguresOfTheNetworkView,
  ActivityFiguresOfTheNetworkView,
  CaseFiguresOfTheNetworkView,
  SurveyFiguresOfTheNetworkView,
  ResourceFiguresOfTheNetworkView,
  BookingFiguresOfTheNetworkView,
  AwardFiguresOfTheNetworkView,
  NominationFiguresOfTheNetworkView,
  CandidacyFiguresOfTheNetworkView,
  ArticleFiguresOfTheNetworkView,
) {}

export class SubjectsOfAnAwardView extends IntersectionType(
  AnnouncedFiguresView,
  NominationFiguresOfAnAwardView,
  CandidacyFiguresOfAnAwardView,
  ArticleFiguresOfAnAwardView,
) {}

export class SubjectsOfAPartView extends IntersectionType(
  RegistrationFiguresOfAPartView,
  ActivityFiguresOfAPartView,
  CaseFiguresOfAPartView,
) {}

export class SeriesOfACampaignView extends IntersectionType(
  RegistrationSeriesView,
  ActivitySeriesView,
  CaseSeriesView,
) {}

export class SeriesOfTheNetworkView extends IntersectionType(
  OrganisationSeriesView,
  ActivitySeriesView,
  CaseSeriesView,
) {}

export class SeriesOfAnAwardView extends IntersectionType(
  NominationSeriesView,
  CandidacySeriesView,
  ArticleSeriesView,
) {}

/** The document finds the classes of properties by itself, but not those that stand in tables. */
export const rowViews: readonly Type[] = [
  TotalView,
  RegistrationCountsView,
  RegistrationStepsView,
  OrganisationStepsView,
  ActivityCountsView,
  ActivityStepsView,
  PeopleView,
  CoverageOfACountyView,
  CaseCountsView,
  CaseStepsView,
  StepTimeView,
  InvitationCountsView,
  CapacityAskedForView,
  SurveyResultsView,
  ResourceCountsView,
  NominationCountsView,
  NominationStepsView,
  CandidacyCountsView,
  CandidacyStepsView,
  ArticleCountsView,
  ArticleStepsView,
];
