import { ApiProperty } from '@nestjs/swagger';
import type { Table, Total } from '../../counting/row-tables.ts';
import { Count, PlaceName, TableOf, TotalView } from '../rows.dto.ts';
import type { ActivityStep } from './activity-fact.ts';
import type {
  ActivityCounts,
  ActivityFigures,
  ActivityFiguresOfACampaign,
  ActivityFiguresOfAPart,
  ActivityFiguresOfTheNetwork,
  ActivitySeries,
  People,
  UnconfirmedReports,
} from './activity-figures.ts';
import type { Coverage, CoverageOfACounty, EmptyMunicipality } from './coverage.ts';

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

class UnconfirmedReportsView implements UnconfirmedReports {
  @Count(1)
  readonly total: number;

  @Count(5_000)
  readonly people: number;

  @Count(0)
  readonly developedCompetence: number;

  @Count(2)
  readonly staffTrained: number;

  @Count(1)
  readonly volunteersTrained: number;
}

export class EmptyMunicipalityView implements EmptyMunicipality {
  @ApiProperty({ example: '2021', description: 'Its code' })
  readonly municipality: string;

  @ApiProperty({ example: 'Vansbro' })
  readonly name: string;

  @ApiProperty({ example: '20', description: 'The code of its county' })
  readonly county: string;
}

class CoverageView implements Coverage {
  @Count(216)
  readonly covered: number;

  @Count(290, 'The municipalities where the campaign takes place: of its area, or of the country')
  readonly of: number;

  @ApiProperty({ type: [EmptyMunicipalityView], description: 'The other 74' })
  readonly empty: readonly EmptyMunicipalityView[];
}

export class CoverageOfACountyView implements CoverageOfACounty {
  @ApiProperty({ example: 'Dalarnas län' })
  readonly name: string;

  @Count(12)
  readonly covered: number;

  @Count(15, 'Those municipalities of the county')
  readonly of: number;
}

/** What a campaign and the network both have. */
class ActivityFiguresView implements ActivityFigures {
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

  @ApiProperty({
    description: 'What reports with unusual numbers say, until these are confirmed. No other figure has it',
  })
  readonly unconfirmedReports: UnconfirmedReportsView;
}

export class ActivityFiguresOfACampaignView extends ActivityFiguresView implements ActivityFiguresOfACampaign {
  @ApiProperty({ description: 'Those on none of the days of the campaign; they count among all activities too' })
  readonly activitiesYearRound: ActivityCountsView;

  @ApiProperty({ description: 'Municipalities with an activity that is published or reported' })
  readonly coverage: CoverageView;

  @TableOf(CoverageOfACountyView, 'By code of the county; all counties where the campaign takes place')
  readonly coverageByCounty: Table<CoverageOfACountyView>;
}

export class ActivityFiguresOfTheNetworkView extends ActivityFiguresView implements ActivityFiguresOfTheNetwork {
  @TableOf(ActivityCountsView, 'By id of the campaign; one of several campaigns counts in each')
  readonly activitiesByCampaign: Table<ActivityCountsView>;

  @TableOf(PeopleView, 'By id of the campaign; those of an activity of several campaigns count in each')
  readonly peopleByCampaign: Table<PeopleView>;
}

export class ActivityFiguresOfAPartView implements ActivityFiguresOfAPart {
  @ApiProperty()
  readonly activities: ActivityCountsView;

  @ApiProperty()
  readonly people: PeopleView;
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

export class ActivitySeriesView implements ActivitySeries {
  @TableOf(ActivityStepsView, 'Steps of activities by calendar day in Sweden')
  readonly activities: Table<ActivityStepsView>;

  @TableOf(PeopleView, 'People by the calendar day in Sweden of the last session')
  readonly people: Table<PeopleView>;
}
