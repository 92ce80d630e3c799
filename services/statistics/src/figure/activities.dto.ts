import type { Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ActivityStep, SurveyFact } from './activities-facts.ts';
import type {
  ActivityCounts,
  ActivityFigures,
  Coverage,
  CoverageOfACounty,
  EmptyMunicipality,
  People,
} from './activity-figures.ts';
import type { BookingCounts, Goal, ResourceCounts } from './figures.ts';
import { BilingualView, Count, PlaceName, TableOf, TotalView } from './rows.dto.ts';
import type { OptionResults, QuestionResults, SurveyCounts, SurveyResults } from './survey-figures.ts';
import type { Table, Total } from './tables.ts';

export class ActivityCountsView implements ActivityCounts {
  @PlaceName()
  readonly name?: string;

  @Count(14, 'All four steps together')
  readonly total: number;

  @Count(11, 'Published or reported')
  readonly inProgramme: number;

  @Count(2)
  readonly planned: number;

  @Count(4)
  readonly published: number;

  @Count(7)
  readonly reported: number;

  @Count(1)
  readonly cancelled: number;
}

export class PeopleView implements People {
  @PlaceName()
  readonly name?: string;

  @Count(1250, 'On site and online together')
  readonly total: number;

  @Count(1100)
  readonly onSite: number;

  @Count(150)
  readonly online: number;

  @Count(1180, 'At least so many; the total itself where nothing was estimated')
  readonly lower: number;

  @Count(1400, 'At most so many')
  readonly upper: number;
}

class ReportsView implements Total {
  @Count(7)
  readonly total: number;

  @Count(1, 'Reports that have been corrected since')
  readonly corrected: number;
}

/** What a campaign and the network both have. */
export class ActivityFiguresView implements ActivityFigures {
  @ApiProperty()
  readonly activities: ActivityCountsView;

  @TableOf(ActivityCountsView, 'By form')
  readonly activitiesByForm: Table<ActivityCountsView>;

  @TableOf(ActivityCountsView, 'By topic; an activity of several counts under each')
  readonly activitiesByTopic: Table<ActivityCountsView>;

  @TableOf(ActivityCountsView, 'By target group; an activity for several counts under each')
  readonly activitiesByTargetGroup: Table<ActivityCountsView>;

  @TableOf(ActivityCountsView, 'By mode: on-site, online, hybrid')
  readonly activitiesByMode: Table<ActivityCountsView>;

  @TableOf(ActivityCountsView, 'By code of the county')
  readonly activitiesByCounty: Table<ActivityCountsView>;

  @TableOf(ActivityCountsView, 'By code of the municipality')
  readonly activitiesByMunicipality: Table<ActivityCountsView>;

  @ApiProperty()
  readonly people: PeopleView;

  @TableOf(PeopleView, 'By evidence: counted, registered, estimated')
  readonly peopleByEvidence: Table<PeopleView>;

  @TableOf(TotalView, 'By target group, as far as the reports tell')
  readonly peopleByTargetGroup: Table<TotalView>;

  @TableOf(PeopleView, 'By code of the county')
  readonly peopleByCounty: Table<PeopleView>;

  @TableOf(PeopleView, 'By code of the municipality')
  readonly peopleByMunicipality: Table<PeopleView>;

  @ApiProperty({ description: 'People who say that they have developed their digital competence' })
  readonly developedCompetence: TotalView;

  @ApiProperty({ description: 'Own staff trained' })
  readonly staffTrained: TotalView;

  @ApiProperty({ description: 'Volunteers trained' })
  readonly volunteersTrained: TotalView;

  @ApiProperty()
  readonly reports: ReportsView;
}

export class ActivityStepsView implements Record<ActivityStep, number> {
  @Count(5)
  readonly planned: number;

  @Count(4)
  readonly published: number;

  @Count(0)
  readonly cancelled: number;

  @Count(2)
  readonly reported: number;
}

export class EmptyMunicipalityView implements EmptyMunicipality {
  @ApiProperty({ example: '2021', description: 'Its code' })
  readonly municipality: string;

  @ApiProperty({ example: 'Vansbro' })
  readonly name: string;

  @ApiProperty({ example: '20', description: 'The code of its county' })
  readonly county: string;
}

export class CoverageView implements Coverage {
  @Count(216)
  readonly covered: number;

  @Count(290, 'The municipalities of the country')
  readonly of: number;

  @ApiProperty({ type: [EmptyMunicipalityView], description: 'The other 74' })
  readonly empty: readonly EmptyMunicipalityView[];
}

export class CoverageOfACountyView implements CoverageOfACounty {
  @ApiProperty({ example: 'Dalarnas län' })
  readonly name: string;

  @Count(12)
  readonly covered: number;

  @Count(15, 'The municipalities of the county')
  readonly of: number;
}

export class GoalView implements Goal {
  @Count(1_000_000)
  readonly goal: number;

  @Count(1_042_311)
  readonly reached: number;

  @ApiProperty({ type: 'number', example: 1.042311, description: 'Reached, of the goal; more than 1 when exceeded' })
  readonly share: number;
}

export class SurveyCountsView implements SurveyCounts {
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

  @ApiProperty({ type: [QuestionResultsView], description: 'Those with options' })
  readonly questions: readonly QuestionResultsView[];
}

export class ResourceCountsView implements ResourceCounts {
  @Count(120)
  readonly total: number;

  @Count(113)
  readonly available: number;

  @Count(7)
  readonly retired: number;
}

export class BookingCountsView implements BookingCounts {
  @Count(80)
  readonly total: number;

  @Count(62, 'Held or confirmed')
  readonly live: number;

  @Count(2)
  readonly held: number;

  @Count(60)
  readonly confirmed: number;

  @Count(11)
  readonly released: number;

  @Count(7)
  readonly expired: number;
}

/** The document finds the classes of properties by itself, but not those that stand in tables. */
export const activityRowViews: readonly Type[] = [
  ActivityCountsView,
  PeopleView,
  ActivityStepsView,
  CoverageOfACountyView,
  GoalView,
  SurveyResultsView,
  ResourceCountsView,
];
