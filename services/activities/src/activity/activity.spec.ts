import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import {
  activityAmended,
  activityCancelled,
  activityPlanned,
  activityPublished,
  activityReportConfirmed,
  activityReportCorrected,
  activityReported,
  campaignAnnounced,
} from '@kraftsamling/contracts';
import type { CampaignData } from '@kraftsamling/contracts';
import { becomes, nothingHappens, Refusal } from '@kraftsamling/messaging/decision';
import fc from 'fast-check';
import {
  amendActivity,
  cancelActivity,
  confirmReport,
  correctReport,
  planActivity,
  publishActivity,
  reportActivity,
} from './activity.ts';
import { isPublic } from './activity.state.ts';
import { ownActivity, publicActivity, shownActivity } from './public-activity.ts';
import type { Activity, CancelledActivity, PublishedActivity, Proposal, ReportedActivity } from './activity.state.ts';
import type { Known } from './publishing.ts';
import type { StatedReport } from './report.ts';

const now = new Date('2024-10-01T10:00Z');
const later = new Date('2024-11-18T10:00Z');

const proposal: Proposal = {
  title: { sv: 'Digital fika' },
  form: 'drop-in',
  topics: ['e-identification'],
  targetGroups: ['senior-citizens'],
  languages: ['sv'],
  mode: 'on-site',
  municipality: '2081',
  venue: { name: 'Borlänge bibliotek', accessibility: [] },
  sessions: [
    { start: '2024-11-15T10:00', end: '2024-11-15T12:00' },
    { start: '2024-11-16T10:00', end: '2024-11-16T12:00' },
  ],
  freeOfCharge: true,
  organisers: ['library'],
  campaigns: ['digital-days'],
};
const campaign: CampaignData = { ...campaignAnnounced.example, id: 'digital-days' };
const knowing = (...campaigns: CampaignData[]): Known => ({
  campaigns: new Map(campaigns.map((each) => [each.id, each])),
  organisations: new Map([
    ['library', {}],
    ['seniors', {}],
  ]),
  booked: new Set(),
});
const known = knowing(campaign);

const planned = planActivity(proposal, now).state;
const published = stateOf(publishActivity(planned, known, now)) as PublishedActivity;
const report: StatedReport = {
  onSite: { people: 40, evidence: 'counted' },
  targetGroups: [],
  staffTrained: 2,
  volunteersTrained: 0,
};
const reported = stateOf(reportActivity(published, report, later)) as ReportedActivity;
const cancelled = stateOf(cancelActivity(published, 'illness', now)) as CancelledActivity;

function stateOf(decision: ReturnType<typeof publishActivity>): Activity {
  if (decision === nothingHappens) throw new Error('Nothing happened.');
  return decision.state;
}

function refusing(code: string, ...pointers: string[]) {
  const errors = pointers.map((pointer) => expect.objectContaining({ pointer, code }));
  return expect.objectContaining(pointers.length > 0 ? { code, errors } : { code });
}

