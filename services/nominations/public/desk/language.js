/* global document, localStorage, navigator */

const remembered = 'kraftsamling.language';
const zone = { timeZone: 'Europe/Stockholm' };

let words;
let current = localStorage.getItem(remembered) ?? (/^en\b/.test(navigator.language ?? '') ? 'en' : 'sv');

/** What a page says, in both languages; from here on `text()` answers it. */
export function speak(common, own) {
  words = Object.fromEntries(
    Object.entries(own).map(([each, said]) => {
      const refused = { ...common[each].refused, ...said.refused };
      return [each, { ...common[each], ...said, refused }];
    }),
  );
  document.documentElement.lang = current;
}

export const text = () => words[current];
export const language = () => current;

export function switchLanguage() {
  current = current === 'sv' ? 'en' : 'sv';
  localStorage.setItem(remembered, current);
  document.documentElement.lang = current;
}

const locale = () => (current === 'sv' ? 'sv-SE' : 'en-GB');
const formatted = (options) => (instant) =>
  new Intl.DateTimeFormat(locale(), { ...options, ...zone }).format(new Date(instant));

export const momentOf = (instant) =>
  formatted({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })(
    instant,
  );
/** A deadline is the first instant that is too late: people are told the last one that is not. What is announced is announced at its instant. */
export const dueOf = ({ phase, closesAt }) =>
  momentOf(Date.parse(closesAt) - (['long-list', 'short-list', 'announcement'].includes(phase) ? 0 : 1));

export const hourOf = (instant) => formatted({ hour: '2-digit', minute: '2-digit', second: '2-digit' })(instant);
export const numberOf = (number) => new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 }).format(number);
export const listOf = (items) => new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);
export const inOrder = (items, nameOf) =>
  items.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), locale()));

/** The instant of what a clock in Sweden shows, as `datetime-local` fields write it. */
export function instantOf(localTime) {
  const asUtc = Date.parse(`${localTime}Z`);
  const shown = (instant) => Date.parse(`${new Date(instant).toLocaleString('sv-SE', zone).replace(' ', 'T')}Z`);
  const guess = asUtc - (shown(asUtc) - asUtc);
  return new Date(guess - (shown(guess) - asUtc));
}
