import { PageQuery } from '@kraftsamling/service';
import type { Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import {
  ActivityCountsView,
  ActivityFiguresView,
  activityRowViews,
  ActivityStepsView,
  BookingCountsView,
  CoverageOfACountyView,
  CoverageView,
  EmptyMunicipalityView,
  GoalView,
  PeopleView,
  ResourceCountsView,
  SurveyCountsView,
  SurveyResultsView,
} from './activities.dto.ts';
import { definitions } from './definitions.ts';
import type { Definition, Figure } from './definitions.ts';
import type {
  CampaignFigures,
  CampaignPart,
  CampaignSeries,
  CoverageGaps,
  NetworkFigures,
  NetworkSeries,
  RegistrationCounts,
  Standing,
} from './figures.ts';
import type { CampaignDescription, OrganisationStep, RegistrationStep } from './registrations-facts.ts';
import { BilingualView, Count, PlaceName, TableOf, TotalView } from './rows.dto.ts';
import type { Source } from './sources.store.ts';
import type { Table, Total } from './tables.ts';

const aDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export class CampaignParams {
  @ApiProperty({ example: 'digitalidag-2024' })
  @IsString()
  @Length(1, 64)
  campaignId: string;
}

export class PeriodQuery {
  @ApiPropertyOptional({ format: 'date', example: '2024-04-18', description: 'The first day; all days when left out' })
  @IsOptional()
  @Matches(aDay)
  from?: string;

  @ApiPropertyOptional({ format: 'date', example: '2024-11-16', description: 'The last day' })
  @IsOptional()
  @Matches(aDay)
  to?: string;
}

export class SourcesQuery extends PageQuery {
  @ApiProperty({ enum: definitions.map(({ id }) => id), example: 'registrationsByCounty' })
  @IsIn(definitions.map(({ id }) => id))
  figure: Figure;

  @ApiPropertyOptional({ example: '20', description: 'The row: a county, a day, a category; all rows when left out' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  value?: string;

  @ApiPropertyOptional({ example: 'confirmed', description: 'One of the measures of the figure; all when left out' })
  @IsOptional()
  @IsString()
  @Length(1, 20)
  step?: string;
}

class MunicipalitiesView implements Total {
  @Count(113)
  readonly total: number;

  @Count(290, 'The municipalities of the country')
  readonly of: number;
}

class RegistrationCountsView implements RegistrationCounts {
  @PlaceName()
  readonly name?: string;

  @Count(10, 'All five steps together')
  readonly total: number;

  @Count(8, 'Submitted, contacted or confirmed')
  readonly live: number;

  @Count(2)
  readonly submitted: number;

  @Count(1)
  readonly contacted: number;

  @Count(5)
  readonly confirmed: number;

  @Count(1)
  readonly declined: number;

  @Count(1)
  readonly withdrawn: number;
}

export class StandingView implements Standing {
  @Count(1, 'Grows by one with each rebuild')
  readonly generation: number;

  @Count(1_732_000_004_711, 'Grows with each change; the ETag is "<generation>-<revision>"')
  readonly revision: number;

  @ApiProperty({ format: 'date-time', description: 'When they last changed' })
  readonly updatedAt: string;
}

class CampaignDescriptionView implements Partial<CampaignDescription> {
  @ApiProperty({ example: 'digitalidag-2024' })
  readonly id: string;

  @ApiPropertyOptional({
    type: BilingualView,
    description: 'Left out, as all that follows, while only registrations or activities have been heard of',
  })
  readonly name?: BilingualView;

  @ApiPropertyOptional({ enum: ['theme-days', 'week', 'award-year'] })
  readonly kind?: CampaignDescription['kind'];

  @ApiPropertyOptional({ example: 'Digidel' })
  readonly organiser?: string;

  @ApiPropertyOptional({ example: 'all-digital-week-2018', description: 'The campaign that this one is a part of' })
  readonly partOf?: string;

  @ApiPropertyOptional({ type: [String], example: ['2024-11-15', '2024-11-16'] })
  readonly days?: string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { from: '2024-04-18', to: '2024-11-16' },
  })
  readonly countingPeriod?: NonNullable<CampaignDescription['countingPeriod']>;

  @ApiPropertyOptional({ type: [Object], example: [{ measure: 'municipalities', target: 290 }] })
  readonly goals?: CampaignDescription['goals'];

  @ApiPropertyOptional({ enum: ['announced', 'closed'] })
  readonly status?: CampaignDescription['status'];
}

class CampaignPartView implements CampaignPart {
  @ApiProperty()
  readonly name: BilingualView;

  @ApiProperty({ enum: ['announced', 'closed'] })
  readonly status: CampaignPart['status'];

  @ApiProperty()
  readonly registrations: RegistrationCountsView;

  @ApiProperty()
  readonly activities: ActivityCountsView;

  @ApiProperty()
  readonly people: PeopleView;
}

class FiguresOfACampaignView extends ActivityFiguresView {
  @ApiProperty()
  readonly registrations: RegistrationCountsView;

  @TableOf(RegistrationCountsView, 'By day chosen')
  readonly registrationsByDay: Table<RegistrationCountsView>;

  @TableOf(RegistrationCountsView, 'By category')
  readonly registrationsByCategory: Table<RegistrationCountsView>;

  @TableOf(RegistrationCountsView, 'By code of the county')
  readonly registrationsByCounty: Table<RegistrationCountsView>;

  @TableOf(RegistrationCountsView, 'By code of the municipality')
  readonly registrationsByMunicipality: Table<RegistrationCountsView>;

  @ApiProperty()
  readonly organisationsTakingPart: TotalView;

  @ApiProperty()
  readonly municipalitiesTakingPart: MunicipalitiesView;

  @ApiProperty({ description: 'Those on none of the days of the campaign; they count among all activities too' })
  readonly activitiesYearRound: ActivityCountsView;

  @ApiProperty({ description: 'Municipalities with an activity that is published or reported' })
  readonly coverage: CoverageView;

  @TableOf(CoverageOfACountyView, 'By code of the county; all counties')
  readonly coverageByCounty: Table<CoverageOfACountyView>;

  @TableOf(GoalView, 'By measure: people, municipalities, organisations, as far as the campaign has such goals')
  readonly goals: Table<GoalView>;

  @ApiProperty()
  readonly surveys: SurveyCountsView;

  @TableOf(SurveyResultsView, 'By id of the survey')
  readonly surveyResults: Table<SurveyResultsView>;
}

export class CampaignFiguresView extends StandingView implements CampaignFigures {
  @ApiProperty()
  readonly campaign: CampaignDescriptionView;

  @ApiProperty({ description: 'Each name is the id of a definition' })
  readonly figures: FiguresOfACampaignView;

  @TableOf(CampaignPartView, 'The campaigns that are part of this one, by id')
  readonly parts: Table<CampaignPartView>;
}

class CampaignsView implements Total {
  @Count(4)
  readonly total: number;

  @Count(3)
  readonly announced: number;

  @Count(1)
  readonly closed: number;
}

class FiguresOfTheNetworkView extends ActivityFiguresView {
  @ApiProperty()
  readonly organisations: TotalView;

  @TableOf(TotalView, 'By category')
  readonly organisationsByCategory: Table<TotalView>;

  @TableOf(TotalView, 'By sector')
  readonly organisationsBySector: Table<TotalView>;

  @TableOf(TotalView, 'By code of the county')
  readonly organisationsByCounty: Table<TotalView>;

  @TableOf(TotalView, 'By code of the municipality')
  readonly organisationsByMunicipality: Table<TotalView>;

  @ApiProperty()
  readonly campaigns: CampaignsView;

  @TableOf(RegistrationCountsView, 'By id of the campaign')
  readonly registrationsByCampaign: Table<RegistrationCountsView>;

  @TableOf(ActivityCountsView, 'By id of the campaign; one of several campaigns counts in each')
  readonly activitiesByCampaign: Table<ActivityCountsView>;

  @TableOf(PeopleView, 'By id of the campaign; those of an activity of several campaigns count in each')
  readonly peopleByCampaign: Table<PeopleView>;

  @ApiProperty({ description: 'Of all campaigns and of none' })
  readonly surveys: SurveyCountsView;

  @TableOf(SurveyResultsView, 'Of the surveys that belong to no campaign, by id of the survey')
  readonly surveyResults: Table<SurveyResultsView>;

  @ApiProperty({ description: 'Venues and coaches together' })
  readonly resources: ResourceCountsView;

  @TableOf(ResourceCountsView, 'By kind: venue, coach')
  readonly resourcesByKind: Table<ResourceCountsView>;

  @ApiProperty()
  readonly bookings: BookingCountsView;
}

export class NetworkFiguresView extends StandingView implements NetworkFigures {
  @ApiProperty({ description: 'Each name is the id of a definition' })
  readonly figures: FiguresOfTheNetworkView;

  @TableOf(CampaignDescriptionView, 'By id')
  readonly campaigns: NetworkFigures['campaigns'];
}

class RegistrationStepsView implements Record<RegistrationStep, number> {
  @Count(3)
  readonly submitted: number;

  @Count(0)
  readonly contacted: number;

  @Count(1)
  readonly confirmed: number;

  @Count(0)
  readonly declined: number;

  @Count(0)
  readonly withdrawn: number;

  @Count(1)
  readonly kitIssued: number;
}

class OrganisationStepsView implements Record<OrganisationStep, number> {
  @Count(4)
  readonly joined: number;
}

class SeriesView extends StandingView {
  @ApiPropertyOptional({ format: 'date', example: '2024-04-18', description: 'As it was asked for' })
  readonly from?: string;

  @ApiPropertyOptional({ format: 'date', example: '2024-11-16', description: 'As it was asked for' })
  readonly to?: string;

  @TableOf(ActivityStepsView, 'Steps of activities by calendar day in Sweden')
  readonly activities: Table<ActivityStepsView>;

  @TableOf(PeopleView, 'People by the calendar day in Sweden of the last session')
  readonly people: Table<PeopleView>;
}

export class CampaignSeriesView extends SeriesView implements CampaignSeries {
  @ApiProperty({ example: 'digitalidag-2024' })
  readonly campaign: string;

  @TableOf(RegistrationStepsView, 'By calendar day in Sweden; days on which nothing happened are left out')
  readonly days: Table<RegistrationStepsView>;
}

export class NetworkSeriesView extends SeriesView implements NetworkSeries {
  @TableOf(OrganisationStepsView, 'By calendar day in Sweden; days on which nothing happened are left out')
  readonly days: Table<OrganisationStepsView>;
}

export class CoverageGapsView extends StandingView implements CoverageGaps {
  @ApiProperty({ example: 'digitalidag-2024' })
  readonly campaign: string;

  @ApiProperty({ type: [EmptyMunicipalityView], description: 'All of them, by code' })
  readonly items: readonly EmptyMunicipalityView[];
}

class DefinitionView implements Definition {
  @ApiProperty({ example: 'registrationsByCounty', description: 'The name under which the figure is found in answers' })
  readonly id: Figure;

  @Count(1, 'Grows when the meaning changes')
  readonly version: number;

  @ApiProperty({ enum: ['network', 'campaign', 'both'] })
  readonly of: Definition['of'];

  @ApiProperty({ type: [String], example: ['total', 'live', 'confirmed'] })
  readonly measures: readonly string[];

  @ApiProperty()
  readonly name: BilingualView;

  @ApiProperty()
  readonly meaning: BilingualView;
}

export class DefinitionsView {
  @ApiProperty({ type: [DefinitionView] })
  readonly items: readonly DefinitionView[];
}

export class SourceView implements Source {
  @ApiProperty({ enum: ['campaign', 'organisation', 'registration', 'activity', 'survey', 'resource', 'booking'] })
  readonly kind: Source['kind'];

  @ApiProperty({ example: '01921c77-0e2a-7b63-8c11-94d2e5f60718' })
  readonly id: string;

  @Count(3, 'The version that is counted')
  readonly version: number;
}

/** The document finds the classes of properties by itself, but not those that stand in tables. */
export const rowViews: readonly Type[] = [
  TotalView,
  RegistrationCountsView,
  CampaignPartView,
  CampaignDescriptionView,
  RegistrationStepsView,
  OrganisationStepsView,
  ...activityRowViews,
];