describe('planning an activity', () => {
  it('derives the county and publishes an event', () => {
    expect(planActivity(proposal, now)).toMatchObject({
      state: { status: 'planned', county: '20', plannedAt: now, sequence: 0, yearRoundIn: [], bookings: [] },
      events: [activityPlanned],
    });
  });

  it.each<[string, Partial<Proposal>, string, string]>([
    ['an unknown municipality', { municipality: '2018' }, 'unknown-municipality', '/municipality'],
    ['no sessions', { sessions: [] }, 'no-sessions', '/sessions'],
    [
      'an e-mail address in the title',
      { title: { sv: 'Fika, anmäl till eva@bibliotek.example' } },
      'contact-in-title',
      '/title/sv',
    ],
    [
      'a telephone number in the title',
      { title: { sv: 'Fika', en: 'Call 0243-740 00' } },
      'contact-in-title',
      '/title/en',
    ],
    [
      'a telephone number as a venue',
      { venue: { name: 'Ring +46 (0)70 123 45 67', accessibility: [] } },
      'contact-in-title',
      '/venue/name',
    ],
    [
      'a telephone number in the description',
      { description: { sv: 'Öppet 09-12 och 13-16. Ring Eva på 0243-740 00.' } },
      'contact-in-title',
      '/description/sv',
    ],
    [
      'an e-mail address in what is on offer all year',
      { yearRoundHelp: { sv: 'Skriv till eva@bibliotek.example' } },
      'contact-in-title',
      '/yearRoundHelp/sv',
    ],
    ['a venue online', { mode: 'online' }, 'mode-differs', '/venue'],
    ['an address online on site', { onlineAddress: 'https://meet.example' }, 'mode-differs', '/onlineAddress'],
  ])('refuses %s', (_, change, code, pointer) => {
    expect(() => planActivity({ ...proposal, ...change }, now)).toThrow(refusing(code, pointer));
  });

  it('needs a venue unless it is online', () => {
    const { venue: _, ...nowhere } = proposal;
    expect(() => planActivity(nowhere, now)).toThrow(refusing('venue-missing', '/venue'));
    expect(() => planActivity({ ...nowhere, mode: 'hybrid' }, now)).toThrow(refusing('venue-missing', '/venue'));
    expect(planActivity({ ...nowhere, mode: 'online' }, now)).toMatchObject({ state: { mode: 'online' } });
  });

  it.each([
    'Digitalidag 15-16 november 2024',
    'Öppet 2024-11-15 08:00-10:00',
    'Fika @ biblioteket',
    '1 000 000 på nätet',
    'Rum 0243',
    'Öppet hus 09-12 14/11 2024',
    'Fika 01/11 2024',
    'Drop-in 08-16 2024',
  ])('takes “%s” for the title it is', (title) => {
    expect(planActivity({ ...proposal, title: { sv: title } }, now).state.title.sv).toBe(title);
  });

  it.each([
    '0243-740 00',
    '070-123 45 67',
    '08/123 456 78',
    '(08) 12 34 56',
    '0701234567',
    '+46701234567',
    '08-12 20 24 1',
  ])('knows %s as a telephone number', (number) => {
    const change = { title: { sv: `Fika, ring ${number}` } };
    expect(() => planActivity({ ...proposal, ...change }, now)).toThrow(refusing('contact-in-title'));
  });

  it('has no number in the words of its venue, nor in why it is cancelled', () => {
    const call = 'ring-070-123-45-67';
    const venue = { name: 'Biblioteket', accessibility: ['step-free', call] };
    expect(() => planActivity({ ...proposal, venue }, now)).toThrow(
      refusing('contact-in-title', '/venue/accessibility/1'),
    );
    expect(() => cancelActivity(published, call, now)).toThrow(refusing('contact-in-title', '/reason'));
  });

  it('asks nothing about campaigns and organisers: they may not be known yet', () => {
    const ahead = { ...proposal, campaigns: ['nothing'], organisers: ['nobody'], freeOfCharge: false };
    expect(planActivity(ahead, now).state).toMatchObject({ campaigns: ['nothing'] });
  });
});

describe('publishing an activity', () => {
  it('puts it into the programme and publishes an event', () => {
    expect(publishActivity(planned, known, now)).toEqual({
      state: { ...planned, status: 'published', publishedAt: now },
      events: [activityPublished],
    });
  });

  it('is refused by the rules of its campaigns', () => {
    expect(() => publishActivity({ ...planned, freeOfCharge: false }, known, now)).toThrow(
      refusing('not-free-of-charge', '/freeOfCharge'),
    );
    expect(() => publishActivity(planned, knowing(), now)).toThrow(refusing('unknown-campaign', '/campaigns/0'));
  });

  it('does nothing the second time, nor after the report', () => {
    expect(publishActivity(published, known, later)).toBe(nothingHappens);
    expect(publishActivity(reported, known, later)).toBe(nothingHappens);
  });

  it('again marks year-round work anew when the campaign has got other days', () => {
    const moved = knowing({ ...campaign, days: ['2024-10-08'] });
    const again = publishActivity(published, moved, later);
    expect(again).toEqual({ state: { ...published, yearRoundIn: ['digital-days'] }, events: [activityAmended] });
    expect(publishActivity(stateOf(again), moved, later)).toBe(nothingHappens);
  });

  it('is refused after it was cancelled', () => {
    expect(() => publishActivity(cancelled, known, now)).toThrow(refusing('activity-cancelled'));
  });
});

