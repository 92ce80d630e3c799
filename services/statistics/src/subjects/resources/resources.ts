import { resourceEvents } from '@kraftsamling/contracts';
import type { ResourceData } from '@kraftsamling/contracts';
import { toTheWhole } from '../../counting/addition.ts';
import { rowsOf, valueIs } from '../../counting/dimension.ts';
import type { Dimension } from '../../counting/dimension.ts';
import { NETWORK } from '../../counting/row.ts';
import { factsOf, statusIs } from '../../counting/selection.ts';
import type { Subject } from '../subject.ts';
import { resourceDefinitions } from './resource-definitions.ts';
import { resourceFact } from './resource-fact.ts';
import type { ResourceFact } from './resource-fact.ts';
import { resourceFiguresOfTheNetwork } from './resource-figures.ts';
import type { ResourceFigure } from './resource-figures.ts';

const dimensions = [
  { figure: 'resources' },
  { figure: 'resourcesByKind', by: 'resourceKind' },
] as const satisfies readonly Dimension<ResourceFigure, keyof ResourceFact>[];

/** Venues and digital coaches. */
export const resources = {
  kind: 'resource',
  subscribesTo: resourceEvents,
  factOf: resourceFact,

  contribute(fact, add) {
    for (const row of rowsOf(fact, dimensions, NETWORK)) add(row, fact.status, 1);
  },
  additions: [toTheWhole<ResourceFigure>('resourcesByKind', 'resources')],

  definitions: resourceDefinitions,
  select: ({ figure, value, step }) => ({
    ...factsOf('resource'),
    ...valueIs(dimensions, figure, value),
    ...statusIs(step),
  }),

  networkFigures: resourceFiguresOfTheNetwork,
} as const satisfies Subject<ResourceFact, ResourceFigure, ResourceData>;
