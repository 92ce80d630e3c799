import { inOrder, numberOf } from './translations.js';

/** The rows of a figure, with bars that compare the first measure. Codes of places that nobody knows stand for themselves. */
export function rowsOf(figure, measures, nameOfKey = (key) => key, order = byName) {
  const largest = Math.max(1, ...Object.values(figure).map((row) => row[measures[0]]));
  return Object.entries(figure)
    .map(([key, row]) => {
      const name = row.name ?? nameOfKey(key);
      const cells = measures.map((measure) => numberOf(row[measure]));
      return { key, name, head: name, cells, share: row[measures[0]] / largest };
    })
    .sort(order);
}

export function byName(a, b) {
  return inOrder(a.name, b.name);
}

export function byKey(a, b) {
  return a.key < b.key ? -1 : 1;
}
