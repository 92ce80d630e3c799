import { nameOf } from '@kraftsamling/contracts';
import { county, municipality } from '@kraftsamling/geography';
import type { Session } from '../activity/session.ts';
import type { AnnouncedActivity } from './entry.ts';
import { inLanguage, organisersOf } from './feed.ts';
import type { Feed, Setting } from './feed.ts';

const attendance = {
  'on-site': 'https://schema.org/OfflineEventAttendanceMode',
  online: 'https://schema.org/OnlineEventAttendanceMode',
  hybrid: 'https://schema.org/MixedEventAttendanceMode',
} as const satisfies Record<AnnouncedActivity['state']['mode'], string>;

/** schema.org, as search engines read it: one graph with an Event for each activity. */
export function linkedDataFeed(): Feed {
  let first = true;
  return {
    type: 'application/ld+json; charset=utf-8',
    extension: 'jsonld',
    begin: () => '{"@context":"https://schema.org","@graph":[',
    each: (activities, setting) => {
      const events = activities.map((activity) => JSON.stringify(eventOf(activity, setting))).join(',\n');
      const between = first ? '\n' : ',\n';
      first = false;
      return `${between}${events}`;
    },
    end: () => '\n]}\n',
  };
}

function eventOf({ id, state }: AnnouncedActivity, setting: Setting) {
  const { title, description, sessions, mode, topics, languages, targetGroups, capacity, freeOfCharge } = state;
  const status = {
    eventStatus: `https://schema.org/${state.status === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
  };
  const name = inLanguage(title, setting.language);
  const named = (word: string) => nameOf(word, setting.language);
  const [only, ...others] = sessions;
  return {
    '@type': 'Event',
    '@id': setting.addressOf(id),
    identifier: id,
    url: setting.addressOf(id),
    name,
    ...(description && { description: inLanguage(description, setting.language) }),
    startDate: only?.start.toISOString(),
    endDate: sessions.at(-1)?.end.toISOString(),
    ...(others.length > 0 && { subEvent: sessions.map((session) => subEvent(session, name, status)) }),
    ...status,
    eventAttendanceMode: attendance[mode],
    location: locationsOf(state, named),
    organizer: organisersOf(state, setting).map((organiser) => ({ '@type': 'Organization', name: organiser })),
    isAccessibleForFree: freeOfCharge,
    inLanguage: languages,
    keywords: [state.form, ...topics].map(named),
    audience: targetGroups.map((group) => ({ '@type': 'Audience', audienceType: named(group) })),
    ...(capacity !== undefined && { maximumAttendeeCapacity: capacity }),
  };
}

function subEvent({ start, end }: Session, name: string, status: object) {
  return { '@type': 'Event', name, startDate: start.toISOString(), endDate: end.toISOString(), ...status };
}

function locationsOf(
  { venue, onlineAddress, municipality: code }: AnnouncedActivity['state'],
  named: (word: string) => string,
): object[] {
  const { name: addressLocality, countyCode } = municipality(code);
  const place = venue && {
    '@type': 'Place',
    name: venue.name,
    address: {
      '@type': 'PostalAddress',
      ...(venue.address !== undefined && { streetAddress: venue.address }),
      addressLocality,
      addressRegion: county(countyCode).name,
      addressCountry: 'SE',
    },
    ...(venue.position && { geo: { '@type': 'GeoCoordinates', ...venue.position } }),
    ...(venue.accessibility.length > 0 && {
      amenityFeature: venue.accessibility.map((word) => ({
        '@type': 'LocationFeatureSpecification',
        name: named(word),
        value: true,
      })),
    }),
  };
  const online = onlineAddress !== undefined && { '@type': 'VirtualLocation', url: onlineAddress };
  return [...(place ? [place] : []), ...(online ? [online] : [])];
}
