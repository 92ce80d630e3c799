import type { Definitions } from '../../counting/definition.ts';

const resources = ['total', 'available', 'retired'];

export const resourceDefinitions = {
  resources: {
    version: 1,
    of: 'network',
    measures: resources,
    name: { sv: 'Lokaler och coacher', en: 'Venues and coaches' },
    meaning: {
      sv: 'Lokaler och digitala coacher som kan bokas, eller har kunnat bokas.',
      en: 'Venues and digital coaches that can be booked, or could be once.',
    },
  },
  resourcesByKind: {
    version: 1,
    of: 'network',
    measures: resources,
    name: { sv: 'Lokaler och coacher var för sig', en: 'Venues and coaches by kind' },
    meaning: {
      sv: 'Det som kan bokas, efter slag: lokal eller digital coach.',
      en: 'What can be booked, by kind: a venue or a digital coach.',
    },
  },
} as const satisfies Definitions;
