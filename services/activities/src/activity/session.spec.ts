import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf } from '@kraftsamling/service/calendar-day';
import { sessionsFrom } from './session.ts';
import type { Session, StatedSession } from './session.ts';
import { localTime } from './time.ts';

const on = (day: string, from = '10:00', to = '12:00'): StatedSession => ({
  start: `${day}T${from}`,
  end: `${day}T${to}`,
});
const shown = (sessions: readonly Session[]) => sessions.map(({ id, start }) => [id, localTime(start)]);
const codesOf = (...stated: StatedSession[]) =>
  sessionsFrom(stated).inputErrors.map(({ pointer, code }) => [pointer, code]);

describe('sessions', () => {
  it('are numbered in order of time', () => {
    expect(shown(sessionsFrom([on('2024-11-16'), on('2024-11-15')]).sessions)).toEqual([
      ['1', '2024-11-15T10:00'],
      ['2', '2024-11-16T10:00'],
    ]);
  });

  it('may be back to back', () => {
    expect(codesOf(on('2024-11-15', '10:00', '11:00'), on('2024-11-15', '11:00', '12:00'))).toEqual([]);
  });

  it('may go on past midnight, and through the night that is an hour longer', () => {
    expect(codesOf({ start: '2024-11-15T22:00', end: '2024-11-16T02:00' })).toEqual([]);
    const [night] = sessionsFrom([{ start: '2024-10-26T22:00', end: '2024-10-27T06:00' }]).sessions;
    expect(night && night.end.getTime() - night.start.getTime()).toBe(9 * 3_600_000);
  });

  it.each<[string, StatedSession[], string, string]>([
    ['that end before they start', [on('2024-11-15', '12:00', '10:00')], '/sessions/0/end', 'ends-before-start'],
    ['that end when they start', [on('2024-11-15', '10:00', '10:00')], '/sessions/0/end', 'ends-before-start'],
    [
      'in the hour that does not exist',
      [on('2024-03-31', '02:30', '04:00')],
      '/sessions/0/start',
      'hour-does-not-exist',
    ],
    ['in the hour that exists twice', [on('2024-10-27', '01:00', '02:30')], '/sessions/0/end', 'hour-exists-twice'],
    [
      'with an offset that Sweden does not have',
      [{ start: '2024-11-15T10:00+02:00', end: '2024-11-15T12:00' }],
      '/sessions/0/start',
      'offset-wrong',
    ],
    [
      'longer than a day',
      [{ start: '2024-11-15T10:00', end: '2024-11-16T10:01' }],
      '/sessions/0/end',
      'session-too-long',
    ],
    [
      'that overlap',
      [on('2024-11-15', '11:00', '13:00'), on('2024-11-16'), on('2024-11-15', '10:00', '12:00')],
      '/sessions/0',
      'sessions-overlap',
    ],
    ['of which there are none', [], '/sessions', 'no-sessions'],
    [
      'that are all excepted',
      [{ ...on('2024-11-15'), repeats: { every: 'week', until: '2024-11-15', except: ['2024-11-15'] } }],
      '/sessions',
      'no-sessions',
    ],
    [
      'that repeat until before they begin',
      [{ ...on('2024-11-15'), repeats: { every: 'week', until: '2024-11-14' } }],
      '/sessions/0/repeats/until',
      'until-before-start',
    ],
    [
      'of which there are too many',
      [{ ...on('2024-01-01'), repeats: { every: 'day', until: '2999-12-31' } }],
      '/sessions',
      'too-many-sessions',
    ],
    ['with an id that none has', [{ ...on('2024-11-15'), id: '1' }], '/sessions/0/id', 'unknown-session'],
  ])('are refused %s', (_, stated, pointer, code) => {
    expect(codesOf(...stated)).toEqual([[pointer, code]]);
  });

  it('list every error at once', () => {
    expect(codesOf(on('2024-11-15', '12:00', '10:00'), on('2024-03-31', '02:30', '02:45'))).toEqual([
      ['/sessions/0/end', 'ends-before-start'],
      ['/sessions/1/start', 'hour-does-not-exist'],
      ['/sessions/1/end', 'hour-does-not-exist'],
    ]);
  });
});

