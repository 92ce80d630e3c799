import { ApiProperty } from '@nestjs/swagger';
import type { Table } from '../../counting/row-tables.ts';
import { Count, TableOf, TotalView } from '../rows.dto.ts';
import type { OrganisationStep } from './organisation-fact.ts';
import type { OrganisationFiguresOfTheNetwork, OrganisationSeries } from './organisation-figures.ts';

export class OrganisationFiguresOfTheNetworkView implements OrganisationFiguresOfTheNetwork {
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

  @TableOf(TotalView, 'By capability: venue, coaches, outreach...; of organisations that want to be matched')
  readonly capacityOffered: Table<TotalView>;
}

export class OrganisationStepsView implements Record<OrganisationStep, number> {
  @Count(4)
  readonly joined: number;
}

export class OrganisationSeriesView implements OrganisationSeries {
  @TableOf(OrganisationStepsView, 'By calendar day in Sweden; days on which nothing happened are left out')
  readonly days: Table<OrganisationStepsView>;
}
