import { daysLater, localTime } from '../activity/time.ts';

/** From when to when on each day, as Swedish clocks show it: `08:00` to `20:00`, or into the next day, `18:00` to `02:00`. A day ends at `24:00`. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** Whether it is open from `start` to `end`, without closing in between. */
export function areOpen(hours: Hours, { start, end }: { readonly start: Date; readonly end: Date }): boolean {
  if (hours.from === '00:00' && hours.to === '24:00') return true;
  const [begins, ends] = [localTime(start), localTime(end)];
  const today = begins.slice(0, 'yyyy-MM-dd'.length);
  return [daysLater(today, -1), today].some((day) => `${day}T${hours.from}` <= begins && ends <= closing(day, hours));
}

function closing(day: string, { from, to }: Hours): string {
  if (to === '24:00') return `${daysLater(day, 1)}T00:00`;
  return to > from ? `${day}T${to}` : `${daysLater(day, 1)}T${to}`;
}
