import { ApiProperty } from '@nestjs/swagger';
import type { Table, Total } from '../../counting/row-tables.ts';
import { Count, PlaceName, TableOf, TotalView } from '../rows.dto.ts';
import type { RegistrationStep } from './registration-fact.ts';
import type {
  RegistrationCounts,
  RegistrationFiguresOfACampaign,
  RegistrationFiguresOfAPart,
  RegistrationFiguresOfTheNetwork,
  RegistrationSeries,
} from './registration-figures.ts';

export class RegistrationCountsView implements RegistrationCounts {
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

class MunicipalitiesView implements Total {
  @Count(113)
  readonly total: number;

  @Count(290, 'The municipalities where the campaign takes place: of its area, or of the country')
  readonly of: number;
}

export class RegistrationFiguresOfACampaignView implements RegistrationFiguresOfACampaign {
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
}

export class RegistrationFiguresOfTheNetworkView implements RegistrationFiguresOfTheNetwork {
  @TableOf(RegistrationCountsView, 'By id of the campaign')
  readonly registrationsByCampaign: Table<RegistrationCountsView>;
}

export class RegistrationFiguresOfAPartView implements RegistrationFiguresOfAPart {
  @ApiProperty()
  readonly registrations: RegistrationCountsView;
}

export class RegistrationStepsView implements Record<RegistrationStep, number> {
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

export class RegistrationSeriesView implements RegistrationSeries {
  @TableOf(RegistrationStepsView, 'By calendar day in Sweden; days on which nothing happened are left out')
  readonly days: Table<RegistrationStepsView>;
}
