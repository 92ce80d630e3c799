import { nameOf } from '@kraftsamling/contracts';
import { municipality } from '@kraftsamling/geography';
import ical, { escape, foldLines, ICalEvent, ICalEventStatus } from 'ical-generator';
import type { ICalLocation } from 'ical-generator';
import type { Language } from '@kraftsamling/service';
import { normalizedName } from '../activity/natural-key.ts';
import type { Session } from '../activity/session.ts';
import type { AnnouncedActivity } from './entry.ts';
import { inLanguage, organisersOf } from './feed.ts';
import type { Feed, Setting } from './feed.ts';

const refreshSeconds = 3600;
const end = 'END:VCALENDAR';
const cancelled = { sv: 'INSTÄLLT', en: 'CANCELLED' } as const satisfies Record<Language, string>;

/** A calendar holds one component at least (RFC 5545, 3.6). Where there is no event, this is the one. */
const swedishTime = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Stockholm',
  'BEGIN:DAYLIGHT',
  'DTSTART:19960331T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19961027T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
  '',
].join('\r\n');

/**
 * iCalendar (RFC 5545), an event for each session. Times are in UTC, so that no calendar needs to know of Swedish summer time. What no longer takes place
 * stays, as cancelled: calendars that have it take it away by that and by nothing else.
 */
export function icalendarFeed(language: Language, name: string): Feed {
  const calendar = ical({
    prodId: { company: 'Kraftsamling', product: 'activities', language: language.toUpperCase() },
    name: escape(name, false),
    ttl: refreshSeconds,
  });
  return {
    type: 'text/calendar; charset=utf-8',
    extension: 'ics',
    begin: () => `${calendar.toString().slice(0, -end.length)}${swedishTime}`,
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
  const what = whatItIs(activity, setting);
  const event = (session: Session, takesPlace: boolean): EventData => ({
    ...what,
    // Many calendars show a cancelled event as any other.
    summary: takesPlace ? what.summary : `${cancelled[setting.language]}: ${what.summary}`,
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
function whatItIs({ id, updatedAt, state }: AnnouncedActivity, setting: Setting) {
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
  const place = [name, address].filter((part) => part !== undefined).join(', ');
  const town = municipality(code).name;
  return {
    title: printable(names(place, town) ? place : `${place}, ${town}`),
    ...(position && { geo: { lat: position.latitude, lon: position.longitude } }),
  };
}

/** Whether a text says this name, as a word of its own. */
function names(text: string, name: string): boolean {
  return ` ${normalizedName(text)} `.includes(` ${normalizedName(name)} `);
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
