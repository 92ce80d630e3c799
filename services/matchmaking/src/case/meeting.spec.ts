import { describe, expect, it } from '@jest/globals';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { days, eventsOf, refusalOf, stateOf, steps } from '../../test/case-samples.ts';
import { answerMeeting, chooseMeeting, proposeMeeting } from './meeting.ts';

const hour = (day: number) => ({ start: days(day), end: new Date(days(day).getTime() + 3_600_000) });
const proposed = stateOf(proposeMeeting(steps.matched, [hour(8), hour(9)], days(5)));

describe('a meeting of a coalition', () => {
  it('is proposed, answered and chosen', () => {
    expect(eventsOf(proposeMeeting(steps.matched, [hour(8)], days(5)))).toEqual(['meeting-proposed']);
    const answered = answerMeeting(proposed, 'students', ['2']);
    expect(eventsOf(answered)).toEqual(['meeting-answered']);
    const chosen = chooseMeeting(stateOf(answered), '2', days(6));
    expect(eventsOf(chosen)).toEqual(['meeting-chosen']);
    expect(stateOf(chosen)).toMatchObject({
      meeting: {
        times: [
          { id: '1', suits: [] },
          { id: '2', suits: ['students'] },
        ],
        answeredBy: ['students'],
        chosen: '2',
      },
    });
  });

  it('does nothing the second time', () => {
    expect(proposeMeeting(proposed, [hour(8), hour(9)], days(6))).toBe(nothingHappens);
    const answered = stateOf(answerMeeting(proposed, 'students', []));
    expect(answerMeeting(answered, 'students', [])).toBe(nothingHappens);
    expect(chooseMeeting(stateOf(chooseMeeting(proposed, '1', days(6))), '1', days(99))).toBe(nothingHappens);
  });

  it('takes a later answer for an earlier one, in whatever order members answer', () => {
    const one = stateOf(answerMeeting(stateOf(answerMeeting(proposed, 'students', ['1'])), 'seniors', ['1', '2']));
    const other = stateOf(answerMeeting(stateOf(answerMeeting(proposed, 'seniors', ['1', '2'])), 'students', ['1']));
    expect(one).toEqual(other);
    expect(stateOf(answerMeeting(one, 'students', ['2']))).toMatchObject({
      meeting: { times: [{ suits: ['seniors'] }, { suits: ['seniors', 'students'] }] },
    });
  });

  it('refuses times that have passed, end before they begin or were not proposed', () => {
    expect(refusalOf(() => proposeMeeting(steps.matched, [hour(5)], days(5)))).toBe('meeting-in-the-past');
    expect(refusalOf(() => proposeMeeting(steps.matched, [{ start: days(8), end: days(8) }], days(5)))).toBe(
      'meeting-ends-first',
    );
    expect(refusalOf(() => answerMeeting(proposed, 'students', ['3']))).toBe('unknown-time');
    expect(refusalOf(() => chooseMeeting(proposed, '3', days(6)))).toBe('unknown-time');
    expect(refusalOf(() => chooseMeeting(proposed, '1', days(8)))).toBe('meeting-in-the-past');
  });

  it('waits for the coalition, and for times', () => {
    expect(refusalOf(() => proposeMeeting(steps.contacting, [hour(8)], days(5)))).toBe('not-matched');
    expect(refusalOf(() => proposeMeeting(steps.closed, [hour(8)], days(5)))).toBe('case-closed');
    expect(refusalOf(() => answerMeeting(steps.matched, 'students', []))).toBe('no-meeting-proposed');
  });
});
