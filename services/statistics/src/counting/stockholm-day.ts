/** 'sv-SE' writes dates as YYYY-MM-DD. */
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });

/** Formatting a date costs microseconds and every event has several: an hour of UTC lies within one day in Stockholm, so an hour is formatted once. */
const dayOfHour = new Map<string, string>();
const HOURS_KEPT = 10_000;

/** The calendar day in Sweden on which an instant (RFC 3339 in UTC) falls. */
export function stockholmDay(instant: string): string {
  const hour = instant.slice(0, 'YYYY-MM-DDTHH'.length);
  const known = dayOfHour.get(hour);
  if (known !== undefined) return known;

  const day = calendar.format(new Date(instant));
  if (dayOfHour.size === HOURS_KEPT) dayOfHour.clear();
  dayOfHour.set(hour, day);
  return day;
}