describe('amending an activity', () => {
  it('publishes what everybody may know, and keeps the rest to itself', () => {
    expect(amendActivity(published, { capacity: 40 }, known)).toMatchObject({
      state: { capacity: 40, sequence: 0 },
      events: [activityAmended],
    });
    expect(amendActivity(published, { description: { sv: 'Ta med id.' } }, known)).toMatchObject({
      state: { description: { sv: 'Ta med id.' } },
      events: [],
    });
  });

  it('does nothing when nothing is different', () => {
    expect(amendActivity(published, {}, known)).toBe(nothingHappens);
    expect(amendActivity(published, { ...proposal }, known)).toBe(nothingHappens);
    expect(amendActivity(planned, { title: { sv: 'Digital fika' } }, knowing())).toBe(nothingHappens);
  });

  it.each<[string, Partial<Proposal>]>([
    ['title', { title: { sv: 'Digital lunch' } }],
    ['time', { sessions: [{ start: '2024-11-15T11:00', end: '2024-11-15T12:00' }] }],
    ['venue', { venue: { name: 'Medborgarhuset', accessibility: [] } }],
    ['municipality', { municipality: '2080' }],
    ['mode', { mode: 'hybrid' }],
    ['description', { description: { sv: 'Ta med id.' } }],
    ['form', { form: 'course' }],
    ['topic', { topics: ['smartphones'] }],
    ['organiser', { organisers: ['seniors'] }],
  ])('gives calendars a higher sequence with another %s', (_, change) => {
    expect(stateOf(amendActivity(published, change, known)).sequence).toBe(1);
    expect(stateOf(amendActivity(planned, change, known)).sequence).toBe(1);
  });

  it('derives the county and the mark of year-round work again', () => {
    const change = { municipality: '0114', sessions: [{ start: '2024-06-01T10:00', end: '2024-06-01T12:00' }] };
    expect(stateOf(amendActivity(published, change, known))).toMatchObject({
      county: '01',
      yearRoundIn: ['digital-days'],
    });
  });

  it('keeps removed sessions for calendars once it has been published', () => {
    const [first, second] = published.sessions;
    const change = { sessions: [{ start: '2024-11-15T10:00', end: '2024-11-15T12:00' }] };
    expect(stateOf(amendActivity(published, change, known))).toMatchObject({
      sessions: [first],
      removedSessions: [second],
    });
    expect(stateOf(amendActivity(planned, change, known))).toMatchObject({ sessions: [first], removedSessions: [] });
  });

  it('refuses to change sessions that venues and coaches are booked for', () => {
    const booked = { ...published, bookings: ['booking'] };
    const change = { sessions: [{ start: '2024-11-15T11:00', end: '2024-11-15T12:00' }] };
    expect(() => amendActivity(booked, change, known)).toThrow(refusing('sessions-booked'));
    expect(amendActivity(booked, { sessions: proposal.sessions, capacity: 3 }, known)).toMatchObject({
      state: { capacity: 3 },
    });
  });

  it('does not take a venue that is booked here to another municipality', () => {
    const inRoom = { ...planned, venue: { resourceId: 'room', name: 'Röda rummet', accessibility: [] } };
    expect(() => amendActivity(inRoom, { municipality: '2080' }, known)).toThrow(
      refusing('venue-elsewhere', '/municipality'),
    );
    const venue = { name: 'Medborgarhuset', accessibility: [] };
    expect(amendActivity(inRoom, { municipality: '2080', venue }, known)).toMatchObject({ state: { venue } });
  });

  it('leaves the venue when it goes online, and the address online when it goes on site', () => {
    const online = stateOf(amendActivity(published, { mode: 'online', onlineAddress: 'https://meet.example' }, known));
    expect(online).not.toHaveProperty('venue');
    const venue = { name: 'Medborgarhuset', accessibility: [] };
    expect(stateOf(amendActivity(online, { mode: 'on-site', venue }, known))).not.toHaveProperty('onlineAddress');
    expect(() => amendActivity(online, { mode: 'on-site' }, known)).toThrow(refusing('venue-missing'));
  });

  it('holds what is published to the rules of its campaigns, and a plan to none', () => {
    const change = { freeOfCharge: false };
    expect(() => amendActivity(published, change, known)).toThrow(refusing('not-free-of-charge'));
    expect(amendActivity(planned, change, known)).toMatchObject({ state: change });
  });

  it('refuses invalid plans, whatever part of them was given', () => {
    expect(() => amendActivity(planned, { municipality: '2018' }, known)).toThrow(refusing('unknown-municipality'));
    expect(() => amendActivity(planned, { sessions: [] }, known)).toThrow(refusing('no-sessions'));
  });

  it('is refused when it is over', () => {
    expect(() => amendActivity(cancelled, { capacity: 3 }, known)).toThrow(refusing('activity-cancelled'));
    expect(() => amendActivity(reported, { capacity: 3 }, known)).toThrow(refusing('activity-reported'));
  });

  it('takes back a text whatever has become of it, for it may name somebody', () => {
    for (const over of [reported, cancelled]) {
      const amendment = { title: { sv: 'Öppet hus' }, description: { sv: 'Alla är välkomna.' } };
      const { sequence } = over;
      expect(amendActivity(over, amendment, known)).toEqual(
        becomes({ ...over, ...amendment, sequence: sequence + 1 }, activityAmended),
      );
      expect(amendActivity(over, {}, known)).toBe(nothingHappens);
      const refused = { ...amendment, capacity: 3 };
      expect(() => amendActivity(over, refused, known)).toThrow(/only texts|cancelled/);
    }
    expect(() => amendActivity(cancelled, { title: { sv: 'Ring 0243-740 00' } }, known)).toThrow(
      refusing('contact-in-title'),
    );
  });
});

