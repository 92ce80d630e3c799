import { describe, expect, it } from '@jest/globals';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import fc from 'fast-check';
import { days, eventsOf, network, refusalOf, standing, stateOf, steps, terms } from '../../test/case-samples.ts';
import { beginCollaboration, closeCase } from './case.ts';
import type { Case } from './case.state.ts';
import {
  acceptInvitation,
  declineInvitation,
  invitationsOf,
  inviteByHand,
  isLive,
  leaveCoalition,
  membersOf,
  nextDeadline,
  passTime,
  reconsiderMember,
  reservationsOf,
} from './coalition.ts';
import type { Known } from './coalition.ts';

const { contacting, matched, collaborating, closed, inventoried, followedUp } = steps;
const statusesOf = (kase: Case) =>
  invitationsOf(kase).map(({ organisationId, status }) => `${organisationId} ${status}`);
const knowing = (...changed: (readonly [string, ReturnType<typeof standing>])[]): Known =>
  new Map([...network, ...changed]);
const unwilling = standing('coaches', 5, { consents: false });

describe('an invitation', () => {
  it('makes a member of who accepts, and a match when the last one does', () => {
    const half = acceptInvitation(contacting, '1', network, days(3));
    expect(eventsOf(half)).toEqual(['member-accepted']);
    expect(membersOf(stateOf(half))).toEqual(['library', 'students']);

    const all = acceptInvitation(stateOf(half), '2', network, days(4));
    expect(eventsOf(all)).toEqual(['member-accepted', 'matched']);
    expect(stateOf(all)).toMatchObject({ status: 'matched', matchedAt: days(4) });
  });

  it('is accepted or declined once; saying it again changes nothing', () => {
    const declined = stateOf(declineInvitation(contacting, '1', 'no-staff', terms(days(3)), network));
    expect(acceptInvitation(matched, '1', network, days(5))).toBe(nothingHappens);
    expect(declineInvitation(declined, '1', 'no-staff', terms(days(4)), network)).toBe(nothingHappens);
    expect(refusalOf(() => acceptInvitation(declined, '1', network, days(4)))).toBe('invitation-declined');
    expect(refusalOf(() => declineInvitation(matched, '1', 'no-staff', terms(days(4)), network))).toBe(
      'invitation-accepted',
    );
  });

  it('cannot be answered from the instant at which it expires, whether that has been noted or not', () => {
    const late = days(9);
    expect(acceptInvitation(contacting, '1', network, new Date(late.getTime() - 1))).not.toBe(nothingHappens);
    expect(refusalOf(() => acceptInvitation(contacting, '1', network, late))).toBe('invitation-expired');
    expect(refusalOf(() => declineInvitation(contacting, '1', 'x', terms(late), network))).toBe('invitation-expired');

    const expired = stateOf(passTime(contacting, terms(late), network));
    expect(refusalOf(() => acceptInvitation(expired, '1', network, late))).toBe('invitation-expired');
  });

  it('cannot be accepted where consent or capacity has gone', () => {
    const accept = (known: Known) => () => acceptInvitation(contacting, '1', known, days(3));
    const elsewhere = { caseId: 'x', days: ['2024-11-15'], brings: [{ capability: 'coaches', amount: 1 }] } as const;
    expect(refusalOf(accept(knowing(['students', unwilling])))).toBe('no-consent');
    expect(refusalOf(accept(knowing(['students', standing('coaches', 2, { reserved: [elsewhere] })])))).toBe('over-capacity'); // prettier-ignore
    expect(refusalOf(accept(new Map()))).toBe('unknown-organisation');
  });

  it('is not there in a case where nobody was asked, and says what became of one that is over', () => {
    expect(refusalOf(() => acceptInvitation(inventoried, '1', network, days(3)))).toBe('nobody-asked');
    expect(refusalOf(() => acceptInvitation(followedUp, '1', network, days(3)))).toBe('case-followed-up');
    expect(refusalOf(() => acceptInvitation(closed, '1', network, days(3)))).toBe('case-closed');
    expect(refusalOf(() => acceptInvitation(contacting, '9', network, days(3)))).toBe('not-found');
  });
});

