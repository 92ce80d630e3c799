import type { Language } from './http/language.ts';

/** When something is, as people in Sweden read it, in their language. Pure, and without Nest, so that rules can use it. */

const locales = { sv: 'sv-SE', en: 'en-GB' } as const;
const timeZone = 'Europe/Stockholm';

export interface TimeSpan {
  readonly start: Date;
  readonly end: Date;
}

/** `fredag 15 november 2024` */
export function dayInWords(language: Language, instant: Date): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'full', timeZone }).format(instant);
}

/** `fredag 15 november 2024 kl. 10:00` */
export function momentInWords(language: Language, instant: Date): string {
  return momentsIn(language).format(instant);
}

/** `Friday, 15 November 2024 at 10:00, Swedish time`: in the sentence of a refusal, which whoever reads it may read anywhere. */
export function swedishTime(instant: Date): string {
  return `${momentInWords('en', instant)}, Swedish time`;
}

/** `fredag 15 november 2024 10:00–11:00` */
export function timeInWords(language: Language, { start, end }: TimeSpan): string {
  return momentsIn(language).formatRange(start, end);
}

function momentsIn(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'full', timeStyle: 'short', timeZone });
}
