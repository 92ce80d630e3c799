import { daysLater, localTime } from '../activity/time.ts';

/** From when to when on each day, as Swedish clocks show it: `08:00` to `20:00`. A day ends at `24:00`. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** Whether it is open from `start` to `end`, both on one day. */
export function areOpen({ from, to }: Hours, { start, end }: { readonly start: Date; readonly end: Date }): boolean {
  const [day = '', opens = ''] = localTime(start).split('T');
  const [lastDay, closes = ''] = localTime(end).split('T');
  if (from > opens) return false;
  if (lastDay === day) return closes <= to;
  return lastDay === daysLater(day, 1) && closes === '00:00' && to === '24:00';
}
