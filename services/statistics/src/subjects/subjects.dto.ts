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
import { BookingFiguresOfTheNetworkView } from './bookings/bookings.dto.ts';
import { CampaignFiguresOfTheNetworkView } from './campaigns/campaigns.dto.ts';
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
];
