import { describe, expect, it } from '@jest/globals';
import { campaignAnnounced, caseEvents, parseEvent } from '@kraftsamling/contracts';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { serializedEvent } from '@kraftsamling/testing/serialized-event';
import {
  beginning,
  begun,
  days,
  eventsOf,
  halfway,
  inventory,
  network,
  refusalOf,
  standing,
  stateOf,
  steps,
  terms,
} from '../../test/case-samples.ts';
import {
  activityPublished,
  adjustNeed,
  amendNeed,
  beginCollaboration,
  beginContact,
  closeCancelled,
  closeCase,
  closeCoveredGap,
  identifyCase,
  identifyStatedCase,
  inventoryByHand,
  recordFirstSearch,
  recordInventory,
  recordSearch,
  recordSelfOrganised,
  withdrawNeed,
  withdrawOwner,
} from './case.ts';
import { publicCase } from './public-case.ts';

const campaign = campaignAnnounced.example;
const today = { now: begun, today: '2024-09-27' };
const { county: _, origin: __, ...stated } = beginning;
const other = { ...beginning.need, withinKm: 50 };
const work = { now: days(4), followUpDays: 14 };

describe('a case', () => {
  it('goes through its steps, each of them an event', () => {
    expect(Object.values(steps).map(({ status }) => status)).toEqual([
      'identified',
      'inventoried',
      'contacting',
      'matched',
      'collaborating',
      'followed-up',
      'closed',
    ]);
    expect(eventsOf(identifyCase(beginning, begun))).toEqual(['identified']);
    expect(eventsOf(recordInventory(steps.identified, inventory, begun))).toEqual(['inventoried']);
    expect(eventsOf(beginContact(steps.inventoried, 0, terms(begun), network))).toEqual([
      'contact-begun',
      'member-invited',
    ]);
    expect(eventsOf(beginCollaboration(steps.matched, work))).toEqual(['collaboration-begun']);
  });

  it('is in every step what its contract says, and tells nobody who may be asked next', () => {
    for (const kase of Object.values(steps)) {
      const published = publicCase(kase, 'case');
      for (const contract of caseEvents) parseEvent([contract], serializedEvent(contract, 'case', published));
      expect(JSON.stringify(published)).not.toMatch(/teachers|company/);
    }
  });

  it('is closed from any step with a reason, once, and asks nobody any more', () => {
    for (const kase of Object.values(steps)) {
      if (kase.status === 'closed') continue;
      const closed = stateOf(closeCase(kase, 'no-longer-needed', days(90)));
      expect(closed).toMatchObject({ status: 'closed', closedFrom: kase.status, closureReason: 'no-longer-needed' });
      expect(closeCase(closed, 'another-reason', days(91))).toBe(nothingHappens);
    }
    expect(refusalOf(() => closeCase(steps.identified, 'call-070-123-45-67', begun))).toBe('contact-in-title');
    expect(steps.closed).toMatchObject({ invitations: [{ status: 'superseded' }, { status: 'superseded' }] });
  });

  it('refuses what belongs to another step', () => {
    const { identified, inventoried, contacting, followedUp, closed } = steps;
    expect(refusalOf(() => beginContact(identified, 0, terms(begun), network))).toBe('not-inventoried');
    expect(refusalOf(() => beginContact(closed, 0, terms(begun), network))).toBe('case-closed');
    expect(refusalOf(() => beginContact(inventoried, 1, terms(begun), network))).toBe('unknown-proposal');
    expect(refusalOf(() => recordInventory(contacting, inventory, begun))).toBe('contact-begun');
    expect(refusalOf(() => recordInventory(followedUp, inventory, begun))).toBe('case-followed-up');
    expect(refusalOf(() => beginCollaboration(contacting, work))).toBe('not-matched');
    expect(refusalOf(() => beginCollaboration(closed, work))).toBe('case-closed');
  });

  it('does nothing the second time', () => {
    expect(recordInventory(steps.inventoried, inventory, days(9))).toBe(nothingHappens);
    expect(beginContact(steps.contacting, 0, terms(days(9)), network)).toBe(nothingHappens);
    expect(beginCollaboration(steps.collaborating, work)).toBe(nothingHappens);
  });
});

