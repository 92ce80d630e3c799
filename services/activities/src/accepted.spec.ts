import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  activityPlanned,
  activityPublished,
  activityReported,
  campaignAnnounced,
  parseEvent,
} from '@kraftsamling/contracts';
import { acceptedBody, unlessRefused } from '@kraftsamling/service/testing';
import fc from 'fast-check';
import { serializedEvent } from '@kraftsamling/testing/serialized-event';
import { NewActivityDto, ReportDto } from './activity/activity.dto.ts';
import { planActivity, publishActivity, reportActivity } from './activity/activity.ts';
import type { Activity } from './activity/activity.state.ts';
import { publicActivity } from './activity/public-activity.ts';

/** Mostly what people write; now and then what they write wrongly, or what somebody tries. */
const often = <T>(value: fc.Arbitrary<T>, ...odd: readonly unknown[]) =>
  fc.oneof({ weight: 80, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
const rarely = (value: fc.Arbitrary<unknown>) => fc.option(value, { nil: undefined });

const slug = often(fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/), 'Å', 'a--b', 'a\n', '-', '', 7, null);
const slugs = fc.uniqueArray(slug, { maxLength: 3 });
const line = often(
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
  '',
  ' ',
  '\u00a0',
  'a\nb',
  '\ud800',
  0,
  'eva@bibliotek.example',
);
const text = often(fc.string({ maxLength: 40 }), 7, null, 'a\0b');
const id = often(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,20}$/), '', '-a', 'a b', 'å', 7);
const localised = (value: fc.Arbitrary<unknown>) => fc.record({ sv: value, en: rarely(value), se: rarely(value) });
const session = fc.record({
  day: often(fc.constantFrom('2024-11-15', '2024-10-27', '2024-03-31', '2024-02-29'), '2023-02-29', '0024-01-01', ''),
  start: often(fc.constantFrom('09:00', '10:30'), '24:00', '10', '02:30', '10:00Z', '10:00+02:00'),
  end: often(fc.constantFrom('11:00', '12:30'), '09:00', '02:30'),
  repeats: rarely(fc.record({ every: fc.constantFrom('week', 'two-weeks'), until: fc.constant('2024-12-01') })),
});
const sessions = fc
  .array(session, { minLength: 1, maxLength: 2 })
  .map((all) =>
    all.map(({ day, start, end, repeats }) => ({ start: [day, start].join('T'), end: [day, end].join('T'), repeats })),
  );

const activityBody = fc.record({
  title: localised(line),
  description: rarely(localised(text)),
  form: slug,
  topics: slugs,
  targetGroups: slugs,
  languages: fc.uniqueArray(often(fc.constantFrom('sv', 'en', 'rmf', 'zh-Hant'), 'Svenska', 's', ''), { maxLength: 3 }),
  mode: fc.constantFrom('on-site', 'on-site', 'hybrid'),
  municipality: often(fc.constantFrom('2081', '0114'), '114', '9999', ''),
  venue: fc.record({
    name: line,
    address: rarely(line),
    position: rarely(
      fc.record({
        latitude: often(fc.double({ min: -90, max: 90, noNaN: true }), 91, null),
        longitude: often(fc.double({ min: -180, max: 180, noNaN: true }), '15', 181),
      }),
    ),
    accessibility: slugs,
  }),
  sessions,
  capacity: rarely(often(fc.integer({ min: 1, max: 1000 }), 0, -1, 1.5)),
  freeOfCharge: often(fc.constant(true), 'yes'),
  organisers: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
  campaigns: fc.constantFrom([], ['digital-days']),
  caseId: rarely(id),
  yearRoundHelp: rarely(localised(text)),
});
const number = often(fc.integer({ min: 0, max: 50 }), -1, 1.5, '1');
const attendance = fc.oneof(
  fc.record({ people: number, evidence: fc.constantFrom('counted', 'registered') }),
  fc.record({ people: number, evidence: fc.constant('estimated'), lower: number, upper: number }),
);
const reportBody = fc.record({
  onSite: attendance,
  online: rarely(attendance),
  targetGroups: fc.array(fc.record({ targetGroup: slug, people: number }), { maxLength: 2 }),
  developedCompetence: rarely(number),
  staffTrained: number,
  volunteersTrained: number,
  method: rarely(text),
});

const now = new Date('2024-10-01T10:00Z');
const afterwards = new Date('2025-10-01T10:00Z');
const activityId = '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f';
const campaign = { ...campaignAnnounced.example, id: 'digital-days', countingPeriod: undefined };

describe('what the form accepts, the contract accepts', () => {
  it('of an activity and its report', () => {
    const checked = { planned: 0, published: 0, reported: 0 };
    const check = (contract: Parameters<typeof serializedEvent>[0], state: Activity) =>
      parseEvent([contract], serializedEvent(contract, activityId, publicActivity(state, activityId)));

    fc.assert(
      fc.property(activityBody, reportBody, (body, report) => {
        const proposal = acceptedBody(NewActivityDto, body);
        const planned = proposal && unlessRefused(() => planActivity(proposal, now).state);
        if (!planned) return;
        check(activityPlanned, planned);
        checked.planned++;

        const known = {
          campaigns: new Map([['digital-days', campaign]]),
          organisations: new Map(planned.organisers.map((each) => [each, {}])),
          booked: new Set<string>(),
        };
        const { state: published } = publishActivity(planned, known as never, now) as { state: Activity };
        check(activityPublished, published);
        checked.published++;

        const read = acceptedBody(ReportDto, report);
        const reported = read && unlessRefused(() => reportActivity(published, read, afterwards));
        if (!reported) return;
        check(activityReported, (reported as { state: Activity }).state);
        checked.reported++;
      }),
      { numRuns: 400 },
    );
    expect(checked.planned).toBeGreaterThan(20);
    expect(checked.reported).toBeGreaterThan(0);
  });
});
