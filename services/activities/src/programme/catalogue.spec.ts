import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Catalogue } from './catalogue.ts';
import type { Entry, Wanted } from './catalogue.ts';

const day = fc.integer({ min: 1, max: 9 }).map((number) => `2024-11-0${number}`);
const term = fc.constantFrom('word:får', 'word:fårklippning', 'word:far', 'topic:coding', 'takes-place');
const entry: fc.Arbitrary<Entry> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  version: fc.integer({ min: 1, max: 30 }),
  updatedAt: fc.constant(new Date(0)),
  start: fc.integer({ min: 0, max: 3 }).map((hour) => new Date(hour * 3_600_000)),
  days: fc.uniqueArray(day, { minLength: 1, maxLength: 3 }),
  organisers: fc.constant([]),
  terms: fc.uniqueArray(term),
});
const wanted: fc.Arbitrary<Wanted> = fc.record({
  terms: fc.uniqueArray(term, { maxLength: 2 }),
  prefix: fc.option(fc.constantFrom('word:', 'word:få', 'word:z'), { nil: undefined }),
  from: fc.option(day, { nil: undefined }),
  to: fc.option(day, { nil: undefined }),
});

/** The same, as plainly as it can be said. */
function lookedThrough(entries: readonly Entry[], { terms, prefix, from = '', to = '9' }: Wanted): string[] {
  const newest = new Map<string, Entry>();
  for (const each of entries) if ((newest.get(each.id)?.version ?? 0) < each.version) newest.set(each.id, each);
  return [...newest.values()]
    .filter((each) => terms.every((one) => each.terms.includes(one)))
    .filter((each) => prefix === undefined || each.terms.some((one) => one.startsWith(prefix)))
    .filter(({ days }) => days.some((one) => from <= one && one <= to))
    .sort((one, other) => one.start.getTime() - other.start.getTime() || (one.id < other.id ? -1 : 1))
    .map(({ id }) => id);
}

const ids = (catalogue: Catalogue, query: Wanted, order: 'earliest' | 'latest' = 'earliest') =>
  catalogue.search(query, { order }).found.map(({ id }) => id);

describe('The catalogue', () => {
  it('finds what looking through everything would find, in order of time, at the newest version', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), fc.array(wanted, { minLength: 1 }), (entries, queries) => {
        const catalogue = new Catalogue();
        for (const each of entries) catalogue.put(each);
        for (const query of queries) {
          expect(ids(catalogue, query)).toEqual(lookedThrough(entries, query));
          expect(ids(catalogue, query, 'latest')).toEqual(lookedThrough(entries, query).reverse());
          const { found, total } = catalogue.search(query, { offset: 1, limit: 2 });
          expect(found.map(({ id }) => id)).toEqual(lookedThrough(entries, query).slice(1, 3));
          expect(total).toBe(lookedThrough(entries, query).length);
        }
      }),
    );
  });

  it('goes on finding it when each of them has changed a thousand times', () => {
    const catalogue = new Catalogue();
    const bare = { updatedAt: new Date(0), start: new Date(0), days: ['2024-11-01'], organisers: [] };
    for (let version = 1; version <= 1_000; version++)
      for (const id of ['a', 'b', 'c']) catalogue.put({ ...bare, id, version, terms: [id, `at ${version}`] });

    expect(ids(catalogue, { terms: [] })).toEqual(['a', 'b', 'c']);
    expect(ids(catalogue, { terms: ['at 1000'] })).toEqual(['a', 'b', 'c']);
    expect(ids(catalogue, { terms: ['b'] })).toEqual(['b']);
    expect(ids(catalogue, { terms: ['at 999'] })).toEqual([]);
    expect(catalogue.versionOf('c')).toBe(1_000);
  });
});
