import { nameOf } from '@kraftsamling/contracts';
import { municipality } from '@kraftsamling/geography';
import ical, { foldLines, ICalEvent, ICalEventStatus } from 'ical-generator';
import type { ICalLocation } from 'ical-generator';
import type { Language } from '@kraftsamling/service';
import type { Session } from '../activity/session.ts';
import type { AnnouncedActivity } from './entry.ts';
import { inLanguage, organisersOf } from './feed.ts';
import type { Feed, Setting } from './feed.ts';

const refreshSeconds = 3600;
const end = 'END:VCALENDAR';
const names = { sv: 'Program', en: 'Programme' } as const satisfies Record<Language, string>;

/**
 * iCalendar (RFC 5545), an event for each session. Times are in UTC, so that no calendar needs to know of Swedish summer time. What no longer takes place
 * stays, as cancelled: calendars that have it take it away by that and by nothing else.
 */
export function icalendarFeed(language: Language): Feed {
  const calendar = ical({
    prodId: { company: 'Kraftsamling', product: 'activities', language: language.toUpperCase() },
    name: names[language],
    ttl: refreshSeconds,
  });
  return {
    type: 'text/calendar; charset=utf-8',
    file: 'program.ics',
    begin: () => calendar.toString().slice(0, -end.length),
    each: (activities, setting) => {
      const events = activities
        .flatMap((activity) => eventsOf(activity, setting))
        .map((data) => new ICalEvent(data, calendar).toString());
      return folded(events.join(''));
    },
    end: () => `${end}\r\n`,
  };
}

type EventData = ConstructorParameters<typeof ICalEvent>[0];

function eventsOf(activity: AnnouncedActivity, setting: Setting): EventData[] {
  const { state } = activity;
  const event = (session: Session, takesPlace: boolean): EventData => ({
    ...whatItIs(activity, setting),
    id: `${activity.id}-${session.id}@kraftsamling`,
    start: session.start,
    end: session.end,
    status: takesPlace ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
  });
  return [
    ...state.sessions.map((session) => event(session, state.status !== 'cancelled')),
    ...state.removedSessions.map((session) => event(session, false)),
  ];
}

/** There is no ORGANIZER: that is a mail address, and so often that of a person. Who organises it stands in the description. */
function whatItIs({ id, updatedAt, state }: AnnouncedActivity, setting: Setting): Omit<EventData, 'start'> {
  const { title, topics, form, sequence, publishedAt } = state;
  const location = locationOf(state);
  return {
    summary: printable(inLanguage(title, setting.language)),
    description: printable(descriptionOf(state, setting)),
    ...(location && { location }),
    categories: [form, ...topics].map((word) => ({ name: nameOf(word, setting.language) })),
    url: setting.addressOf(id),
    sequence,
    // Two fetches of the same activity are the same to the byte.
    stamp: updatedAt,
    created: publishedAt,
    lastModified: updatedAt,
  };
}

function locationOf({
  venue,
  onlineAddress,
  municipality: code,
}: AnnouncedActivity['state']): ICalLocation | undefined {
  if (!venue) return onlineAddress === undefined ? undefined : { title: onlineAddress };
  const { name, address, position } = venue;
  return {
    title: printable([name, address, municipality(code).name].filter((part) => part !== undefined).join(', ')),
    ...(position && { geo: { lat: position.latitude, lon: position.longitude } }),
  };
}

function descriptionOf(state: AnnouncedActivity['state'], setting: Setting): string {
  return [
    state.description && inLanguage(state.description, setting.language),
    state.onlineAddress,
    organisersOf(state, setting).join(', '),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join('\n\n');
}

/** iCalendar knows one line break and no other control character; some readers break lines at all that Unicode calls so. */
function printable(text: string): string {
  return text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '');
}

const longestLine = 74;

/**
 * The library looks at each letter of a text to fold it, which takes a while. Most lines are so short that there is nothing to fold, and the sessions
 * of an activity have the others in common.
 */
function folded(events: string): string {
  const known = new Map<string, string>();
  const fold = (line: string): string => {
    const lines = known.get(line) ?? foldLines(line);
    known.set(line, lines);
    return lines;
  };
  return events
    .split('\r\n')
    .map((line) => (Buffer.byteLength(line) > longestLine ? fold(line) : line))
    .join('\r\n');
}
