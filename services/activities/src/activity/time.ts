import { dayOf } from '@kraftsamling/service/calendar-day';
import { DateTime } from 'luxon';

const zone = 'Europe/Stockholm';
const minute = "yyyy-MM-dd'T'HH:mm";

/** What was written is no time on a Swedish clock, or is two of them. */
export type TimeError = 'hour-does-not-exist' | 'hour-exists-twice' | 'offset-wrong';

/**
 * The instant at which Swedish clocks show this: `2024-10-23T10:00`. In the hour that summer time ends with, they show it twice; with
 * its offset (`2024-10-27T02:30+02:00`) it is one of both.
 */
export function instantOf(written: string): Date | TimeError {
  const local = written.slice(0, 'yyyy-MM-ddTHH:mm'.length);
  const offset = written.slice(local.length);

  const shown = DateTime.fromISO(local, { zone });
  if (shown.toFormat(minute) !== local) return 'hour-does-not-exist';

  const possible = shown.getPossibleOffsets();
  if (offset === '' && possible.length > 1) return 'hour-exists-twice';
  const meant = possible.find((each) => offset === '' || each.toFormat('ZZ') === offset);
  return meant?.toJSDate() ?? 'offset-wrong';
}

/** What Swedish clocks show: `2024-10-23T10:00`. */
export function localTime(instant: Date): string {
  return inSweden(instant).toFormat(minute);
}

/** When a day begins in Sweden; also one whose midnight clocks showed twice (1916-10-01). */
export function startOfDay(day: string): Date {
  return DateTime.fromISO(day, { zone }).startOf('day').toJSDate();
}

/** When the day is over in Sweden. */
export function endOfDay(instant: Date): Date {
  return inSweden(instant).plus({ days: 1 }).startOf('day').toJSDate();
}

/** The days in Sweden on which some of it takes place. What ends at midnight is over with its day. */
export function daysOf({ start, end }: { readonly start: Date; readonly end: Date }): string[] {
  const last = dayOf(new Date(end.getTime() - 1));
  const days: string[] = [];
  for (let day = dayOf(start); day <= last; day = daysLater(day, 1)) days.push(day);
  return days;
}

/** The same as written, so many calendar days later. */
export function daysLater(written: string, days: number): string {
  const day = new Date(`${written.slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10) + written.slice(10);
}

function inSweden(instant: Date): DateTime {
  return DateTime.fromJSDate(instant, { zone });
}