describe('the need of a case', () => {
  it('may change as long as nobody was asked, and what was found for it is forgotten', () => {
    expect(stateOf(amendNeed(steps.inventoried, other))).toEqual({ ...steps.identified, need: other });
    expect(amendNeed(steps.identified, beginning.need)).toBe(nothingHappens);
    expect(amendNeed(steps.contacting, other)).toBe(nothingHappens);
  });

  it('may be adjusted by those who look after it, until it is another one where it comes from', () => {
    const adjusted = stateOf(adjustNeed(steps.inventoried, { withinKm: 60 }, today.today));
    expect(adjusted).toEqual({
      ...steps.identified,
      need: { ...beginning.need, withinKm: 60 },
      statedNeed: beginning.need,
    });
    expect(amendNeed(adjusted, beginning.need)).toBe(nothingHappens);
    expect(stateOf(amendNeed(adjusted, other))).toEqual({ ...steps.identified, need: other });
    expect(adjustNeed(adjusted, { withinKm: 60 }, today.today)).toBe(nothingHappens);
    expect(refusalOf(() => adjustNeed(steps.identified, { days: ['2024-01-01'] }, today.today))).toBe(
      'day-in-the-past',
    );
    expect(refusalOf(() => adjustNeed(steps.contacting, {}, today.today))).toBe('contact-begun');
  });

  it('is searched for as it is: what was found for another one does not count', () => {
    const { identified, inventoried, contacting } = steps;
    expect(refusalOf(() => recordSearch(identified, other, inventory, days(1)))).toBe('need-amended');
    expect(stateOf(recordSearch(identified, beginning.need, inventory, days(1)))).toEqual(inventoried);
    expect(recordFirstSearch(identified, other, inventory, days(1))).toBe(nothingHappens);
    expect(stateOf(recordFirstSearch(identified, beginning.need, inventory, days(1)))).toEqual(inventoried);
    for (const kase of [inventoried, contacting, steps.closed])
      expect(recordFirstSearch(kase, beginning.need, { ...inventory, proposals: [] }, days(1))).toBe(nothingHappens);
  });

  it('may be withdrawn and come back', () => {
    const withdrawn = stateOf(withdrawNeed(steps.inventoried, days(3)));
    expect(withdrawn).toMatchObject({ status: 'closed', closureReason: 'need-withdrawn' });
    expect(stateOf(amendNeed(withdrawn, other))).toEqual({ ...steps.identified, need: other });
    expect(amendNeed(steps.closed, other)).toBe(nothingHappens);
    expect(withdrawNeed(steps.contacting, days(3))).toBe(nothingHappens);
  });

  it('goes with its owner, unless the work is done', () => {
    expect(stateOf(withdrawOwner(steps.matched, days(5)))).toMatchObject({ closureReason: 'registration-withdrawn' });
    expect(withdrawOwner(steps.followedUp, days(90))).toBe(nothingHappens);
    expect(withdrawOwner(steps.closed, days(90))).toBe(nothingHappens);
  });

  it('is refused with all that is wrong with it', () => {
    const wrong = {
      ...stated,
      municipality: '9999',
      ownerId: 'nobody',
      need: { ...beginning.need, days: ['2024-01-01'] },
    };
    const open = () => identifyStatedCase({ ...wrong, origin: 'secretariat' }, undefined, network, today);
    expect(open).toThrow(
      expect.objectContaining({
        errors: ['unknown-campaign', 'unknown-municipality', 'day-in-the-past', 'unknown-organisation'].map((code) =>
          expect.objectContaining({ code }),
        ),
      }),
    );
  });

  it('is no longer opened in a campaign that is over', () => {
    const over = { ...campaign, status: 'closed' } as const;
    const open = () => identifyStatedCase({ ...stated, origin: 'secretariat' }, over, network, today);
    expect(refusalOf(open)).toBe('campaign-closed');
  });
});

