import { integer, SettingsFrom } from '@kraftsamling/service';

export class StatisticsSettings extends SettingsFrom({
  /** How many may listen to the live figures at one replica. */
  liveListeners: integer('LIVE_LISTENERS', { from: 1, to: 100_000, fallback: 1_000 }),
  /** How many of them from one address; 0 for no limit. */
  liveListenersPerAddress: integer('LIVE_LISTENERS_PER_ADDRESS', { to: 100_000, fallback: 100 }),
}) {}
