/** Calendar days in Sweden, written `2024-11-15`. Pure, and without Nest, so that rules can use it. */

/** 'sv-SE' writes dates as YYYY-MM-DD. */
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });

const hourMs = 3_600_000;

/** Formatting a date costs microseconds, and whoever counts has many: an hour of UTC lies within one day in Stockholm, so an hour is formatted once. */
const dayOfHour = new Map<string | number, string>();
const mostHours = 10_000;

/** The day on which an instant falls. A text is an instant as RFC 3339 writes it. */
export function dayOf(instant: Date | string): string {
  const hour = hourOf(instant);
  const known = dayOfHour.get(hour);
  if (known !== undefined) return known;

  const day = calendar.format(new Date(instant));
  if (dayOfHour.size === mostHours) dayOfHour.clear();
  dayOfHour.set(hour, day);
  return day;
}

/** What all instants of an hour of UTC share. Where a text has that in front it is not parsed, which would cost more than finding the day. */
function hourOf(instant: Date | string): string | number {
  if (typeof instant === 'string' && instant.endsWith('Z')) return instant.slice(0, 'YYYY-MM-DDTHH'.length);
  return Math.floor(new Date(instant).getTime() / hourMs);
}

/** Days that no calendar has (30 February) roll over to another when they are read back. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