describe('a session that repeats', () => {
  const weekly: StatedSession = { ...on('2024-04-18'), repeats: { every: 'week', until: '2024-11-16' } };

  it('stays at ten o’clock from 18 April to 16 November, across 27 October', () => {
    const { sessions, inputErrors } = sessionsFrom([weekly]);
    expect(inputErrors).toEqual([]);
    expect(sessions).toHaveLength(31);
    expect(new Set(sessions.map(({ start }) => localTime(start).slice(11)))).toEqual(new Set(['10:00']));
    expect(sessions.map(({ start }) => start.toISOString())).toEqual(
      expect.arrayContaining(['2024-10-24T08:00:00.000Z', '2024-10-31T09:00:00.000Z']),
    );
  });

  it('leaves out the days that are excepted', () => {
    const except = ['2024-06-20', '2024-06-27'];
    const { sessions } = sessionsFrom([{ ...weekly, repeats: { every: 'week', until: '2024-11-16', except } }]);
    expect(sessions).toHaveLength(29);
  });

  it('comes every day, or every other week', () => {
    const times = (every: 'day' | 'two-weeks') =>
      sessionsFrom([{ ...on('2024-11-01'), repeats: { every, until: '2024-11-16' } }]).sessions.length;
    expect([times('day'), times('two-weeks')]).toEqual([16, 2]);
  });

  it('is refused when one of its hours does not exist, and says which', () => {
    const { inputErrors } = sessionsFrom([
      { ...on('2024-03-29', '02:30', '04:00'), repeats: { every: 'day', until: '2024-04-02' } },
    ]);
    expect(inputErrors).toEqual([
      {
        pointer: '/sessions/0/start',
        code: 'hour-does-not-exist',
        detail: 'No clock in Sweden shows 2024-03-31T02:30: summer time begins that night.',
      },
    ]);
  });

  it('takes an offset for the first time only: that is where it was written', () => {
    const { sessions, inputErrors } = sessionsFrom([
      {
        start: '2024-10-24T10:00+02:00',
        end: '2024-10-24T12:00+02:00',
        repeats: { every: 'week', until: '2024-10-31' },
      },
    ]);
    expect(inputErrors).toEqual([]);
    expect(sessions.map(({ start }) => localTime(start))).toEqual(['2024-10-24T10:00', '2024-10-31T10:00']);
  });
});

describe('sessions that were there before', () => {
  const before = {
    sessions: sessionsFrom([on('2024-11-11'), on('2024-11-13'), on('2024-11-15')]).sessions,
    removedSessions: [{ id: '7', start: new Date('2024-11-01T10:00Z'), end: new Date('2024-11-01T11:00Z') }],
  };
  const after = (...stated: StatedSession[]) => shown(sessionsFrom(stated, before).sessions);

  it('keep their ids when they are said again, in whatever order', () => {
    expect(after(on('2024-11-15'), on('2024-11-13'), on('2024-11-11'))).toEqual(shown(before.sessions));
  });

  it('keep their ids when they are moved within their day', () => {
    expect(after(on('2024-11-11', '13:00', '15:00'))).toEqual([['1', '2024-11-11T13:00']]);
  });

  it('keep their ids when several of a day are moved', () => {
    const morning = on('2024-11-11', '08:00', '09:00');
    const sessions = sessionsFrom([morning, on('2024-11-11')]).sessions;
    const later = [on('2024-11-11', '08:30', '09:30'), on('2024-11-11', '13:00', '14:00')];
    expect(shown(sessionsFrom(later, { sessions, removedSessions: [] }).sessions).map(([id]) => id)).toEqual([
      '1',
      '2',
    ]);
  });

  it('keep their ids when they are moved by id, to any day', () => {
    expect(after({ ...on('2024-11-20'), id: '1' }, on('2024-11-13'))).toEqual([
      ['2', '2024-11-13T10:00'],
      ['1', '2024-11-20T10:00'],
    ]);
  });

  it('never give their ids to others', () => {
    expect(after(on('2024-11-20'))).toEqual([['8', '2024-11-20T10:00']]);
  });

  it('cannot be at two times', () => {
    const { inputErrors } = sessionsFrom(
      [
        { ...on('2024-11-20'), id: '1' },
        { ...on('2024-11-21'), id: '1' },
      ],
      before,
    );
    expect(inputErrors).toMatchObject([{ pointer: '/sessions/1/id', code: 'session-repeated' }]);
  });

  it('have ids of their own, whatever is said', () => {
    const days = fc.uniqueArray(fc.integer({ min: 10, max: 28 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(days, days, (first, then) => {
        const sessions = sessionsFrom(first.map((day) => on(`2024-11-${day}`))).sessions;
        const changed = sessionsFrom(
          then.map((day) => on(`2024-11-${day}`)),
          { sessions, removedSessions: [] },
        ).sessions;

        expect(new Set(changed.map(({ id }) => id)).size).toBe(then.length);
        for (const session of changed) {
          const same = sessions.find(({ id }) => id === session.id);
          const onTheDay = sessions.find(({ start }) => dayOf(start) === dayOf(session.start));
          expect(same).toEqual(onTheDay);
        }
      }),
    );
  });
});
