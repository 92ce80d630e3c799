import { describe, expect, it } from '@jest/globals';
import { caseMatched, eventOf, organisationJoined } from '@kraftsamling/contracts';
import type { CaseData, CloudEvent, OrganisationData } from '@kraftsamling/contracts';
import { faultsOfReservations, overCapacityInLog, overCapacityInTime } from './capacity.audit.ts';
import { prove } from './capacity.proof.ts';

it('nobody is ever over capacity, whoever is killed, and what has ended is free again', async () => {
  await expect(prove({ runs: 24, seed: 2024, log: () => undefined })).resolves.toBeUndefined();
});

describe('the audit', () => {
  const id = '01924b10-6c3a-7e21-9a40-2b8d51c7f390';
  const coaches = (amount: number, days: string[] = []) => ({
    ...{ capability: 'coaches', amount, days, languages: [], targetGroups: [], themes: [] },
  });
  const offers = (...of: ReturnType<typeof coaches>[]) =>
    eventOf(organisationJoined, {
      ...{ id, subject: 'company', version: 1, time: new Date() },
      data: { ...organisationJoined.example, id: 'company', offers: of } as OrganisationData,
    });

  type Invitation = Partial<CaseData['invitations'][number]>;
  const kase = (subject: string, version: number, invitation: Invitation, change: Partial<CaseData> = {}) => {
    const [example] = caseMatched.example.invitations;
    const accepted = { ...example!, organisationId: 'company', ...invitation };
    const data: CaseData = { ...caseMatched.example, id: subject, invitations: [accepted], ...change };
    return eventOf(caseMatched, { id, subject, version, time: new Date(), data });
  };
  const needOn = (...days: string[]) => ({ need: { ...caseMatched.example.need, days } });
  const at = (hour: number) => `2024-10-01T${String(hour).padStart(2, '0')}:00:00.000Z`;

  it.each<[string, number, CloudEvent<unknown>[]]>([
    ['nothing in two promises that fit', 0, [offers(coaches(4)), kase('a', 1, {}), kase('b', 1, {})]],
    ['two promises that do not fit', 1, [offers(coaches(3)), kase('a', 1, {}), kase('b', 1, {})]],
    ['nothing in one that is told twice', 0, [offers(coaches(3)), kase('a', 1, {}), kase('a', 1, {})]],
    [
      'nothing in two on different days',
      0,
      [offers(coaches(2)), kase('a', 1, {}), kase('b', 1, {}, needOn('2024-11-16'))],
    ],
    ['one for any day beside one for a day', 1, [offers(coaches(3)), kase('a', 1, {}), kase('b', 1, {}, needOn())]],
    [
      'nothing in one for any day beside something else for a day',
      0,
      [
        offers(coaches(3, ['2024-11-16']), { ...coaches(1), capability: 'venue' }),
        kase('a', 1, {}, needOn()),
        kase('b', 1, { brings: [{ capability: 'venue', amount: 1 }] }),
      ],
    ],
    ['one on a day that is not offered', 1, [offers(coaches(3, ['2024-11-16'])), kase('a', 1, {})]],
    [
      'nothing when the first has left',
      0,
      [offers(coaches(3)), kase('a', 1, {}), kase('a', 2, { status: 'left' }), kase('b', 1, {})],
    ],
    [
      'nothing when the first was closed',
      0,
      [offers(coaches(3)), kase('a', 1, {}), kase('a', 2, {}, { status: 'closed' }), kase('b', 1, {})],
    ],
    [
      'that an old event frees nothing',
      1,
      [offers(coaches(3)), kase('a', 2, {}), kase('a', 1, { status: 'left' }), kase('b', 1, {})],
    ],
  ])('finds %s in a log', (_, faults, events) => {
    expect(overCapacityInLog(events)).toHaveLength(faults);
  });

  it.each<[string, number, CloudEvent<unknown>]>([
    ['nothing when the first has left before', 0, kase('a', 2, { status: 'left', answeredAt: at(8), endedAt: at(9) })],
    ['that the first left later', 1, kase('a', 2, { status: 'left', answeredAt: at(8), endedAt: at(11) })],
    [
      'nothing when the first was closed before',
      0,
      kase('a', 2, { answeredAt: at(8) }, { status: 'closed', closedAt: at(9) }),
    ],
    ['that the first was closed later', 1, kase('a', 2, { answeredAt: at(8) }, { status: 'closed', closedAt: at(11) })],
  ])('finds %s in time, whatever the order of the log', (_, faults, first) => {
    const second = kase('b', 1, { answeredAt: at(10) });
    expect(overCapacityInTime([second, offers(coaches(3)), first])).toHaveLength(faults);
  });

  it('finds what is reserved for nobody, twice or not at all', () => {
    const reserved = (caseId: string, amount = 2) => ({
      ...{
        organisationId: 'company',
        caseId,
        brings: [{ capability: 'coaches', amount } as const],
        days: ['2024-11-15'],
      },
    });
    const found = (...of: ReturnType<typeof reserved>[]) =>
      Object.values(faultsOfReservations([kase('a', 1, {})], of)).map(({ length }) => length);
    expect(found(reserved('a'))).toEqual([0, 0]);
    expect(found()).toEqual([0, 1]);
    expect(found(reserved('a'), reserved('a'))).toEqual([1, 0]);
    expect(found(reserved('a'), reserved('b'))).toEqual([1, 0]);
    expect(found(reserved('a', 1))).toEqual([1, 1]);
  });
});