describe('a seat', () => {
  it('is offered to the next in the same decision when somebody declines', () => {
    const decision = declineInvitation(contacting, '1', 'no-staff', terms(days(3)), network);
    expect(eventsOf(decision)).toEqual(['member-declined', 'member-invited']);
    expect(statusesOf(stateOf(decision))).toEqual(['students declined', 'seniors invited', 'teachers invited']);
    expect(invitationsOf(stateOf(decision))[2]).toMatchObject({ id: '3', seat: 0, expiresAt: days(10) });
  });

  it('passes by whoever does not consent or has no more to give', () => {
    const decision = declineInvitation(contacting, '1', 'no-staff', terms(days(3)), knowing(['teachers', unwilling]));
    expect(statusesOf(stateOf(decision))[2]).toBe('company invited');
  });

  it('is empty when its weak link declines', () => {
    const decision = declineInvitation(contacting, '2', 'no-staff', terms(days(3)), network);
    expect(eventsOf(decision)).toEqual(['member-declined']);
    expect(statusesOf(stateOf(decision))).toEqual(['students invited', 'seniors declined']);
  });

  it('is never offered twice to the same, until nobody is left', () => {
    let kase: Case = contacting;
    for (const id of ['1', '3', '4']) kase = stateOf(declineInvitation(kase, id, 'no', terms(days(3)), network));
    expect(statusesOf(kase)).toEqual(['students declined', 'seniors invited', 'teachers declined', 'company declined']);
  });

  it('is open again when a member leaves, and the coalition stands no longer', () => {
    const decision = leaveCoalition(matched, '1', terms(days(5)), network);
    expect(eventsOf(decision)).toEqual(['member-left', 'member-invited']);
    expect(stateOf(decision)).toMatchObject({ status: 'contacting' });
    expect(stateOf(decision)).not.toHaveProperty('matchedAt');
    expect(leaveCoalition(stateOf(decision), '1', terms(days(6)), network)).toBe(nothingHappens);
    expect(refusalOf(() => acceptInvitation(stateOf(decision), '1', network, days(6)))).toBe('member-left');
    expect(refusalOf(() => leaveCoalition(contacting, '1', terms(days(5)), network))).toBe('not-a-member');
  });

  it('may be left while there is work, which goes on', () => {
    const decision = leaveCoalition(collaborating, '1', terms(days(5)), network);
    expect(stateOf(decision)).toMatchObject({ status: 'collaborating' });
    expect(eventsOf(acceptInvitation(stateOf(decision), '3', network, days(6)))).toEqual(['member-accepted']);
  });

  it('may be given to somebody by hand, in the place of who has not answered', () => {
    const invite = (seat: number, organisationId: string, kase: Case = contacting) =>
      inviteByHand(kase, { seat, organisationId }, terms(days(3)), network);
    expect(eventsOf(invite(0, 'company'))).toEqual(['invitation-superseded', 'member-invited']);
    expect(statusesOf(stateOf(invite(0, 'company')))).toEqual([
      'students superseded',
      'seniors invited',
      'company invited',
    ]);
    expect(refusalOf(() => acceptInvitation(stateOf(invite(0, 'company')), '1', network, days(3)))).toBe(
      'invitation-superseded',
    );
    expect(invite(0, 'students')).toBe(nothingHappens);
    expect(refusalOf(() => invite(0, 'company', matched))).toBe('seat-taken');
    expect(refusalOf(() => invite(0, 'seniors'))).toBe('already-asked');
    expect(refusalOf(() => invite(7, 'company'))).toBe('unknown-seat');
    expect(refusalOf(() => invite(1, 'company'))).toBe('over-capacity');
  });

  it('may be offered by hand to somebody whose invitation has expired', () => {
    const expired = stateOf(passTime(contacting, terms(days(9)), new Map()));
    const again = inviteByHand(expired, { seat: 0, organisationId: 'students' }, terms(days(10)), network);
    expect(eventsOf(again)).toEqual(['member-invited']);
    expect(eventsOf(acceptInvitation(stateOf(again), '3', network, days(11)))).toEqual(['member-accepted']);
  });
});

describe('time', () => {
  it('reminds once of an invitation, then ends it and asks the next', () => {
    expect(nextDeadline(contacting)).toEqual(days(6));
    expect(passTime(contacting, terms(days(5)), network)).toBe(nothingHappens);

    const reminded = passTime(contacting, terms(days(6)), network);
    expect(eventsOf(reminded)).toEqual(['member-reminded']);
    expect(passTime(stateOf(reminded), terms(days(7)), network)).toBe(nothingHappens);
    expect(nextDeadline(stateOf(reminded))).toEqual(days(9));

    const expired = passTime(stateOf(reminded), terms(days(9)), network);
    expect(eventsOf(expired)).toEqual(['invitation-expired', 'member-invited']);
    expect(statusesOf(stateOf(expired))).toEqual(['students expired', 'seniors expired', 'teachers invited']);
  });

  it('passes by a case that waits for nobody', () => {
    for (const kase of [steps.identified, inventoried, matched, followedUp, closed]) {
      expect(passTime(kase, terms(days(99)), network)).toBe(nothingHappens);
      expect(nextDeadline(kase)).toBeUndefined();
    }
  });
});

