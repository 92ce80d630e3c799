import { inOrder, numberOf, shareOf } from './translations.js';

/** The rows of a figure, compared by the first measure. Codes of places that nobody knows stand for themselves. */
export function rowsOf(figure, measures, nameOfKey = (key) => key, order = byName) {
  const rows = Object.entries(figure).map(([key, row]) => {
    const name = row.name ?? nameOfKey(key);
    return { key, name, head: name, numbers: measures.map((measure) => row[measure]) };
  });
  return compared(rows).sort(order);
}

/** Rows with numbers, where a bar under the first of each compares it with the first of the others. */
export function compared(rows) {
  const largest = Math.max(1, ...rows.map(({ numbers: [first] }) => first));
  return rows.map(({ numbers: [first, ...others], ...row }) => ({
    ...row,
    cells: [{ text: numberOf(first), share: first / largest }, ...others.map(numberOf)],
  }));
}

/** A share with a bar of its own, of which the whole is everything. */
export function shareCell(share) {
  return { text: shareOf(share), share };
}

export function byName(a, b) {
  return inOrder(a.name, b.name);
}

export function byKey(a, b) {
  return a.key < b.key ? -1 : 1;
}
