import { scopeOf } from '../counting/row.ts';
import type { Measures } from '../counting/row.ts';
import { subjectOf } from '../subjects/subjects.ts';
import type { Fact } from '../subjects/subjects.ts';
import { floorsOf, isGone } from './floors.ts';
import { Sums } from './sums.ts';

/** What projecting a batch of facts changes. */
export interface ProjectionDelta {
  /** The facts that are new or newer than what was known, one for each aggregate. */
  readonly facts: readonly Fact[];
  /** Those that were known of what their owner no longer has. */
  readonly gone: readonly Fact[];
  /** What must be added to each row. */
  readonly changes: ReadonlyMap<string, Measures>;
  /** The scopes whose figures, or whose description, are no longer what they were. */
  readonly scopes: ReadonlySet<string>;
}

/** The newest fact of each aggregate. A batch may hold several versions of one, in any order. */
export function newestOfEach(facts: Iterable<Fact>): ReadonlyMap<string, Fact> {
  const newest = new Map<string, Fact>();
  for (const fact of facts) {
    const other = newest.get(fact._id);
    if (!other || fact.version > other.version) newest.set(fact._id, fact);
  }
  return newest;
}

/**
 * A fact that is not newer than the known one changes nothing, nor does one of what its owner no longer has.
 * @param known what is kept of these aggregates, and what the owners have said last of everything they have; where one says so now, also
 * what is kept of what it no longer has
 */
export function projectionDelta(newest: ReadonlyMap<string, Fact>, known: ReadonlyMap<string, Fact>): ProjectionDelta {
  const floors = floorsOf([...known.values(), ...newest.values()]);
  const facts: Fact[] = [];
  const gone = new Map([...known].filter(([, fact]) => isGone(fact, floors)));
  const sums = new Sums();
  const scopes = new Set<string>();

  for (const fact of newest.values()) {
    const before = known.get(fact._id);
    if (isGone(fact, floors) || (before && before.version >= fact.version)) continue;

    facts.push(fact);
    gone.delete(fact._id);
    sums.add(fact);
    if (before) sums.subtract(before);
    for (const scope of [fact, before].flatMap(shownIn)) scopes.add(scope);
  }
  for (const fact of gone.values()) {
    sums.subtract(fact);
    for (const scope of shownIn(fact)) scopes.add(scope);
  }

  const changes = new Map(sums.entries());
  for (const row of changes.keys()) scopes.add(scopeOf(row));
  return { facts, gone: [...gone.values()], changes, scopes };
}

/** The scopes whose figures show more of a fact than what it adds to sums: the words of a survey, of a campaign and its parts, of an award. */
function shownIn(fact: Fact | undefined): readonly string[] {
  return (fact && subjectOf(fact).shownIn?.(fact)) ?? [];
}
