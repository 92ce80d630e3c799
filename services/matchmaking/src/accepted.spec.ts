import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  campaignAnnounced,
  caseContactBegun,
  caseIdentified,
  caseMeetingProposed,
  parseEvent,
} from '@kraftsamling/contracts';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { acceptedBody, unlessRefused } from '@kraftsamling/service/testing';
import { serializedEvent } from '@kraftsamling/testing/serialized-event';
import fc from 'fast-check';
import { network, steps, terms } from '../test/case-samples.ts';
import { needFrom, NewCaseDto, NewClosureDto, NewInventoryDto, NewMeetingDto, proposalFrom } from './case/case.dto.ts';
import { beginContact, closeCase, identifyStatedCase, inventoryByHand, recordInventory } from './case/case.ts';
import type { Case } from './case/case.state.ts';
import { proposeMeeting } from './case/meeting.ts';
import { publicCase } from './case/public-case.ts';

/** Mostly what people write; now and then what they write wrongly, or what somebody tries. */
const often = <T>(value: fc.Arbitrary<T>, ...odd: readonly unknown[]) =>
  fc.oneof({ weight: 30, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
const few = (value: fc.Arbitrary<unknown>) => fc.array(value, { maxLength: 3 });

const slug = often(fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/), 'Å', 'a--b', 'a\n', '-', '', 7, null);
const day = often(
  fc.constantFrom('2024-11-15', '2024-11-16', '9999-12-31'),
  '2023-02-29',
  '2024-1-1',
  '',
  '2000-01-01',
);
const instant = often(
  fc.constantFrom('2024-10-03T09:00:00+02:00', '2024-10-03T10:00:00.123456789Z', '2999-12-31T23:59:59+01:00'),
  '9999-12-31T23:59:59-23:59',
  '0000-01-01T00:00:00+23:59',
  '3000-01-01T00:00:00Z',
  '2024-10-03',
);
const language = often(fc.constantFrom('sv', 'rmf', 'zh-Hant-TW'), 'SV', 'sv-', 'svenska');
const whole = often(fc.integer({ min: 1, max: 1000 }), 0, -1, 0.5, 1e21, '1');
const share = fc.record({
  capability: often(fc.constantFrom('venue', 'coaches', 'outreach'), 'bakery', 'constructor'),
  amount: whole,
});
const organisation = often(fc.constantFrom(...network.keys()), 'å', '', 'x'.repeat(65), 'stranger');
const candidate = fc.record({ organisationId: organisation, brings: few(share) });

const caseBody = fc.record(
  {
    campaignId: often(fc.constant('digitalidag-2024'), 'none', ''),
    ownerId: organisation,
    municipality: often(fc.constantFrom('2081', '0180'), '180', '٢٠٨١', '', '9999'),
    need: fc.record(
      {
        demands: few(share),
        withinKm: often(fc.integer({ min: 0, max: 2000 }), -1, 0.5, 2001),
        days: few(day),
        targetGroups: few(slug),
        themes: few(slug),
        languages: few(language),
      },
      { requiredKeys: ['demands'] },
    ),
  },
  { requiredKeys: ['campaignId', 'municipality', 'need'] },
);
const inventoryBody = fc.record(
  {
    ownerBrings: few(share),
    members: few(fc.record({ organisationId: organisation, brings: few(share), replacements: few(candidate) })),
  },
  { requiredKeys: ['members'] },
);
const meetingBody = fc.record({ times: few(fc.record({ start: instant, end: instant })) });

const now = new Date('2024-10-01T08:00:00Z');
const campaign = { ...campaignAnnounced.example, id: 'digitalidag-2024' };

/** Whether the state could be published: it is read again as a subscriber would. */
const isPublished = (contract: typeof caseIdentified, state: Case) =>
  parseEvent([contract], serializedEvent(contract, 'case', publicCase(state, 'case'))).data.id === 'case';

describe('what the form accepts, the contract accepts', () => {
  it('of a case', () => {
    let published = 0;
    fc.assert(
      fc.property(caseBody, (body) => {
        const read = acceptedBody(NewCaseDto, body);
        if (!read) return;
        const stated = { ...read, origin: 'secretariat', need: needFrom(read.need) } as const;
        const opened = unlessRefused(() => identifyStatedCase(stated, campaign, network, { now, today: '2024-10-01' }));
        if (opened && isPublished(caseIdentified, opened.state)) published++;
      }),
      { numRuns: 1_000 },
    );
    expect(published).toBeGreaterThan(20);
  });

  it('of a coalition put together by hand', () => {
    let published = 0;
    fc.assert(
      fc.property(inventoryBody, (body) => {
        const read = acceptedBody(NewInventoryDto, body);
        if (!read) return;
        const decided = unlessRefused(() => {
          const inventoried = recordInventory(
            steps.identified,
            inventoryByHand(steps.identified, proposalFrom(read), network),
            now,
          );
          return inventoried === nothingHappens ? inventoried : beginContact(inventoried.state, 0, terms(now), network);
        });
        if (decided && decided !== nothingHappens && isPublished(caseContactBegun, decided.state)) published++;
      }),
      { numRuns: 1_000 },
    );
    expect(published).toBeGreaterThan(20);
  });

  it('of a meeting', () => {
    let published = 0;
    fc.assert(
      fc.property(meetingBody, (body) => {
        const read = acceptedBody(NewMeetingDto, body);
        const decided = read && unlessRefused(() => proposeMeeting(steps.matched, read.times, now));
        if (decided && decided !== nothingHappens && isPublished(caseMeetingProposed, decided.state)) published++;
      }),
      { numRuns: 1_000 },
    );
    expect(published).toBeGreaterThan(20);
  });

  it('of a reason to close it', () => {
    let published = 0;
    fc.assert(
      fc.property(fc.record({ reason: slug }), (body) => {
        const read = acceptedBody(NewClosureDto, body);
        const decided = read && unlessRefused(() => closeCase(steps.contacting, read.reason, now));
        if (decided && decided !== nothingHappens && isPublished(caseIdentified, decided.state)) published++;
      }),
    );
    expect(published).toBeGreaterThan(20);
  });
});
