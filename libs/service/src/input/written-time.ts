/** What programs add to a day and to a time when they write them: midnight, and no seconds. */
const midnight = String.raw`[T ]00:00(?::00(?:\.0+)?)?(?!\d)`;
const day = String.raw`\d{4}-\d{2}-\d{2}`;

const dayAtMidnight = new RegExp(`(?<!\\d)(${day})${midnight}`, 'g');
const dayAndTime = new RegExp(`^(${day})[T ](\\d{2}:\\d{2})(?::00(?:\\.0+)?)?(?=$|[+-])`);

/** `2024-11-15 00:00:00` is a day and nothing else: wherever it stands in a text of nothing but days. */
export function daysWithoutMidnight(text: string): string {
  return text.replace(/\p{Pd}/gu, '-').replace(dayAtMidnight, '$1');
}

/** `2024-11-15 10:00:00` as `2024-11-15T10:00`. */
export function localTimeToTheMinute(text: string): string {
  return text.replace(dayAndTime, '$1T$2');
}

/** How a day is written, for whoever wrote it otherwise. */
export const dayIsWritten = 'written year-month-day, as in 2024-11-15';
