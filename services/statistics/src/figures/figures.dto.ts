import { PageQuery } from '@kraftsamling/service';
import type { Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import type { Table } from '../counting/row-tables.ts';
import type { Source } from '../database/sources.store.ts';
import { EmptyMunicipalityView } from '../subjects/activities/activities.dto.ts';
import { AwardDescriptionView } from '../subjects/awards/awards.dto.ts';
import { CampaignDescriptionView, Phases } from '../subjects/campaigns/campaigns.dto.ts';
import { BilingualView, Count, TableOf } from '../subjects/rows.dto.ts';
import {
  rowViews as rowViewsOfSubjects,
  SeriesOfACampaignView,
  SeriesOfAnAwardView,
  SeriesOfTheNetworkView,
  SubjectsOfACampaignView,
  SubjectsOfAnAwardView,
  SubjectsOfAPartView,
  SubjectsOfTheNetworkView,
} from '../subjects/subjects.dto.ts';
import { subjects } from '../subjects/subjects.ts';
import { definitions } from './definitions.ts';
import type { IdentifiedDefinition } from './definitions.ts';
import type {
  AwardFigures,
  AwardSeries,
  CampaignFigures,
  CampaignPart,
  CampaignSeries,
  CoverageGaps,
  FiguresRevision,
  NetworkFigures,
  NetworkSeries,
} from './figures.ts';
import type { Goal } from './goals.ts';

const aDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export class CampaignParams {
  @ApiProperty({ example: 'digitalidag-2024' })
  @IsString()
  @Length(1, 64)
  campaignId: string;
}

export class AwardParams {
  @ApiProperty({ example: 'digitaliseringskommun-2021' })
  @IsString()
  @Length(1, 64)
  awardId: string;
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
  figure: string;

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

export class FiguresRevisionView implements FiguresRevision {
  @Count(1, 'Grows by one with each rebuild')
  readonly generation: number;

  @Count(
    1_732_000_004_711,
    'Grows with each change; the ETag is "<generation>-<revision>", and the day where there is one',
  )
  readonly revision: number;

  @ApiProperty({
    format: 'date-time',
    description:
      'Of when they are: when something was last counted that changed them. They are still so until they change again',
  })
  readonly asOf: string;

  @ApiProperty({ format: 'date-time', deprecated: true, description: 'The older name of asOf' })
  readonly updatedAt: string;
}

function OfADay(): PropertyDecorator {
  const description = 'The calendar day in Sweden on which campaigns are before, under way or over as the answer says';
  return ApiProperty({ format: 'date', example: '2026-11-26', description });
}

class GoalView implements Goal {
  @ApiPropertyOptional({ description: 'The goal in the words of the campaign' })
  readonly description?: BilingualView;

  @Count(1_000_000)
  readonly goal: number;

  @Count(1_042_311)
  readonly reached: number;

  @ApiProperty({ type: 'number', example: 1.042311, description: 'Reached, of the goal; more than 1 when exceeded' })
  readonly share: number;

  @ApiPropertyOptional({ type: 'integer', example: 961_241, description: 'Where some is estimated: at least so many' })
  readonly lower?: number;

  @ApiPropertyOptional({ type: 'integer', example: 1_157_955, description: 'At most so many' })
  readonly upper?: number;

  @ApiPropertyOptional({ type: 'number', example: 0.72, description: 'Estimated, of what is reached' })
  readonly estimatedShare?: number;
}

class CampaignPartView extends SubjectsOfAPartView implements CampaignPart {
  @ApiProperty()
  readonly name: BilingualView;

  @ApiProperty({ enum: ['announced', 'closed'] })
  readonly status: CampaignPart['status'];

  @Phases()
  readonly phase: CampaignPart['phase'];
}

class FiguresOfACampaignView extends SubjectsOfACampaignView {
  @TableOf(
    GoalView,
    'By measure: developed-competence, attendances (older: people), municipalities, organisations, as far as the campaign has such goals',
  )
  readonly goals: Table<GoalView>;
}

export class CampaignFiguresView extends FiguresRevisionView implements CampaignFigures {
  @OfADay()
  readonly day: string;

  @ApiProperty()
  readonly campaign: CampaignDescriptionView;

  @ApiProperty({ description: 'Each name is the id of a definition' })
  readonly figures: FiguresOfACampaignView;

  @TableOf(CampaignPartView, 'The campaigns that are part of this one, by id')
  readonly parts: Table<CampaignPartView>;
}

class FiguresOfTheNetworkView extends SubjectsOfTheNetworkView {}

export class NetworkFiguresView extends FiguresRevisionView implements NetworkFigures {
  @OfADay()
  readonly day: string;

  @ApiProperty({ description: 'Each name is the id of a definition' })
  readonly figures: FiguresOfTheNetworkView;

  @TableOf(CampaignDescriptionView, 'By id')
  readonly campaigns: NetworkFigures['campaigns'];

  @TableOf(AwardDescriptionView, 'By id')
  readonly awards: NetworkFigures['awards'];
}

class FiguresOfAnAwardView extends SubjectsOfAnAwardView {}

export class AwardFiguresView extends FiguresRevisionView implements AwardFigures {
  @ApiProperty()
  readonly award: AwardDescriptionView;

  @ApiProperty({ description: 'Each name is the id of a definition' })
  readonly figures: FiguresOfAnAwardView;
}

class SeriesView extends FiguresRevisionView {
  @ApiPropertyOptional({ format: 'date', example: '2024-04-18', description: 'As it was asked for' })
  readonly from?: string;

  @ApiPropertyOptional({ format: 'date', example: '2024-11-16', description: 'As it was asked for' })
  readonly to?: string;
}

export class CampaignSeriesView extends IntersectionType(SeriesView, SeriesOfACampaignView) implements CampaignSeries {
  @ApiProperty({ example: 'digitalidag-2024' })
  readonly campaign: string;
}

export class AwardSeriesView extends IntersectionType(SeriesView, SeriesOfAnAwardView) implements AwardSeries {
  @ApiProperty({ example: 'digitaliseringskommun-2021' })
  readonly award: string;
}

export class NetworkSeriesView extends IntersectionType(SeriesView, SeriesOfTheNetworkView) implements NetworkSeries {}

export class CoverageGapsView extends FiguresRevisionView implements CoverageGaps {
  @ApiProperty({ example: 'digitalidag-2024' })
  readonly campaign: string;

  @ApiProperty({ type: [EmptyMunicipalityView], description: 'All of them, by code' })
  readonly items: readonly EmptyMunicipalityView[];
}

class DefinitionView implements IdentifiedDefinition {
  @ApiProperty({ example: 'registrationsByCounty', description: 'The name under which the figure is found in answers' })
  readonly id: string;

  @Count(1, 'Grows when the meaning changes')
  readonly version: number;

  @ApiProperty({ enum: ['network', 'campaign', 'both', 'award'], description: 'Both: of the network and of campaigns' })
  readonly of: IdentifiedDefinition['of'];

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
  @ApiProperty({ enum: subjects.map(({ kind }) => kind) })
  readonly kind: Source['kind'];

  @ApiProperty({ example: '01921c77-0e2a-7b63-8c11-94d2e5f60718' })
  readonly id: string;

  @Count(3, 'The version that is counted')
  readonly version: number;
}

/** The document finds the classes of properties by itself, but not those that stand in tables. */
export const rowViews: readonly Type[] = [
  ...rowViewsOfSubjects,
  CampaignDescriptionView,
  CampaignPartView,
  GoalView,
  AwardDescriptionView,
];
