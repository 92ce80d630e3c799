import type { ServiceDefinition } from '@kraftsamling/service';
import { StatisticsModule } from './statistics.module.ts';
import { StatisticsSettings } from './statistics.settings.ts';

export const statistics: ServiceDefinition = {
  name: 'statistics',
  title: { sv: 'Kraftsamling: statistik', en: 'Kraftsamling: statistics' },
  description: {
    sv: 'Vad det blev av kampanjerna: vilka som var med, vad som hände, var och för hur många; räknat allteftersom det händer.',
    en: 'What became of the campaigns: who took part, what took place, where, and for how many; counted from events as they happen.',
  },
  tags: { Figures: 'What became of campaigns and awards, and what it was counted from.' },
  hasOwnFrontPage: true,
  module: StatisticsModule,
  settings: StatisticsSettings,
  problems: {
    'unknown-campaign': { sv: 'Okänd kampanj', en: 'Unknown campaign' },
    'unknown-award': { sv: 'Okänd utmärkelse', en: 'Unknown award' },
    'unknown-figure': { sv: 'Okänt mått', en: 'Unknown figure' },
    'unknown-step': { sv: 'Okänt steg', en: 'Unknown step' },
    'rebuild-in-progress': { sv: 'Siffrorna byggs redan om', en: 'The figures are being rebuilt already' },
    'not-building': { sv: 'Ingen ombyggnad pågår', en: 'Not being rebuilt' },
    'nothing-to-verify': { sv: 'Det finns inget att kontrollera', en: 'There is nothing to verify' },
    'too-many-listeners-here': { sv: 'För många lyssnar härifrån', en: 'Too many listeners at this address' },
    'too-many-listeners': { sv: 'För många lyssnar', en: 'Too many listeners' },
  },
  release: { version: '1.0.0', released: '2026-11-22', status: 'beta' },
};
