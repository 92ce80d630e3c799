import { Injectable } from '@nestjs/common';
import { refuseAny } from '@kraftsamling/messaging/decision';
import { Clock } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { dayOf } from '@kraftsamling/service/calendar-day';
import { mayChange } from '../access.ts';
import { daysLater, endOfDay, startOfDay } from '../activity/time.ts';
import { Resources } from '../resource/resource.store.ts';
import { belongingOf } from '../resource/resources.service.ts';
import { Bookings } from './booking.store.ts';
import type { CalendarDto, CalendarQuery } from './booking.dto.ts';
import { overlap } from './calendar.ts';
import { Calendars } from './calendar.store.ts';

const usualDays = 30;
const mostDays = 400;

@Injectable()
export class CalendarsService {
  constructor(
    private readonly resources: Resources,
    private readonly calendars: Calendars,
    private readonly bookings: Bookings,
    private readonly clock: Clock,
  ) {}

  /** When a resource is taken. Who has booked it, only those see whose it is and who look after it. */
  async seenBy(caller: Principal, id: string, query: CalendarQuery): Promise<CalendarDto> {
    const now = this.clock.now();
    const { from = dayOf(now) } = query;
    const { to = daysLater(from, usualDays) } = query;
    refuseAny(rangeErrors(from, to));
    const { state: resource } = await this.resources.require(id);

    const days = { start: startOfDay(from), end: endOfDay(startOfDay(to)) };
    const taken = (await this.calendars.taken([id], days, now)).get(id) ?? [];
    const shown = taken.filter((entry) => overlap(entry, days));
    const activities = mayChange(caller, belongingOf(resource))
      ? await this.bookings.activitiesOf(shown.map(({ booking }) => booking))
      : undefined;

    return {
      from,
      to,
      taken: shown.map(({ start, end, until, booking }) => ({
        start: start.toISOString(),
        end: end.toISOString(),
        status: until === null ? 'confirmed' : 'held',
        ...(activities && { bookingId: booking, activityId: activities.get(booking) ?? '' }),
      })),
    };
  }
}

function rangeErrors(from: string, to: string) {
  if (from <= to && to <= daysLater(from, mostDays)) return [];
  return [{ pointer: '/to', code: 'days-out-of-range', detail: `Ask for at most ${mostDays} days, from ${from} on.` }];
}
