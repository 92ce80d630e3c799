import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Table } from '../../counting/row-tables.ts';
import { BilingualView, Count, TableOf } from '../rows.dto.ts';
import type { SurveyFact } from './survey-fact.ts';
import type { OptionResults, QuestionResults, SurveyCounts, SurveyFigures, SurveyResults } from './survey-figures.ts';

class SurveyCountsView implements SurveyCounts {
  @Count(2)
  readonly total: number;

  @Count(1)
  readonly open: number;

  @Count(1)
  readonly closed: number;

  @Count(66, 'To all of them together, when they were last counted')
  readonly answers: number;
}

class OptionResultsView implements OptionResults {
  @ApiProperty({ example: 'health-care' })
  readonly id: string;

  @ApiProperty({ example: { sv: 'Vård', en: 'Health care' } })
  readonly text: BilingualView;

  @ApiPropertyOptional({
    type: 'integer',
    example: 30,
    description: 'Left out where it would tell of a small group',
  })
  readonly answers?: number;
}

class QuestionResultsView implements QuestionResults {
  @ApiProperty({ example: 'wanted-services' })
  readonly id: string;

  @ApiProperty({
    example: {
      sv: 'Vilka digitala tjänster skulle göra din vardag enklare?',
      en: 'Which digital services would make your everyday life easier?',
    },
  })
  readonly text: BilingualView;

  @ApiProperty({ type: [OptionResultsView] })
  readonly options: readonly OptionResultsView[];
}

export class SurveyResultsView implements SurveyResults {
  @ApiProperty({ example: { sv: 'Digital delaktighet i Borlänge', en: 'Digital participation in Borlänge' } })
  readonly title: BilingualView;

  @ApiProperty({ enum: ['open', 'closed'] })
  readonly status: SurveyFact['status'];

  @ApiPropertyOptional({ example: '2081', description: 'Whose residents it asks; left out when it asks others too' })
  readonly municipality?: string;

  @ApiPropertyOptional({ example: '20' })
  readonly county?: string;

  @Count(41, 'When they were last counted')
  readonly answers: number;

  @ApiPropertyOptional({ format: 'date-time', description: 'Of when the answers and results are' })
  readonly countedAt?: string;

  @ApiProperty({ type: [QuestionResultsView], description: 'Those with options' })
  readonly questions: readonly QuestionResultsView[];
}

export class SurveyFiguresOfACampaignView implements SurveyFigures {
  @ApiProperty()
  readonly surveys: SurveyCountsView;

  @TableOf(SurveyResultsView, 'By id of the survey')
  readonly surveyResults: Table<SurveyResultsView>;
}

export class SurveyFiguresOfTheNetworkView implements SurveyFigures {
  @ApiProperty({ description: 'Of all campaigns and of none' })
  readonly surveys: SurveyCountsView;

  @TableOf(SurveyResultsView, 'Of the surveys that belong to no campaign, by id of the survey')
  readonly surveyResults: Table<SurveyResultsView>;
}
