/* global document, localStorage, navigator */

const remembered = 'kraftsamling.language';
const zone = { timeZone: 'Europe/Stockholm' };

let words;
let current = localStorage.getItem(remembered) ?? (/^en\b/.test(navigator.language ?? '') ? 'en' : 'sv');

/** What a page says, in both languages; from here on `text()` answers it. */
export function speak(translations) {
  words = translations;
  document.documentElement.lang = current;
}

export const text = () => words[current];
export const language = () => current;

export function switchLanguage() {
  current = current === 'sv' ? 'en' : 'sv';
  localStorage.setItem(remembered, current);
  document.documentElement.lang = current;
}

export const locale = () => (current === 'sv' ? 'sv-SE' : 'en-GB');
/** As clocks and calendars in Sweden show it. */
export const formatted = (options) => (instant) =>
  new Intl.DateTimeFormat(locale(), { ...options, ...zone }).format(new Date(instant));
export const listOf = (items) => new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);

/** The instant of what a clock in Sweden shows, as `datetime-local` fields write it. */
export function instantOf(localTime) {
  const asUtc = Date.parse(`${localTime}Z`);
  const shown = (instant) => Date.parse(`${new Date(instant).toLocaleString('sv-SE', zone).replace(' ', 'T')}Z`);
  const guess = asUtc - (shown(asUtc) - asUtc);
  return new Date(guess - (shown(guess) - asUtc));
}
