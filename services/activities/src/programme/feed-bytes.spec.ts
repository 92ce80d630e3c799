import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { csvFeed } from './csv-feed.ts';
import type { AnnouncedActivity } from './entry.ts';
import { feedsWrittenSoSince } from './feed.ts';
import { icalendarFeed } from './icalendar.ts';
import { linkedDataFeed } from './json-ld.ts';

const at = (hour: number) => new Date(Date.UTC(2024, 10, 15, hour));
const published: AnnouncedActivity['state'] = {
  title: { sv: 'Öppet hus', en: 'Open house' },
  description: { sv: 'Ta med id-handling.' },
  form: 'drop-in',
  topics: ['coding'],
  targetGroups: ['senior-citizens'],
  languages: ['sv'],
  mode: 'hybrid',
  municipality: '2081',
  county: '20',
  venue: {
    name: 'Röda rummet',
    address: 'Hagavägen 1',
    position: { latitude: 60.5, longitude: 15.4 },
    accessibility: ['step-free'],
  },
  onlineAddress: 'https://meet.example',
  sessions: [
    { id: '1', start: at(9), end: at(11) },
    { id: '3', start: at(21), end: at(25) },
  ],
  capacity: 40,
  freeOfCharge: true,
  organisers: ['library'],
  campaigns: ['week'],
  plannedAt: at(0),
  yearRoundIn: [],
  sequence: 2,
  removedSessions: [{ id: '2', start: at(13), end: at(14) }],
  bookings: [],
  status: 'published',
  publishedAt: at(1),
};
const setting = {
  language: 'sv',
  names: new Map([['library', 'Biblioteket']]),
  addressOf: (id: string) => `https://activities.example/${id}`,
} as const;
const activities: AnnouncedActivity[] = [
  { id: 'a', version: 3, updatedAt: at(2), state: published },
  {
    id: 'b',
    version: 4,
    updatedAt: at(3),
    state: { ...published, status: 'cancelled', cancelledAt: at(3), cancellationReason: 'illness' },
  },
];

it('feeds are written as they were when it was last said that they are written in another way', () => {
  const feeds = [
    icalendarFeed('sv', 'Program: Dalarna'),
    csvFeed({ forExcel: false }),
    csvFeed({ forExcel: true }),
    linkedDataFeed(),
  ];
  const bytes = feeds.map((feed) => feed.begin() + feed.each(activities, setting) + feed.end()).join('\n');
  const written = [feedsWrittenSoSince.toISOString(), createHash('sha256').update(bytes).digest('hex').slice(0, 16)];
  // Whoever writes them otherwise says so in `feedsWrittenSoSince`, and both here.
  expect(written).toEqual(['2026-11-26T00:00:00.000Z', 'ab8e8522e5869819']);
});