describe('the choice of a proposal', () => {
  it('asks everybody at once, and reserves nothing for them yet', () => {
    expect(steps.contacting).toMatchObject({
      ownerBrings: [{ capability: 'venue', amount: 1 }],
      invitations: [
        { id: '1', seat: 0, organisationId: 'students', status: 'invited', expiresAt: days(9), remindAt: days(6) },
        { id: '2', seat: 1, organisationId: 'seniors', status: 'invited' },
      ],
    });
  });

  it.each([
    ['consents no longer', standing('coaches', 2, { consents: false })],
    ['has promised it to others', standing('coaches', 2, { reserved: [{ caseId: 'x', days: [], brings: [{ capability: 'coaches', amount: 1 }] }] })], // prettier-ignore
    ['offers it no longer', standing('venue', 2)],
  ])('is refused when one of its members %s', (_, changed) => {
    const now = new Map([...network, ['students', changed] as const]);
    expect(refusalOf(() => beginContact(steps.inventoried, 0, terms(begun), now))).toBe('proposal-outdated');
  });

  it('is refused when the owner does not want to be matched', () => {
    const now = new Map([...network, ['library', standing('venue', 1, { consents: false })] as const]);
    expect(refusalOf(() => beginContact(steps.inventoried, 0, terms(begun), now))).toBe('no-consent');
  });

  it('matches at once an owner that needs nobody', () => {
    const alone = { proposals: [{ ownerBrings: [], members: [] }], cannotBeMet: [] };
    const inventoried = stateOf(recordInventory(steps.identified, alone, begun));
    expect(eventsOf(beginContact(inventoried, 0, terms(begun), network))).toEqual(['contact-begun', 'matched']);
  });

  it('may be of a coalition put together by hand, of organisations that are known, each once', () => {
    const member = { organisationId: 'students', brings: [], replacements: [] };
    const byHand = (...ids: string[]) => {
      const members = ids.map((organisationId) => ({ ...member, organisationId }));
      return () => inventoryByHand(steps.identified, { ownerBrings: [], members }, network);
    };
    expect(byHand('students', 'seniors')()).toMatchObject({ cannotBeMet: [] });
    expect(refusalOf(byHand('nobody'))).toBe('unknown-organisation');
    expect(refusalOf(byHand('students', 'students'))).toBe('member-repeated');
    expect(refusalOf(byHand('library'))).toBe('member-repeated');
  });
});

describe('organisations that have found each other', () => {
  const record = (ids: readonly string[]) =>
    recordSelfOrganised(
      stated,
      ids.map((organisationId) => ({ organisationId, brings: [] })),
      campaign,
      network,
      today,
    );

  it('begin as matched', () => {
    const change = record(['students', 'seniors']);
    expect(eventsOf(change)).toEqual(['identified', 'matched']);
    expect(publicCase(change.state, 'case')).toMatchObject({
      origin: 'self-organised',
      status: 'matched',
      county: '20',
      members: ['library', 'students', 'seniors'],
    });
  });

  it('are known, and each of them once', () => {
    expect(refusalOf(() => record(['nobody']))).toBe('unknown-organisation');
    expect(refusalOf(() => record(['library']))).toBe('member-repeated');
  });
});

describe('an activity with the id of a case', () => {
  const published = { id: 'activity', organisers: ['students'] };

  it('begins the collaboration, also when not everybody has answered', () => {
    expect(stateOf(activityPublished(steps.matched, published, work))).toMatchObject({
      status: 'collaborating',
      activityId: 'activity',
    });
    expect(stateOf(activityPublished(halfway, published, work))).toMatchObject({ status: 'collaborating' });
  });

  it('is noted where people said before that work had begun', () => {
    const noted = stateOf(activityPublished(steps.collaborating, published, work));
    expect(noted).toEqual({ ...steps.collaborating, activityId: 'activity' });
    expect(activityPublished(noted, { ...published, id: 'another' }, work)).toBe(nothingHappens);
  });

  it('says nothing when it is of others, or comes out of turn', () => {
    expect(activityPublished(steps.matched, { ...published, organisers: ['company'] }, work)).toBe(nothingHappens);
    for (const kase of [steps.identified, steps.inventoried, steps.followedUp, steps.closed])
      expect(activityPublished(kase, published, work)).toBe(nothingHappens);
  });

  it('closes its case when it is cancelled, and no other', () => {
    const begun = stateOf(activityPublished(steps.matched, published, work));
    expect(stateOf(closeCancelled(begun, 'activity', days(6)))).toMatchObject({ closureReason: 'activity-cancelled' });
    expect(closeCancelled(begun, 'another', days(6))).toBe(nothingHappens);
  });
});

describe('a gap that has been covered', () => {
  it('closes its case as long as nobody was asked', () => {
    expect(stateOf(closeCoveredGap(steps.identified, days(2)))).toMatchObject({ closureReason: 'covered' });
    expect(closeCoveredGap(steps.contacting, days(2))).toBe(nothingHappens);
  });
});
