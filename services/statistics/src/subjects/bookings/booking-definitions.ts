import type { Definitions } from '../../counting/definition.ts';

export const bookingDefinitions = {
  bookings: {
    version: 1,
    of: 'network',
    measures: ['total', 'live', 'held', 'confirmed', 'released', 'expired'],
    name: { sv: 'Bokningar', en: 'Bookings' },
    meaning: {
      sv: 'Bokningar efter det steg de nu står i. Aktuella är de som håller sina lokaler och coacher: preliminära eller bekräftade.',
      en: 'Bookings by the step they now stand at. Live are those that have their venues and coaches: held or confirmed.',
    },
  },
} as const satisfies Definitions;
