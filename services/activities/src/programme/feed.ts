import type { Language } from '@kraftsamling/service';
import type { Activity, Localised } from '../activity/activity.state.ts';
import type { AnnouncedActivity } from './entry.ts';

/** What a feed says beside what the activities say themselves. */
export interface Setting {
  readonly language: Language;
  /** Names of organisations that are public. */
  readonly names: ReadonlyMap<string, string>;
  readonly addressOf: (id: string) => string;
}

/** One way of writing the programme down, a part at a time: it is never whole in memory. */
export interface Feed {
  readonly type: string;
  /** Of the name of its file. */
  readonly extension: string;
  readonly begin: () => string;
  readonly each: (activities: readonly AnnouncedActivity[], setting: Setting) => string;
  readonly end: () => string;
}

/**
 * When feeds were last written in another way. It is part of their validators: whoever has one as an earlier release wrote it is not told
 * for ever that it is still the same. `feed-bytes.spec.ts` fails where it is forgotten.
 */
export const feedsWrittenSoSince = new Date('2026-11-26');

const sessionsAtOnce = 500;

/** So many that they can be written in a few milliseconds: others are answered in between, and an activity may have hundreds of sessions. */
export function* inParts(activities: readonly AnnouncedActivity[]): Generator<readonly AnnouncedActivity[]> {
  let part: AnnouncedActivity[] = [];
  let sessions = 0;
  for (const activity of activities) {
    part.push(activity);
    sessions += activity.state.sessions.length + activity.state.removedSessions.length;
    if (sessions < sessionsAtOnce) continue;
    yield part;
    part = [];
    sessions = 0;
  }
  if (part.length > 0) yield part;
}

export function inLanguage(text: Localised, language: Language): string {
  return text[language] ?? text.sv;
}

export function organisersOf({ organisers }: Activity, { names }: Setting): string[] {
  return organisers.flatMap((id) => names.get(id) ?? []);
}
