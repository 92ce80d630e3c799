import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { TimeSpan } from '@kraftsamling/service/time-in-words';

interface Person {
  readonly name: string;
  readonly email: string;
}

export interface Meeting extends TimeSpan {
  readonly caseId: string;
  /** Grows with every change, so that calendars know which invitation is the newest. */
  readonly sequence: number;
  readonly summary: string;
  readonly description: string;
  readonly organiser: Person;
  readonly attendee: Person;
  readonly at: Date;
}

export type Method = 'REQUEST' | 'CANCEL';

/**
 * A meeting as calendars exchange it (RFC 5546). Another time is the same event, by its UID. Times are in UTC, so that no calendar needs
 * to know of Swedish summer time. Nobody's address stands in it but that of whom it goes to.
 */
export function meetingInvitation(method: Method, meeting: Meeting): string {
  const { caseId, sequence, summary, description, organiser, attendee, start, end, at } = meeting;
  const calendar = ical({
    prodId: { company: 'Kraftsamling', product: 'matchmaking' },
    method: ICalCalendarMethod[method],
  });
  calendar.createEvent({
    id: `${caseId}.meeting@kraftsamling`,
    sequence,
    start,
    end,
    stamp: at,
    summary,
    description,
    status: method === 'REQUEST' ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    organizer: organiser,
    attendees: [{ ...attendee, rsvp: false, status: ICalAttendeeStatus.NEEDSACTION }],
  });
  return calendar.toString();
}
