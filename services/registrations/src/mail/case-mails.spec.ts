import { describe, expect, it } from '@jest/globals';
import { caseEvents, caseMatched, caseMeetingProposed } from '@kraftsamling/contracts';
import type { CaseData, InvitationData } from '@kraftsamling/contracts';
import { mailsOf, othersIn } from './case-mails.ts';

const day = (n: number) => new Date(Date.parse('2024-10-01T08:00:00Z') + n * 86_400_000).toISOString();

const invited = (id: string, change: Partial<InvitationData> = {}): InvitationData => ({
  id,
  organisationId: `organisation-${id}`,
  seat: 0,
  brings: [{ capability: 'coaches', amount: 2 }],
  status: 'invited',
  invitedAt: day(0),
  expiresAt: day(7),
  ...change,
});
const accepted = (id: string, change: Partial<InvitationData> = {}) =>
  invited(id, { status: 'accepted', answeredAt: day(1), ...change });

const { ownerId: _, ...example } = caseMatched.example;
const kase = (change: Partial<CaseData> = {}): CaseData => ({
  ...example,
  id: 'case',
  status: 'contacting',
  members: [],
  invitations: [],
  ...change,
});
const names = (change: Partial<CaseData>) => mailsOf(kase(change)).map(({ id }) => id);

const times = [
  { id: '1', start: day(10), end: day(11), suits: [] },
  { id: '2', start: day(12), end: day(13), suits: [] },
];
const meeting = { times, answeredBy: [] as string[], proposedAt: day(2) };
const proposed = Date.parse(day(2));
const chosen = Date.parse(day(3));

describe('whoever is asked', () => {
  it('is invited until the invitation expires', () => {
    expect(mailsOf(kase({ invitations: [invited('1')] }))).toEqual([
      {
        id: 'case.1.invitation',
        caseId: 'case',
        organisationId: 'organisation-1',
        invitationId: '1',
        template: 'invitation',
        at: new Date(day(0)),
        until: new Date(day(7)),
      },
    ]);
  });

  it('is told that a seat has come free where somebody else was asked for it before, and only there', () => {
    const declined = invited('1', { status: 'declined', answeredAt: day(1) });
    expect(names({ invitations: [declined, invited('2', { seat: 1 }), invited('3')] })).toEqual([
      'case.2.invitation',
      'case.3.replacement',
    ]);
  });

  it('is reminded once it is time, beside having been invited', () => {
    expect(names({ invitations: [invited('1', { remindedAt: day(4) })] })).toEqual([
      'case.1.invitation',
      'case.1.reminder',
    ]);
  });

  it.each(['accepted', 'declined', 'left'] as const)('is neither invited nor reminded when it has %s', (status) => {
    expect(names({ invitations: [invited('1', { status, answeredAt: day(1), remindedAt: day(4) })] })).toEqual([]);
  });

  it.each(['expired', 'superseded'] as const)('is told when the invitation is %s, for two weeks', (status) => {
    expect(mailsOf(kase({ invitations: [invited('1', { status, endedAt: day(7) })] }))).toMatchObject([
      { id: 'case.1.invitation-ended', at: new Date(day(7)), until: new Date(day(21)) },
    ]);
  });

  it('is not told so when it has been invited again', () => {
    const ended = invited('1', { status: 'expired', endedAt: day(7) });
    expect(names({ invitations: [ended, invited('2', { organisationId: 'organisation-1' })] })).toEqual([
      'case.2.replacement',
    ]);
  });

  it('is told when the work has been followed up without its answer', () => {
    const over = { status: 'followed-up', followedUpAt: day(9) } as const;
    expect(names({ ...over, invitations: [invited('1')] })).toEqual(['case.1.invitation-ended']);
  });
});

