import { ApiProperty } from '@nestjs/swagger';
import type { Table } from '../../counting/row-tables.ts';
import { Count, TableOf } from '../rows.dto.ts';
import type { ResourceCounts, ResourceFiguresOfTheNetwork } from './resource-figures.ts';

export class ResourceCountsView implements ResourceCounts {
  @Count(120)
  readonly total: number;

  @Count(113)
  readonly available: number;

  @Count(7)
  readonly retired: number;
}

export class ResourceFiguresOfTheNetworkView implements ResourceFiguresOfTheNetwork {
  @ApiProperty({ description: 'Venues and coaches together' })
  readonly resources: ResourceCountsView;

  @TableOf(ResourceCountsView, 'By kind: venue, coach')
  readonly resourcesByKind: Table<ResourceCountsView>;
}
