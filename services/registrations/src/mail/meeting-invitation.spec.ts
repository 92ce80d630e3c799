import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { meetingInvitation } from './meeting-invitation.ts';
import type { Meeting } from './meeting-invitation.ts';

const meeting: Meeting = {
  caseId: 'case-1',
  sequence: 7,
  start: new Date('2024-10-03T07:00:00Z'),
  end: new Date('2024-10-03T08:00:00Z'),
  summary: 'Digitala dagar, Borlänge',
  description: 'Stadsbiblioteket, Seniorföreningen; och flera',
  organiser: { name: 'Kansliet', email: 'kansli@kraftsamling.example' },
  attendee: { name: 'Eva Exempel', email: 'eva@bibliotek.example' },
  at: new Date('2024-10-01T09:00:00Z'),
};

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
  return { method: calendar.getFirstPropertyValue('method'), event };
}

describe('the calendar part of a meeting', () => {
  it('asks calendars to take in the meeting, in UTC, with one receiver', () => {
    const { method, event } = read(meetingInvitation('REQUEST', meeting));
    expect(method).toBe('REQUEST');
    expect(event.uid).toBe('case-1.meeting@kraftsamling');
    expect(event.sequence).toBe(7);
    expect(event.startDate.toJSDate()).toEqual(meeting.start);
    expect(event.endDate.toJSDate()).toEqual(meeting.end);
    expect(event.summary).toBe(meeting.summary);
    expect(event.description).toBe(meeting.description);
    expect(event.organizer).toMatch(/^mailto:kansli@kraftsamling.example$/i);
    expect(event.attendees.map((each) => String(each.getFirstValue()).toLowerCase())).toEqual([
      'mailto:eva@bibliotek.example',
    ]);
  });

  it('is of the same event when the time is another, or there is none any more', () => {
    const moved = read(
      meetingInvitation('REQUEST', { ...meeting, sequence: 9, end: new Date('2024-10-03T09:00:00Z') }),
    );
    expect([moved.event.uid, moved.event.sequence]).toEqual(['case-1.meeting@kraftsamling', 9]);
    const cancelled = read(meetingInvitation('CANCEL', { ...meeting, sequence: 11 }));
    expect(cancelled.method).toBe('CANCEL');
    expect(cancelled.event.uid).toBe(moved.event.uid);
    expect(cancelled.event.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  });

  it('is the same to the byte however often it is written', () => {
    expect(meetingInvitation('REQUEST', meeting)).toBe(meetingInvitation('REQUEST', { ...meeting }));
  });
});
