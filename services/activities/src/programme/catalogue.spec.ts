import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysOf } from '../activity/time.ts';
import { Catalogue } from './catalogue.ts';
import type { Entry, EntrySession, Wanted, Window } from './catalogue.ts';
import type { WantedTerm } from './search-terms.ts';

const hourMs = 3_600_000;
const day = fc.integer({ min: 1, max: 9 }).map((number) => `2024-11-0${number}`);
const term = fc.constantFrom('word:får', 'word:fårklippning', 'word:far', 'topic:coding', 'takes-place');
/** Many of them at the same time, and many over midnight. */
const session = fc
  .tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 12 }), fc.boolean())
  .map(([hour, hours, removed]) => {
    const start = Date.parse('2024-10-31T22:00Z') + hour * 2 * hourMs;
    return { start, end: start + hours * hourMs, removed };
  });
const sessions: fc.Arbitrary<EntrySession[]> = fc
  .array(session, { minLength: 1, maxLength: 4 })
  .map((times) => times.map((time, at) => ({ ...time, id: String(at + 1) })));
const entry: fc.Arbitrary<Entry> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  version: fc.integer({ min: 1, max: 30 }),
  updatedAt: fc.constant(new Date(0)),
  sessions,
  organisers: fc.constant([]),
  terms: fc.uniqueArray(term),
});
const beginning = fc.constantFrom('word:', 'word:få', 'word:z').map((text) => ({ beginning: text }));
const wanted: fc.Arbitrary<Wanted> = fc.record({
  terms: fc.array(fc.array(fc.oneof(term, beginning), { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
  from: fc.option(day, { nil: undefined }),
  to: fc.option(day, { nil: undefined }),
  removed: fc.boolean(),
});

/** The same, as plainly as it can be said: each session that is wanted, the earliest first. */
function lookedThrough(entries: readonly Entry[], wanted: Wanted): { id: string; session: EntrySession }[] {
  const { terms, from = '', to = '9', removed } = wanted;
  const newest = new Map<string, Entry>();
  for (const each of entries) if ((newest.get(each.id)?.version ?? 0) < each.version) newest.set(each.id, each);
  return [...newest.values()]
    .filter((each) => terms.every((either) => either.some((one) => has(each.terms, one))))
    .flatMap(({ id, sessions: all }) => all.map((one) => ({ id, session: one })))
    .filter(({ session: one }) => removed === true || !one.removed)
    .filter(({ session: { start, end } }) =>
      daysOf({ start: new Date(start), end: new Date(end) }).some((one) => from <= one && one <= to),
    )
    .sort((one, other) => one.session.start - other.session.start || (one.id < other.id ? -1 : 1));
}

function has(terms: readonly string[], wanted: WantedTerm): boolean {
  return typeof wanted === 'string' ? terms.includes(wanted) : terms.some((one) => one.startsWith(wanted.beginning));
}

const ids = (catalogue: Catalogue, query: Wanted, window: Window = {}) =>
  catalogue.search(query, window).found.map(({ id }) => id);

describe('The catalogue', () => {
  it('finds what looking through all sessions would find, in order of time, at the newest version', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), fc.array(wanted, { minLength: 1 }), (entries, queries) => {
        const catalogue = new Catalogue();
        for (const each of entries) catalogue.put(each);
        for (const query of queries) {
          const expected = lookedThrough(entries, query);
          const once = [...new Set(expected.map(({ id }) => id))];
          const latest = [...new Set(expected.toReversed().map(({ id }) => id))];
          expect(ids(catalogue, query)).toEqual(once);
          expect(ids(catalogue, query, { order: 'latest' })).toEqual(latest);
          const { found, total } = catalogue.search(query, { offset: 1, limit: 2 });
          expect(found.map(({ id }) => id)).toEqual(once.slice(1, 3));
          expect(total).toBe(once.length);
          for (const one of found)
            expect(one.sessions.toSorted()).toEqual(
              expected.flatMap(({ id, session: { id: its } }) => (id === one.id ? its : [])).toSorted(),
            );
          expect(ids(catalogue, query, { each: 'session' })).toEqual(expected.map(({ id }) => id));
        }
      }),
    );
  });

  it('goes on finding it when each of them has changed a thousand times', () => {
    const catalogue = new Catalogue();
    const bare = {
      updatedAt: new Date(0),
      sessions: [{ id: '1', start: 0, end: hourMs, removed: false }],
      organisers: [],
    };
    for (let version = 1; version <= 1_000; version++)
      for (const id of ['a', 'b', 'c']) catalogue.put({ ...bare, id, version, terms: [id, `at ${version}`] });

    expect(ids(catalogue, { terms: [] })).toEqual(['a', 'b', 'c']);
    expect(ids(catalogue, { terms: [['at 1000']] })).toEqual(['a', 'b', 'c']);
    expect(ids(catalogue, { terms: [['b']] })).toEqual(['b']);
    expect(ids(catalogue, { terms: [['at 999']] })).toEqual([]);
    expect(catalogue.versionOf('c')).toBe(1_000);
  });
});
