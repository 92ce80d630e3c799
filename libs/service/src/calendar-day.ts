/** Calendar days in Sweden, written `2024-11-15`. Pure, and without Nest, so that rules can use it. */

/** 'sv-SE' writes dates as YYYY-MM-DD. */
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });

const hourMs = 3_600_000;

/** Formatting a date costs microseconds, and whoever counts has many: an hour of UTC lies within one day in Stockholm, so an hour is formatted once. */
const dayOfHour = new Map<number, string>();
const mostHours = 10_000;

/** The day on which an instant falls. A text is an instant as RFC 3339 writes it. */
export function dayOf(instant: Date | string): string {
  const time = typeof instant === 'string' ? Date.parse(instant) : instant.getTime();
  const hour = Math.floor(time / hourMs);
  const known = dayOfHour.get(hour);
  if (known !== undefined) return known;

  const day = calendar.format(time);
  if (dayOfHour.size === mostHours) dayOfHour.clear();
  dayOfHour.set(hour, day);
  return day;
}

/** Days that no calendar has (30 February) roll over to another when they are read back. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
