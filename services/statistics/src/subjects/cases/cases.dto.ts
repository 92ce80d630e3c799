import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Table } from '../../counting/row-tables.ts';
import { Count, PlaceName, TableOf, TotalView } from '../rows.dto.ts';
import type { CaseStep } from './case-fact.ts';
import type {
  CapacityAskedFor,
  CaseCounts,
  CaseFigures,
  CaseFiguresOfAPart,
  CaseFiguresOfTheNetwork,
  CaseSeries,
  CasesReached,
  InvitationCounts,
} from './case-figures.ts';
import type { StepTime } from './step-time.ts';

export class CaseCountsView implements CaseCounts {
  @PlaceName()
  readonly name?: string;

  @Count(412, 'All of them')
  readonly total: number;

  @Count(318, 'Neither followed up nor closed')
  readonly open: number;

  @Count(20)
  readonly identified: number;

  @Count(190)
  readonly inventoried: number;

  @Count(45)
  readonly contacting: number;

  @Count(18)
  readonly matched: number;

  @Count(45)
  readonly collaborating: number;

  @Count(70)
  readonly followedUp: number;

  @Count(24)
  readonly closed: number;

  @Count(140, 'All that have ever been matched')
  readonly matches: number;
}

class CasesReachedView implements CasesReached {
  @Count(412)
  readonly identified: number;

  @Count(380)
  readonly inventoried: number;

  @Count(190)
  readonly contacting: number;

  @Count(140)
  readonly matched: number;

  @Count(120)
  readonly collaborating: number;

  @Count(70)
  readonly followedUp: number;
}

export class StepTimeView implements StepTime {
  @Count(140, 'Cases that have taken both steps')
  readonly total: number;

  @Count(31)
  readonly medianHours: number;

  @Count(120, 'Within how many hours nine out of ten were there')
  readonly ninetiethHours: number;
}

export class InvitationCountsView implements InvitationCounts {
  @PlaceName()
  readonly name?: string;

  @Count(300)
  readonly total: number;

  @Count(20, 'Not answered yet')
  readonly invited: number;

  @Count(210)
  readonly accepted: number;

  @Count(40)
  readonly declined: number;

  @Count(15)
  readonly expired: number;

  @Count(10)
  readonly superseded: number;

  @Count(5, 'Had accepted, and left again')
  readonly left: number;

  @Count(48, 'For a seat that somebody else had been asked for')
  readonly replacements: number;

  @ApiPropertyOptional({
    type: 'number',
    example: 0.7962962962962963,
    description: 'Of those that were answered or expired; left out while there are none',
  })
  readonly acceptanceRate?: number;
}

export class CapacityAskedForView implements CapacityAskedFor {
  @Count(96, 'By all cases')
  readonly asked: number;

  @Count(61, 'By open cases')
  readonly open: number;
}

export class CaseFiguresView implements CaseFigures {
  @ApiProperty()
  readonly cases: CaseCountsView;

  @TableOf(CaseCountsView, 'By origin: registration, coverage-gap, survey, secretariat, self-organised')
  readonly casesByOrigin: Table<CaseCountsView>;

  @TableOf(CaseCountsView, 'By code of the county')
  readonly casesByCounty: Table<CaseCountsView>;

  @TableOf(CaseCountsView, 'By code of the municipality')
  readonly casesByMunicipality: Table<CaseCountsView>;

  @ApiProperty({ description: 'How many have come so far, or further' })
  readonly casesReached: CasesReachedView;

  @TableOf(TotalView, 'By outcome: succeeded, partly, failed')
  readonly casesByOutcome: Table<TotalView>;

  @TableOf(TotalView, 'By reason')
  readonly casesByClosureReason: Table<TotalView>;

  @TableOf(StepTimeView, 'By the step that it took so long to reach')
  readonly timeBetweenSteps: Table<StepTimeView>;

  @TableOf(TotalView, 'By number of members')
  readonly coalitionSizes: Table<TotalView>;

  @ApiProperty()
  readonly invitations: InvitationCountsView;

  @TableOf(InvitationCountsView, 'By code of the county')
  readonly invitationsByCounty: Table<InvitationCountsView>;

  @TableOf(CapacityAskedForView, 'By capability: venue, coaches, outreach...')
  readonly capacityAskedFor: Table<CapacityAskedForView>;
}

export class CaseFiguresOfTheNetworkView extends CaseFiguresView implements CaseFiguresOfTheNetwork {
  @TableOf(CaseCountsView, 'By id of the campaign')
  readonly casesByCampaign: Table<CaseCountsView>;
}

export class CaseFiguresOfAPartView implements CaseFiguresOfAPart {
  @ApiProperty()
  readonly cases: CaseCountsView;
}

export class CaseStepsView implements Record<CaseStep | 'closed', number> {
  @Count(5)
  readonly identified: number;

  @Count(5)
  readonly inventoried: number;

  @Count(3)
  readonly contacting: number;

  @Count(2)
  readonly matched: number;

  @Count(1)
  readonly collaborating: number;

  @Count(1)
  readonly followedUp: number;

  @Count(0)
  readonly closed: number;
}

export class CaseSeriesView implements CaseSeries {
  @TableOf(CaseStepsView, 'Steps of cases by calendar day in Sweden; days on which nothing happened are left out')
  readonly cases: Table<CaseStepsView>;
}
