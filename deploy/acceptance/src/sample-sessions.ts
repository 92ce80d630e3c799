import type { Random } from './random.ts';
import { dayAfter, firstOn, weekdayOf, weeklyDays } from './sample-days.ts';
import type { Idea } from './sample-ideas.ts';

export interface SampleSession {
  readonly start: string;
  readonly end: string;
  readonly repeats?: { readonly every: 'week' | 'two-weeks'; readonly until: string; readonly except?: string[] };
}

const HOURS = [9, 11, 13, 15];
const WEEKLY_AT = 10;
/** On which the weekly help is closed. */
const HOLIDAYS = ['2024-05-01', '2024-06-06', '2024-06-21'];

type Period = { readonly from: string; readonly to: string };

/** When it takes place, as organisers write it: two hours at a time, weekly help always at ten. */
export function sampleSessions(
  random: Random,
  { when }: Idea,
  { from, to }: Period,
  days: readonly string[],
): SampleSession[] {
  const hour = random.oneOf(HOURS);
  const weekly = (weekday: number, every: 'week' | 'two-weeks' = 'week') =>
    repeated(firstOn(weekday, from), WEEKLY_AT, { every, until: to });

  switch (when) {
    case 'a-theme-day':
      return [at(random.oneOf(days), hour)];
    case 'any-day':
      return [at(workingDay(random, from, to), hour)];
    case 'four-times': {
      const first = workingDay(random, from, dayAfter(to, -28));
      return [repeated(first, hour, { every: 'week', until: dayAfter(first, 21) })];
    }
    case 'every-week':
      return [weekly(random.between([1, 5]))];
    case 'every-other-week':
      return [weekly(random.between([1, 5]), 'two-weeks')];
    case 'twice-a-week':
      return [weekly(2), weekly(4)].sort((a, b) => a.start.localeCompare(b.start));
  }
}

/** Every beginning, in local time. */
export function timesOf(sessions: readonly SampleSession[]): string[] {
  return sessions.flatMap(({ start, repeats }) => {
    const [day = '', clock = ''] = start.split('T');
    return (repeats ? weeklyDays(day, repeats.until, repeats.every) : [day]).map((each) => `${each}T${clock}`);
  });
}

function repeated(first: string, hour: number, rule: { every: 'week' | 'two-weeks'; until: string }): SampleSession {
  const days = weeklyDays(first, rule.until, rule.every);
  const except = HOLIDAYS.filter((day) => day !== first && days.includes(day));
  return { ...at(first, hour), repeats: { ...rule, ...(except.length > 0 && { except }) } };
}

function at(day: string, hour: number): SampleSession {
  const clock = (hour: number) => `${day}T${String(hour).padStart(2, '0')}:00`;
  return { start: clock(hour), end: clock(hour + 2) };
}

function workingDay(random: Random, from: string, to: string): string {
  const length = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  for (;;) {
    const day = dayAfter(from, random.upTo(length + 1));
    if (weekdayOf(day) <= 5) return day;
  }
}
