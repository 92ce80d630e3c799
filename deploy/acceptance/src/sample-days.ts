const DAY_MS = 86_400_000;

/** Calendar days are written YYYY-MM-DD, and counted in UTC, where every day has 24 hours. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7;
}

/** The first such weekday, on the given day at the earliest. */
export function firstOn(weekday: number, from: string): string {
  return dayAfter(from, (weekday - weekdayOf(from) + 7) % 7);
}

export function weeklyDays(first: string, until: string, every: 'week' | 'two-weeks'): string[] {
  const days: string[] = [];
  for (let day = first; day <= until; day = dayAfter(day, every === 'week' ? 7 : 14)) days.push(day);
  return days;
}