describe('cancelling an activity', () => {
  it('publishes one event, and gives calendars a higher sequence', () => {
    expect(cancelActivity(published, 'illness', now)).toEqual({
      state: { ...published, status: 'cancelled', cancelledAt: now, cancellationReason: 'illness', sequence: 1 },
      events: [activityCancelled],
    });
    expect(cancelActivity(cancelled, 'another-reason', later)).toBe(nothingHappens);
  });

  it('is refused when it has been reported', () => {
    expect(() => cancelActivity(reported, 'illness', later)).toThrow(refusing('activity-reported'));
  });
});

describe('reporting an activity', () => {
  it('publishes an event', () => {
    expect(reportActivity(published, report, later)).toMatchObject({
      state: { status: 'reported', reportedAt: later, report: { onSite: { people: 40, lower: 40, upper: 40 } } },
      events: [activityReported],
    });
  });

  it('comes after the last session', () => {
    expect(() => reportActivity(published, report, new Date('2024-11-16T10:59:59Z'))).toThrow(refusing('not-yet-held'));
    expect(reportActivity(published, report, new Date('2024-11-16T11:00:00Z'))).not.toBe(nothingHappens);
  });

  it('counts forty people once when five organisers report them', () => {
    let activity: Activity = published;
    let events = 0;
    for (let organiser = 0; organiser < 5; organiser++) {
      const decision = reportActivity(activity, report, later);
      if (decision === nothingHappens) continue;
      activity = decision.state;
      events += decision.events.length;
    }
    expect(activity).toMatchObject({ report: { onSite: { people: 40 } } });
    expect(events).toBe(1);
  });

  it('refuses another report, and says how to correct the one there is', () => {
    const other = { ...report, onSite: { people: 41, evidence: 'counted' } as const };
    expect(() => reportActivity(reported, other, later)).toThrow(
      expect.objectContaining({
        code: 'already-reported',
        message: 'It has been reported: 40 on site and 0 online. To correct that, replace the report with PUT.',
      }),
    );
  });

  it('refuses a report with errors', () => {
    const invalid = { ...report, onSite: { people: 40, lower: 30, upper: 20, evidence: 'estimated' } as const };
    expect(() => reportActivity(published, invalid, later)).toThrow(refusing('bounds-crossed', '/onSite'));
  });

  it('is for what has been published and takes place', () => {
    expect(() => reportActivity(planned, report, later)).toThrow(refusing('activity-not-published'));
    expect(() => reportActivity(cancelled, report, later)).toThrow(refusing('activity-cancelled'));
  });
});