describe('an organisation that changes its mind', () => {
  const reconsider = (kase: Case, ...changed: Parameters<typeof knowing>) =>
    reconsiderMember(kase, 'students', terms(days(5)), knowing(...changed));

  it('is asked no longer when it withdraws consent or offer', () => {
    for (const changed of [unwilling, standing('coaches', 1)]) {
      const decision = reconsider(contacting, ['students', changed]);
      expect(eventsOf(decision)).toEqual(['invitation-superseded', 'member-invited']);
    }
  });

  it('stays a member without consent to be matched, since it is matched; but not without what it brings', () => {
    expect(reconsider(matched, ['students', unwilling])).toBe(nothingHappens);
    const reserved = [...reservationsOf(matched, 'case').values()].filter(
      ({ brings }) => brings[0]?.capability === 'coaches',
    );
    const less = standing('coaches', 1, { reserved });
    expect(eventsOf(reconsider(matched, ['students', less]))).toEqual(['member-left', 'member-invited']);
  });

  it('changes nothing where it has no part', () => {
    expect(reconsider(inventoried)).toBe(nothingHappens);
    expect(reconsider(closed, ['students', unwilling])).toBe(nothingHappens);
    expect(reconsiderMember(contacting, 'company', terms(days(5)), network)).toBe(nothingHappens);
    expect(reconsiderMember(contacting, 'nobody', terms(days(5)), network)).toBe(nothingHappens);
  });
});

describe('what is reserved', () => {
  it('is what members bring, from their yes until the work is over', () => {
    expect([...reservationsOf(contacting, 'case').keys()]).toEqual(['library']);
    expect([...reservationsOf(matched, 'case')]).toContainEqual([
      'students',
      { caseId: 'case', brings: [{ capability: 'coaches', amount: 2 }], days: ['2024-11-15'] },
    ]);
    expect(reservationsOf(collaborating, 'case').size).toBe(3);
    for (const kase of [inventoried, followedUp, closed]) expect(reservationsOf(kase, 'case').size).toBe(0);
  });
});

describe('a coalition, whatever happens to it', () => {
  const id = fc.integer({ min: 1, max: 6 }).map(String);
  const seat = fc.integer({ min: 0, max: 1 });
  const step = fc.oneof(
    fc.record({ did: fc.constant('accept' as const), id }),
    fc.record({ did: fc.constant('decline' as const), id }),
    fc.record({ did: fc.constant('leave' as const), id }),
    fc.record({ did: fc.constant('invite' as const), seat, who: fc.constantFrom(...network.keys()) }),
    fc.record({ did: fc.constant('wait' as const) }),
    fc.record({ did: fc.constant('begin' as const) }),
    fc.record({ did: fc.constant('close' as const) }),
  );
  type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

  const take = (kase: Case, each: Step, at: number) => {
    switch (each.did) {
      case 'accept':
        return acceptInvitation(kase, each.id, network, days(at));
      case 'decline':
        return declineInvitation(kase, each.id, 'no', terms(days(at)), network);
      case 'leave':
        return leaveCoalition(kase, each.id, terms(days(at)), network);
      case 'invite':
        return inviteByHand(kase, { seat: each.seat, organisationId: each.who }, terms(days(at)), network);
      case 'wait':
        return passTime(kase, terms(days(at)), network);
      case 'begin':
        return beginCollaboration(kase, { now: days(at), followUpDays: 14 });
      case 'close':
        return closeCase(kase, 'enough', days(at));
    }
  };

  it('has one holder for a seat at most, nobody in two, and is matched when all seats are taken and never else', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (taken) => {
        let kase: Case = contacting;
        for (const [n, each] of taken.entries()) {
          const at = 2 + n / 2;
          const before: Case = kase;
          refusalOf(() => {
            const decision = take(before, each, at);
            if (decision === nothingHappens) return;
            kase = decision.state;
            expect(decision.events.length).toBeGreaterThan(0);
          });

          const holders = invitationsOf(kase).filter(({ status }) => status === 'invited' || status === 'accepted');
          expect(new Set(holders.map((holder) => holder.seat)).size).toBe(holders.length);
          expect(new Set([...membersOf(kase), ...holders.map(({ organisationId }) => organisationId)]).size).toBe(
            holders.length + 1,
          );
          expect(invitationsOf(kase).map((invitation) => invitation.id)).toEqual(
            invitationsOf(kase).map((_, index) => String(index + 1)),
          );
          const complete = holders.filter(({ status }) => status === 'accepted').length === 2;
          if (kase.status === 'matched') expect(complete).toBe(true);
          if (kase.status === 'contacting') expect(complete).toBe(false);
          if (!isLive(kase)) expect(holders.some(({ status }) => status === 'invited')).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
