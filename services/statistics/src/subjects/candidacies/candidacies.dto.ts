import { ApiProperty } from '@nestjs/swagger';
import type { Table } from '../../counting/row-tables.ts';
import { Count, PlaceName, TableOf } from '../rows.dto.ts';
import type { CandidacyStep } from './candidacy-fact.ts';
import type {
  CandidacyCounts,
  CandidacyFiguresOfAnAward,
  CandidacyFiguresOfTheNetwork,
  CandidacySeries,
  NominatedMunicipalities,
} from './candidacy-figures.ts';

export class CandidacyCountsView implements CandidacyCounts {
  @PlaceName()
  readonly name?: string;

  @Count(12)
  readonly total: number;

  @Count(1)
  readonly nominated: number;

  @Count(8)
  readonly informed: number;

  @Count(2)
  readonly complemented: number;

  @Count(1)
  readonly withdrawn: number;

  @Count(1, 'Of several municipalities')
  readonly joint: number;
}

class NominatedMunicipalitiesView implements NominatedMunicipalities {
  @Count(13)
  readonly total: number;

  @Count(2, 'Nominated together with others')
  readonly joint: number;

  @Count(290, 'The municipalities of the country')
  readonly of: number;
}

export class CandidacyFiguresOfAnAwardView implements CandidacyFiguresOfAnAward {
  @ApiProperty()
  readonly candidacies: CandidacyCountsView;

  @TableOf(CandidacyCountsView, 'By code of the municipality; a joint one counts in each of its municipalities')
  readonly candidaciesByMunicipality: Table<CandidacyCountsView>;

  @ApiProperty()
  readonly nominatedMunicipalities: NominatedMunicipalitiesView;
}

export class CandidacyFiguresOfTheNetworkView implements CandidacyFiguresOfTheNetwork {
  @TableOf(CandidacyCountsView, 'By id of the award')
  readonly candidaciesByAward: Table<CandidacyCountsView>;
}

export class CandidacyStepsView implements Record<CandidacyStep, number> {
  @Count(2)
  readonly nominated: number;

  @Count(2)
  readonly informed: number;

  @Count(1)
  readonly complemented: number;

  @Count(0)
  readonly withdrawn: number;
}

export class CandidacySeriesView implements CandidacySeries {
  @TableOf(CandidacyStepsView, 'By calendar day in Sweden; days on which nothing happened are left out')
  readonly candidacies: Table<CandidacyStepsView>;
}