describe('correcting a report', () => {
  const corrected = { ...report, onSite: { people: 44, evidence: 'registered' } as const };

  it('replaces it and adds nothing, and so does a correction of the correction', () => {
    const once = stateOf(correctReport(reported, corrected, later));
    expect(correctReport(reported, corrected, later)).toMatchObject({
      state: { correctedAt: later, reportedAt: reported.reportedAt, report: { onSite: { people: 44 } } },
      events: [activityReportCorrected],
    });
    expect(stateOf(correctReport(once, report, later))).toEqual({ ...reported, correctedAt: later });
  });

  it('does nothing when there is nothing to correct', () => {
    expect(correctReport(reported, report, later)).toBe(nothingHappens);
  });

  it('needs a report', () => {
    expect(() => correctReport(published, corrected, later)).toThrow(refusing('not-yet-reported'));
    expect(() => correctReport(planned, corrected, later)).toThrow(refusing('not-yet-reported'));
    expect(() => correctReport(cancelled, corrected, later)).toThrow(refusing('activity-cancelled'));
  });
});

describe('a number that is unusual', () => {
  const slip = { ...report, onSite: { people: 1_000_000, evidence: 'counted' }, staffTrained: 10_000_000 } as const;
  const sure = { ...slip, confirmUnusual: true };
  const flagged = stateOf(reportActivity(published, sure, later)) as ReportedActivity;

  it('is asked back, each with its field', () => {
    expect(() => reportActivity(published, slip, later)).toThrow(
      refusing('unusual-number', '/onSite', '/staffTrained'),
    );
    expect(() => correctReport(reported, slip, later)).toThrow(refusing('unusual-number', '/onSite', '/staffTrained'));
  });

  it('is taken from whoever is sure, and awaits confirmation', () => {
    expect(flagged).toMatchObject({ report: { onSite: { people: 1_000_000 } }, unusual: ['/onSite', '/staffTrained'] });
    expect(flagged.report).not.toHaveProperty('confirmUnusual');
    expect(publicActivity(flagged, 'id').report).toMatchObject({ awaitingConfirmation: true });
    expect(publicActivity(reported, 'id').report).not.toHaveProperty('awaitingConfirmation');
    expect(reportActivity(flagged, slip, later)).toBe(nothingHappens);
  });

  it('counts once the secretariat has confirmed it', () => {
    const confirmation = confirmReport(flagged);
    expect(confirmation).toMatchObject({ events: [activityReportConfirmed] });
    const confirmed = stateOf(confirmation);
    expect(publicActivity(confirmed, 'id').report).not.toHaveProperty('awaitingConfirmation');
    expect(confirmReport(confirmed)).toBe(nothingHappens);
    expect(confirmReport(reported)).toBe(nothingHappens);
    expect(() => confirmReport(published)).toThrow(refusing('not-yet-reported'));
    expect(() => confirmReport(cancelled)).toThrow(refusing('activity-cancelled'));
  });

  it('stays confirmed in a correction that leaves it as it is, and is asked back when it becomes another', () => {
    const confirmed = stateOf(confirmReport(flagged));
    const reworded = { ...slip, lessons: 'Boka en större lokal.' };
    expect(stateOf(correctReport(confirmed, reworded, later))).not.toHaveProperty('unusual');
    expect(stateOf(correctReport(flagged, reworded, later))).toMatchObject({ unusual: ['/onSite', '/staffTrained'] });
    const other = { ...slip, staffTrained: 9_999_999 };
    expect(() => correctReport(confirmed, other, later)).toThrow(refusing('unusual-number', '/staffTrained'));
    expect(stateOf(correctReport(confirmed, { ...other, confirmUnusual: true }, later))).toMatchObject({
      unusual: ['/staffTrained'],
    });
    expect(stateOf(correctReport(flagged, report, later))).not.toHaveProperty('unusual');
  });

  it('is asked back of what an activity takes, when it is planned and when that is changed', () => {
    const large = { capacity: 1_000_000 };
    expect(() => planActivity({ ...proposal, ...large }, now)).toThrow(refusing('unusual-number', '/capacity'));
    expect(planActivity({ ...proposal, ...large, confirmUnusual: true }, now).state).toEqual({ ...planned, ...large });
    for (const activity of [planned, published]) {
      expect(() => amendActivity(activity, large, known)).toThrow(refusing('unusual-number', '/capacity'));
      expect(() => amendActivity(activity, { capacity: 500 }, { ...known, room: 40 })).toThrow(refusing('unusual-number')); // prettier-ignore
      const amended = stateOf(amendActivity(activity, { ...large, confirmUnusual: true }, known));
      expect(amended).toEqual({ ...activity, ...large });
      expect(stateOf(amendActivity(amended, { title: { sv: 'Öppet hus' } }, known))).toMatchObject(large);
    }
  });
});

