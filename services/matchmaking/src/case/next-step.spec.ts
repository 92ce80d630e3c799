import { describe, expect, it } from '@jest/globals';
import { begun, days, halfway, inventory, network, stateOf, steps, terms } from '../../test/case-samples.ts';
import { activityPublished, beginContact, recordInventory } from './case.ts';
import type { Case } from './case.state.ts';
import { declineInvitation, leaveCoalition, passTime } from './coalition.ts';
import { answerMeeting, chooseMeeting, proposeMeeting } from './meeting.ts';
import { nextStepAt, nextStepOf, reachedAt } from './next-step.ts';

const { identified, inventoried, contacting, matched, collaborating, followedUp, closed } = steps;

const at = (hours: number) => new Date(days(10).getTime() + hours * 3_600_000);
const proposed = stateOf(
  proposeMeeting(
    matched,
    [
      { start: at(24), end: at(25) },
      { start: at(2), end: at(3) },
    ],
    days(5),
  ),
);
const answering = (members: readonly string[]) =>
  members.reduce<Case>((kase, member) => stateOf(answerMeeting(kase, member, ['1'])), proposed);

describe('the next step of a case', () => {
  it('is to search the network for a need, as soon as there is one', () => {
    expect(nextStepOf(identified)).toEqual({ action: 'search', dueAt: begun });
  });

  it('is to contact those who are proposed, or to reconsider a need that nobody can meet', () => {
    expect(nextStepOf(inventoried)).toEqual({ action: 'contact', dueAt: days(1) });
    const impossible = stateOf(recordInventory(identified, { proposals: [], cannotBeMet: ['coaches'] }, days(1)));
    expect(nextStepOf(impossible)).toEqual({ action: 'reconsider', dueAt: days(1) });
  });

  it('is to wait for answers until the first invitation expires, whoever has answered', () => {
    expect(nextStepOf(contacting)).toEqual({ action: 'await-answers', dueAt: days(9) });
    expect(nextStepOf(halfway)).toEqual({ action: 'await-answers', dueAt: days(9) });
    const replaced = stateOf(declineInvitation(contacting, '1', 'no-staff', terms(days(4)), network));
    expect(nextStepOf(replaced)).toEqual({ action: 'await-answers', dueAt: days(9) });
  });

  it('is to invite somebody else from when a seat has nobody left to be asked for it', () => {
    const declined = stateOf(declineInvitation(contacting, '2', 'no-staff', terms(days(4)), network));
    expect(nextStepOf(declined)).toEqual({ action: 'invite', dueAt: days(4) });
    const expired = stateOf(passTime(halfway, terms(days(9)), network));
    expect(nextStepOf(expired)).toEqual({ action: 'invite', dueAt: days(9) });
    const left = stateOf(leaveCoalition(matched, '2', terms(days(5)), network));
    expect(nextStepOf(left)).toEqual({ action: 'invite', dueAt: days(5) });
  });

  it('goes by the seat that has been empty for longest', () => {
    const first = stateOf(declineInvitation(contacting, '2', 'no-staff', terms(days(4)), network));
    const onlyOne = new Map([['seniors', network.get('seniors')!]]);
    const second = stateOf(declineInvitation(first, '1', 'no-staff', terms(days(5)), onlyOne));
    expect(nextStepOf(second)).toEqual({ action: 'invite', dueAt: days(4) });
  });

  it('is to propose a meeting when everybody has accepted, and to choose when everybody has answered', () => {
    expect(nextStepOf(matched)).toEqual({ action: 'propose-meeting', dueAt: days(3) });
    expect(nextStepOf(proposed)).toEqual({ action: 'await-times', dueAt: at(2) });
    expect(nextStepOf(answering(['library', 'students']))).toEqual({ action: 'await-times', dueAt: at(2) });
    expect(nextStepOf(answering(['library', 'students', 'seniors']))).toEqual({
      action: 'choose-time',
      dueAt: days(5),
    });
  });

  it('is to begin when they have met', () => {
    const chosen = stateOf(chooseMeeting(proposed, '1', days(6)));
    expect(nextStepOf(chosen)).toEqual({ action: 'collaborate', dueAt: at(25) });
  });

  it('is to begin at once where there is nobody to meet', () => {
    const [proposal] = inventory.proposals;
    const alone = stateOf(
      recordInventory(identified, { proposals: [{ ...proposal!, members: [] }], cannotBeMet: [] }, days(1)),
    );
    expect(nextStepOf(stateOf(beginContact(alone, 0, terms(days(2)), network)))).toEqual({
      action: 'collaborate',
      dueAt: days(2),
    });
  });

  it('is to follow up, also where a seat is still empty', () => {
    expect(nextStepOf(collaborating)).toMatchObject({ action: 'follow-up' });
    const early = stateOf(
      activityPublished(
        stateOf(declineInvitation(halfway, '2', 'no-staff', terms(days(4)), network)),
        { id: 'activity', organisers: ['library'] },
        { now: days(5), followUpDays: 14 },
      ),
    );
    expect(nextStepOf(early)).toMatchObject({ action: 'follow-up' });
  });

  it('is nothing when it is over', () => {
    expect(nextStepOf(followedUp)).toBeUndefined();
    expect(nextStepOf(closed)).toBeUndefined();
  });
});

describe('a case in a list', () => {
  it('is sorted by its next step, and when it is over by its end', () => {
    expect(nextStepAt(contacting)).toEqual(days(9));
    expect(nextStepAt(followedUp)).toEqual(days(80));
    expect(nextStepAt(closed)).toEqual(days(3));
  });

  it('has a date to be sorted by in every step', () => {
    for (const kase of Object.values(steps)) expect(nextStepAt(kase).getTime()).toBeGreaterThanOrEqual(begun.getTime());
  });

  it('says since when it is where it is', () => {
    expect(Object.values(steps).map(reachedAt)).toEqual([begun, days(1), days(2), days(3), days(4), days(80), days(3)]);
  });
});
