import type { Measures } from '../../counting/row.ts';
import { tableOf } from '../../counting/row-tables.ts';
import type { Table, Tables, Total } from '../../counting/row-tables.ts';
import type { resourceDefinitions } from './resource-definitions.ts';

export type ResourceFigure = keyof typeof resourceDefinitions;

export interface ResourceCounts extends Total {
  readonly available: number;
  readonly retired: number;
}

export interface ResourceFiguresOfTheNetwork {
  readonly resources: ResourceCounts;
  readonly resourcesByKind: Table<ResourceCounts>;
}

export function resourceFiguresOfTheNetwork(table: Tables<ResourceFigure>): ResourceFiguresOfTheNetwork {
  return {
    resources: resourceCounts(table('resources').get('')),
    resourcesByKind: tableOf(table('resourcesByKind'), resourceCounts),
  };
}

function resourceCounts(measures: Measures = {}): ResourceCounts {
  const { available = 0, retired = 0 } = measures;
  return { total: available + retired, available, retired };
}
