import { describe, expect, it } from '@jest/globals';
import { campaignAnnounced } from '@kraftsamling/contracts';
import type { CampaignData } from '@kraftsamling/contracts';
import type { Plan, PublishedActivity } from './activity.state.ts';
import { affected, publishingErrors, ruleErrors, yearRoundIn } from './publishing.ts';
import { sessionsFrom } from './session.ts';

const campaign: CampaignData = { ...campaignAnnounced.example, id: 'digital-days' };
const week: CampaignData = { ...campaign, id: 'week', days: ['2024-10-08', '2024-10-09'] };
const known = {
  campaigns: new Map([campaign, week].map((each) => [each.id, each])),
  organisations: new Map([['library', {}]]),
  booked: new Set(['the-red-room']),
};

const on = (...days: string[]) =>
  sessionsFrom(days.map((day) => ({ start: `${day}T10:00`, end: `${day}T12:00` }))).sessions;

const plan: Plan = {
  title: { sv: 'Digital fika' },
  form: 'drop-in',
  topics: [],
  targetGroups: [],
  languages: ['sv'],
  mode: 'on-site',
  municipality: '2081',
  venue: { name: 'Biblioteket', accessibility: [] },
  sessions: on('2024-11-15'),
  freeOfCharge: true,
  organisers: ['library'],
  campaigns: ['digital-days'],
};
const published: PublishedActivity = {
  ...plan,
  county: '20',
  status: 'published',
  plannedAt: new Date('2024-10-01T10:00Z'),
  publishedAt: new Date('2024-10-02T10:00Z'),
  yearRoundIn: [],
  sequence: 0,
  removedSessions: [],
  bookings: [],
};

describe('year-round work', () => {
  const night = sessionsFrom([{ start: '2024-11-14T22:00', end: '2024-11-15T02:00' }]).sessions;

  it('is not what goes on past midnight into a day of the campaign', () => {
    expect(yearRoundIn({ ...plan, sessions: night }, known.campaigns)).toEqual([]);
    const untilMidnight = sessionsFrom([{ start: '2024-11-14T22:00', end: '2024-11-15T00:00' }]).sessions;
    expect(yearRoundIn({ ...plan, sessions: untilMidnight }, known.campaigns)).toEqual(['digital-days']);
  });
});

describe('the rules of publishing', () => {
  it('let an activity through that keeps to its campaign', () => {
    expect(publishingErrors(plan, known)).toEqual([]);
  });

  it('let an activity of no campaign through, whenever it is and whatever it costs', () => {
    expect(
      publishingErrors({ ...plan, campaigns: [], freeOfCharge: false, sessions: on('2030-01-01') }, known),
    ).toEqual([]);
  });

  it('list every error at once', () => {
    const invalid = {
      ...plan,
      freeOfCharge: false,
      sessions: on('2024-04-17', '2024-11-15', '2024-11-17'),
      organisers: ['library', 'nobody'],
      campaigns: ['nothing', 'digital-days'],
    };
    expect(publishingErrors(invalid, known)).toEqual([
      { pointer: '/campaigns/0', code: 'unknown-campaign', detail: expect.stringContaining('nothing') },
      { pointer: '/freeOfCharge', code: 'not-free-of-charge', detail: expect.any(String) },
      {
        pointer: '/sessions',
        code: 'outside-counting-period',
        detail: '2024-04-17, 2024-11-17 are outside the counting period of digital-days, 2024-04-18 to 2024-11-16.',
      },
      { pointer: '/organisers/1', code: 'unknown-organisation', detail: expect.stringContaining('nobody') },
    ]);
  });

  it('take the first and the last day of the counting period, by Swedish time', () => {
    const lateOnTheLast = sessionsFrom([{ start: '2024-11-16T23:30', end: '2024-11-17T00:30' }]).sessions;
    const earlyOnTheFirst = sessionsFrom([{ start: '2024-04-18T00:00', end: '2024-04-18T01:00' }]).sessions;
    expect(ruleErrors({ ...plan, sessions: lateOnTheLast }, campaign)).toEqual([]);
    expect(ruleErrors({ ...plan, sessions: earlyOnTheFirst }, campaign)).toEqual([]);
  });

  it('ask for what a campaign asks for, and no more', () => {
    const { countingPeriod: _, ...free } = { ...campaign, rules: { ...campaign.rules, freeOfCharge: false } };
    expect(ruleErrors({ ...plan, freeOfCharge: false, sessions: on('2030-01-01') }, free)).toEqual([]);
  });

  it('ask for a confirmed booking of a venue that is booked here', () => {
    const inRoom = (resourceId: string) => ({ ...plan, venue: { resourceId, name: 'Rummet', accessibility: [] } });
    expect(publishingErrors(inRoom('the-red-room'), known)).toEqual([]);
    expect(publishingErrors(inRoom('the-blue-room'), known)).toMatchObject([
      { pointer: '/venue', code: 'venue-not-booked' },
    ]);
  });

  it('refuse a campaign that is closed', () => {
    const closed = new Map([['digital-days', { ...campaign, status: 'closed' as const }]]);
    expect(publishingErrors(plan, { ...known, campaigns: closed })).toMatchObject([
      { pointer: '/campaigns/0', code: 'campaign-closed' },
    ]);
  });
});

describe('year-round work', () => {
  it('is what has no session on any day of the campaign', () => {
    const both = { ...plan, campaigns: ['digital-days', 'week'] };
    expect(yearRoundIn(both, known.campaigns)).toEqual(['week']);
    expect(yearRoundIn({ ...both, sessions: on('2024-10-09', '2024-11-15') }, known.campaigns)).toEqual([]);
    expect(yearRoundIn({ ...both, sessions: on('2024-06-01') }, known.campaigns)).toEqual(['digital-days', 'week']);
  });

  it('is not in a campaign without days', () => {
    expect(
      yearRoundIn({ ...plan, sessions: on('2024-06-01') }, new Map([['digital-days', { ...campaign, days: [] }]])),
    ).toEqual([]);
  });
});

describe('a change of the rules', () => {
  it('affects nothing that keeps to them', () => {
    expect(affected(published, campaign)).toEqual({ faults: [] });
  });

  it('affects what they would refuse', () => {
    const shorter = { ...campaign, countingPeriod: { from: '2024-11-16', to: '2024-11-16' } };
    expect(affected(published, shorter).faults).toMatchObject([{ code: 'outside-counting-period' }]);
  });

  it('affects what they would mark otherwise, but no plan: that is marked when it is published', () => {
    const moved = { ...campaign, days: ['2024-11-16'] };
    expect(affected(published, moved)).toEqual({ faults: [], yearRound: true });
    expect(affected({ ...published, yearRoundIn: ['digital-days'] }, campaign)).toEqual({
      faults: [],
      yearRound: false,
    });
    expect(affected({ ...published, status: 'planned' }, moved)).toEqual({ faults: [] });
  });

  it('affects nothing when the campaign is closed', () => {
    expect(affected(published, { ...campaign, status: 'closed' })).toEqual({ faults: [] });
  });
});
