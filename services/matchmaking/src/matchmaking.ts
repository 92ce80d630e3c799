import type { ServiceDefinition } from '@kraftsamling/service';
import { MatchmakingModule } from './matchmaking.module.ts';

export const matchmaking: ServiceDefinition = {
  name: 'matchmaking',
  title: { sv: 'Matchmaking', en: 'Matchmaking' },
  description: 'One sentence on what this service is about.',
  module: MatchmakingModule,
  problems: {},
  release: { version: '0.1.0', released: '2026-11-26', status: 'beta' },
};
