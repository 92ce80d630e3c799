import { describe, expect, it } from '@jest/globals';
import type { InvitationData } from '@kraftsamling/contracts';
import { situationOf } from './situation.ts';
import type { OwnCase } from './situation.ts';

const day = (n: number) => new Date(Date.parse('2024-10-01T08:00:00Z') + n * 86_400_000);
const at = (n: number) => day(n).toISOString();

const invitation = (change: Partial<InvitationData> = {}): InvitationData => ({
  id: '1',
  organisationId: 'students',
  seat: 0,
  brings: [{ capability: 'coaches', amount: 2 }],
  status: 'invited',
  invitedAt: at(0),
  expiresAt: at(7),
  ...change,
});
const accepted = invitation({ status: 'accepted', answeredAt: at(1) });

const students = { caseId: 'case', organisationId: 'students', invitationId: '1' };
const library = { caseId: 'case', organisationId: 'library' };

const of = (invitations: readonly InvitationData[], change: Partial<OwnCase> = {}): OwnCase => ({
  ownerId: 'library',
  status: 'contacting',
  invitations: [...invitations],
  ...change,
});
const times = [
  { id: '1', start: at(3), end: at(4), suits: ['students'] },
  { id: '2', start: at(5), end: at(6), suits: [] },
];
const meeting = { times, answeredBy: ['students'], proposedAt: at(2) };

describe('a link', () => {
  it('leads to its own invitation, and to no other', () => {
    expect(situationOf(of([invitation()]), students, day(1))).toMatchObject({ own: 'invited', expiresAt: day(7) });
    expect(situationOf(of([invitation()]), { ...students, invitationId: '2' }, day(1))).toBeUndefined();
    expect(situationOf(of([invitation({ organisationId: 'others' })]), students, day(1))).toBeUndefined();
  });

  it('leads the owner of the need to its case, and nobody else without an invitation', () => {
    expect(situationOf(of([]), library, day(1))).toMatchObject({ own: 'owner', step: 'contacting', mayLeave: false });
    expect(situationOf(of([]), { caseId: 'case', organisationId: 'students' }, day(1))).toBeUndefined();
  });
});

describe('an invitation', () => {
  it('can be answered until the instant at which it expires, noted or not, and as long as somebody is looked for', () => {
    expect(situationOf(of([invitation()]), students, day(6.999))).toMatchObject({ own: 'invited' });
    expect(situationOf(of([invitation()]), students, day(7))).toMatchObject({ own: 'expired', expiresAt: day(7) });
    expect(situationOf(of([invitation()], { status: 'followed-up' }), students, day(1))).toMatchObject({
      own: 'expired',
    });
  });

  it.each(['declined', 'expired', 'superseded', 'left'] as const)(
    'that was %s says when, and opens nothing',
    (status) => {
      const ended = invitation({ status, answeredAt: at(1), ...(status !== 'declined' && { endedAt: at(2) }) });
      const situation = situationOf(of([ended], { status: 'matched', meeting }), students, day(3));
      expect(situation).toMatchObject({ own: status, at: day(status === 'declined' ? 1 : 2), mayLeave: false });
      expect(situation).not.toHaveProperty('meeting');
      expect(situation).not.toHaveProperty('invitedAgainAt');
    },
  );

  it('that has ended leads on to the newest of the same organisation', () => {
    const ended = invitation({ status: 'expired', endedAt: at(7) });
    const again = [invitation({ id: '2', invitedAt: at(8) }), invitation({ id: '4', invitedAt: at(9) })];
    expect(situationOf(of([ended, ...again]), students, day(10))).toMatchObject({ invitedAgainAt: day(9) });
  });

  it('that was accepted may be left until the work is over', () => {
    for (const [status, mayLeave] of [
      ['contacting', true],
      ['matched', true],
      ['collaborating', true],
      ['followed-up', false],
      ['closed', false],
    ] as const)
      expect(situationOf(of([accepted], { status }), students, day(2))).toMatchObject({ own: 'accepted', mayLeave });
  });
});

describe('a member', () => {
  const shown = (change: Partial<OwnCase>, now = day(2), holder: Parameters<typeof situationOf>[1] = students) =>
    situationOf(of([accepted], { status: 'matched', ...change }), holder, now);

  it('is asked which of the times to come suit, with what it has said', () => {
    expect(shown({ meeting })?.meeting).toEqual({
      times: [
        { id: '1', start: day(3), end: day(4), suits: true },
        { id: '2', start: day(5), end: day(6), suits: false },
      ],
      answered: true,
    });
    expect(shown({ meeting }, day(4))?.meeting?.times.map(({ id }) => id)).toEqual(['2']);
    expect(shown({ meeting }, day(2), library)?.meeting).toMatchObject({ answered: false });
  });

  it('is not asked once a time has been chosen, once all have passed, or while somebody is missing', () => {
    const chosen = shown({ meeting: { ...meeting, chosen: '2', chosenAt: at(2) } });
    expect(chosen).toMatchObject({ chosenTime: { id: '2', start: day(5) } });
    expect(chosen).not.toHaveProperty('meeting');
    expect(shown({ meeting }, day(6))).not.toHaveProperty('meeting');
    expect(shown({ meeting, status: 'contacting' })).not.toHaveProperty('meeting');
    expect(shown({ meeting, status: 'closed' })).not.toHaveProperty('meeting');
  });

  it('is asked what came of it when it is time, with what it has said', () => {
    const given = { organisationId: 'students', outcome: 'partly', wouldDoItAgain: true, lessons: 'Mer.', answeredAt: at(31) } as const; // prettier-ignore
    const collaborating = (followUp: NonNullable<OwnCase['followUp']>) =>
      shown({ status: 'collaborating', followUp }, day(31));
    expect(collaborating({ answers: [] })).not.toHaveProperty('followUp');
    expect(collaborating({ askedAt: at(30), answers: [] })?.followUp).toEqual({});
    expect(collaborating({ askedAt: at(30), answers: [given] })?.followUp).toEqual({
      answer: { outcome: 'partly', wouldDoItAgain: true, lessons: 'Mer.' },
    });
  });
});
