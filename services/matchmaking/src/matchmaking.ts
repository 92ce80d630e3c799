import type { ServiceDefinition } from '@kraftsamling/service';
import { MatchmakingModule } from './matchmaking.module.ts';
import { MatchmakingSettings } from './matchmaking.settings.ts';
import { problems } from './problems.ts';

export const matchmaking: ServiceDefinition = {
  name: 'matchmaking',
  title: { sv: 'Matchning', en: 'Matchmaking' },
  description: {
    sv: 'Vilka som arbetar ihop: ärenden från behov till koalition, och vad det blev av dem.',
    en: 'Who works together: cases from a need to a coalition, and what came of it.',
  },
  tags: {
    cases: 'From a need to a coalition, and what came of it.',
    coverage: 'Municipalities where nothing takes place, and a plan for them.',
    search: 'Who could work together, and why others could not.',
    surveys: 'When a survey opens a case.',
    'work list': 'What a coordinator is to do next.',
  },
  pages: [{ path: '/work-list', title: { sv: 'Arbetslistan, för samordnare', en: 'The work list, for coordinators' } }],
  module: MatchmakingModule,
  settings: MatchmakingSettings,
  problems,
  release: { version: '0.1.0', released: '2026-11-26', status: 'beta' },
};