describe('a small group in a report', () => {
  const groups = [
    { targetGroup: 'senior-citizens', people: 30 },
    { targetGroup: 'asylum-seekers', people: 1 },
  ];
  const inGroups = stateOf(reportActivity(published, { ...report, targetGroups: groups }, later));

  it('is not in what is published', () => {
    expect(publicActivity(inGroups, 'id').report?.targetGroups).toEqual(groups.slice(0, 1));
    expect(shownActivity(inGroups, 'id').report?.targetGroups).toEqual(groups.slice(0, 1));
  });

  it('is seen by those who have counted it', () => {
    expect(ownActivity(inGroups, 'id').report?.targetGroups).toEqual(groups);
  });
});

describe('whatever is asked of an activity, in whatever order', () => {
  const hours = fc.integer({ min: 8, max: 15 });
  const sessionsAt = (hour: number) => ['15', '16'].map((day) => at(`2024-11-${day}`, hour));
  const at = (day: string, hour: number) => ({
    start: `${day}T${String(hour).padStart(2, '0')}:00`,
    end: `${day}T${String(hour + 1).padStart(2, '0')}:00`,
  });
  const people = fc.integer({ min: 0, max: 9 });
  const counted = (number: number): StatedReport => ({ ...report, onSite: { people: number, evidence: 'counted' } });
  const command = fc.oneof(
    fc.constant((state: Activity) => publishActivity(state, known, now)),
    fc.constant((state: Activity) => cancelActivity(state, 'illness', now)),
    people.map((number) => (state: Activity) => reportActivity(state, counted(number), later)),
    people.map((number) => (state: Activity) => correctReport(state, counted(number), later)),
    hours.map((hour) => (state: Activity) => amendActivity(state, { sessions: sessionsAt(hour) }, known)),
    hours.map((hour) => (state: Activity) => amendActivity(state, { sessions: [at('2024-11-16', hour)] }, known)),
  );
  const order = ['planned', 'published', 'reported'];

  it('never goes back, never shows a calendar something old, and never gives an id of a session twice', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        let state: Activity = planned;
        for (const decide of commands) {
          const before = state;
          state = after(state, decide);

          if (state === before) continue;
          expect(before.status).not.toBe('cancelled');
          if (state.status !== 'cancelled')
            expect(order.indexOf(state.status)).toBeGreaterThanOrEqual(order.indexOf(before.status));
          const shown = ({ sessions, status }: Activity) => ({ sessions, cancelled: status === 'cancelled' });
          if (!isDeepStrictEqual(shown(state), shown(before))) expect(state.sequence).toBeGreaterThan(before.sequence);
          const ids = [...state.sessions, ...state.removedSessions].map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
    );
  });

  function after(state: Activity, decide: (state: Activity) => ReturnType<typeof publishActivity>): Activity {
    try {
      const decision = decide(state);
      return decision === nothingHappens ? state : decision.state;
    } catch (error) {
      if (error instanceof Refusal) return state;
      throw error;
    }
  }
});

it('everybody knows of an activity that is or was in the programme', () => {
  const neverShown = stateOf(cancelActivity(planned, 'illness', now));
  expect([planned, published, reported, cancelled, neverShown].map(isPublic)).toEqual([false, true, true, true, false]);
});
