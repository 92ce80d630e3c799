import { ApiProperty } from '@nestjs/swagger';
import type { Table } from '../../counting/row-tables.ts';
import { Count, PlaceName, TableOf } from '../rows.dto.ts';
import type { NominationStep } from './nomination-fact.ts';
import type {
  NominationCounts,
  NominationFiguresOfAnAward,
  NominationFiguresOfTheNetwork,
  NominationSeries,
} from './nomination-figures.ts';

export class NominationCountsView implements NominationCounts {
  @PlaceName()
  readonly name?: string;

  @Count(40)
  readonly total: number;

  @Count(3, 'Not confirmed yet, or never')
  readonly submitted: number;

  @Count(37)
  readonly confirmed: number;
}

export class NominationFiguresOfAnAwardView implements NominationFiguresOfAnAward {
  @ApiProperty()
  readonly nominations: NominationCountsView;

  @TableOf(NominationCountsView, 'By origin: own-entry, others')
  readonly nominationsByOrigin: Table<NominationCountsView>;

  @TableOf(NominationCountsView, 'By code of the county; a joint entry counts in each of its counties')
  readonly nominationsByCounty: Table<NominationCountsView>;

  @TableOf(NominationCountsView, 'By code of the municipality; a joint entry counts in each of its municipalities')
  readonly nominationsByMunicipality: Table<NominationCountsView>;
}

export class NominationFiguresOfTheNetworkView implements NominationFiguresOfTheNetwork {
  @TableOf(NominationCountsView, 'By id of the award')
  readonly nominationsByAward: Table<NominationCountsView>;
}

export class NominationStepsView implements Record<NominationStep, number> {
  @Count(5)
  readonly submitted: number;

  @Count(4)
  readonly confirmed: number;
}

export class NominationSeriesView implements NominationSeries {
  @TableOf(NominationStepsView, 'By calendar day in Sweden; days on which nothing happened are left out')
  readonly nominations: Table<NominationStepsView>;
}
