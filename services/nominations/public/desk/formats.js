import { formatted, locale } from './language.js';

export const momentOf = formatted({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** A deadline is the first instant that is too late: people are told the last one that is not. What is announced is announced at its instant. */
export const dueOf = ({ phase, closesAt }) =>
  momentOf(Date.parse(closesAt) - (['long-list', 'short-list', 'announcement'].includes(phase) ? 0 : 1));

export const hourOf = formatted({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
export const numberOf = (number) => new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 }).format(number);
export const inOrder = (items, nameOf) =>
  items.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), locale()));
