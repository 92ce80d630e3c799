import { integer, SettingsFrom } from '@kraftsamling/service';

export class StatisticsSettings extends SettingsFrom({
  /** How many may listen to the live figures at one replica. */
  liveListeners: integer('LIVE_LISTENERS', { from: 1, to: 100_000, fallback: 1_000 }),
}) {}