describe('whoever belongs to it', () => {
  const members = { ownerId: 'owner', invitations: [accepted('1')], status: 'matched' } satisfies Partial<CaseData>;

  it('is asked when it can meet, the owner too, until the last of the times', () => {
    expect(mailsOf(kase({ ...members, meeting }))).toMatchObject([
      { id: `case.owner.meeting-proposed.${proposed}`, organisationId: 'owner', until: new Date(day(12)) },
      { id: `case.1.meeting-proposed.${proposed}`, organisationId: 'organisation-1', invitationId: '1' },
    ]);
  });

  it('is not asked again once it has answered, nor while somebody is missing', () => {
    expect(names({ ...members, meeting: { ...meeting, answeredBy: ['owner'] } })).toEqual([
      `case.1.meeting-proposed.${proposed}`,
    ]);
    expect(names({ ...members, status: 'contacting', meeting })).toEqual([]);
  });

  it('is asked anew about other times, and told anew of another choice', () => {
    expect(names({ ...members, meeting: { ...meeting, proposedAt: day(5) } })).not.toContain(
      `case.1.meeting-proposed.${proposed}`,
    );
    const first = names({ ...members, meeting: { ...meeting, chosen: '1', chosenAt: day(3) } });
    expect(first).toEqual([`case.owner.meeting-chosen.${chosen}`, `case.1.meeting-chosen.${chosen}`]);
    const second = names({ ...members, meeting: { ...meeting, chosen: '2', chosenAt: day(4) } });
    expect(second.filter((id) => first.includes(id))).toEqual([]);
  });

  it('is asked what came of it until it has answered', () => {
    const answer = {
      organisationId: 'owner',
      outcome: 'succeeded',
      wouldDoItAgain: true,
      answeredAt: day(31),
    } as const;
    const followUp = { dueAt: day(30), askedAt: day(30), answers: [answer] };
    expect(names({ ...members, status: 'collaborating', followUp })).toEqual(['case.1.follow-up']);
    const notYet = { dueAt: day(30), answers: [] };
    expect(names({ ...members, status: 'collaborating', followUp: notYet })).toEqual([]);
    expect(names({ ...members, status: 'followed-up', followedUpAt: day(32), followUp })).toEqual([]);
  });

  it('is told when it is called off, and whoever had not answered too', () => {
    const closed = { status: 'closed', closedFrom: 'contacting', closureReason: 'covered', closedAt: day(8) } as const;
    const invitations = [accepted('1'), invited('2', { status: 'superseded', endedAt: day(8) })];
    expect(names({ ...members, ...closed, invitations })).toEqual([
      'case.2.invitation-ended',
      'case.owner.case-closed',
      'case.1.case-closed',
    ]);
    for (const closedFrom of ['matched', 'collaborating'] as const)
      expect(names({ ...members, ...closed, closedFrom })).toEqual(['case.owner.case-closed', 'case.1.case-closed']);
    expect(names({ ownerId: 'owner', ...closed, closedFrom: 'inventoried' })).toEqual([]);
    expect(names({ ...members, ...closed, closedFrom: 'followed-up' })).toEqual([]);
  });
});

describe('any state that is published', () => {
  it.each(caseEvents.map((contract) => [contract.type, contract] as const))(
    'calls for mails of different names, each worth sending for a while (%s)',
    (_, { example }) => {
      const mails = mailsOf(example);
      expect(new Set(mails.map(({ id }) => id)).size).toBe(mails.length);
      for (const { at, until } of mails) expect(until.getTime()).toBeGreaterThan(at.getTime());
    },
  );
});

describe('the others', () => {
  it('are the members and those who are asked, without the receiver', () => {
    const over = (['declined', 'expired', 'left'] as const).map((status, n) => invited(`${3 + n}`, { status }));
    const data = { ...caseMeetingProposed.example, invitations: [accepted('1'), invited('2'), ...over] };
    const members = [data.ownerId ?? '', 'organisation-1'];
    expect(othersIn({ ...data, members }, 'organisation-1')).toEqual({
      members: [data.ownerId],
      asked: ['organisation-2'],
    });
  });
});
